import type { MessageHash } from './message-hash.ts';

/** Twenty bits a message and ten places: one in ten thousand that was never seen looks as if it was (Bloom 1970), since every such one costs a question to the store. */
const bitsPerMessage = 20;
const places = 10;
const firstCapacity = 2 ** 16;
const mostCapacity = 2 ** 28;

interface Layer {
  readonly bits: Uint32Array;
  readonly capacity: number;
  held: number;
}

/**
 * Which messages may have been seen: "no" is certain, "maybe" is looked up in the store. Grows by layers of doubling size (Almeida
 * et al. 2007 without tightening: the shares of false "maybe" of the layers add up), so that memory follows the number of
 * messages and the cost of a question only its logarithm.
 */
export class SeenFilter {
  readonly #layers: Layer[] = [];

  get size(): number {
    return this.#layers.reduce((sum, layer) => sum + layer.held, 0);
  }

  add(message: MessageHash): void {
    const layer = this.#open();
    layer.held += 1;
    for (let place = 0; place < places; place += 1) {
      const bit = placeOf(message, place, layer.bits.length * 32);
      layer.bits[bit >>> 5] = (layer.bits[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  mayHold(message: MessageHash): boolean {
    return this.#layers.some(({ bits }) => {
      for (let place = 0; place < places; place += 1) {
        const bit = placeOf(message, place, bits.length * 32);
        if (((bits[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return false;
      }
      return true;
    });
  }

  #open(): Layer {
    const last = this.#layers.at(-1);
    if (last && last.held < last.capacity) return last;
    const capacity = last ? Math.min(last.capacity * 2, mostCapacity) : firstCapacity;
    const layer = { bits: new Uint32Array(Math.ceil((capacity * bitsPerMessage) / 32)), capacity, held: 0 };
    this.#layers.push(layer);
    return layer;
  }
}

/** Double hashing (Kirsch and Mitzenmacher 2008); the halves are already random. */
const placeOf = ({ high, low }: MessageHash, place: number, bits: number): number => ((high + place * (low | 1)) >>> 0) % bits;
