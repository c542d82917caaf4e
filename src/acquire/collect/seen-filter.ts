import type { MessageHash } from './message-hash.ts';

/**
 * A block is sixteen words of 32 bits: what a processor fetches at once, so that a message costs one fetch from memory and not one for each of its places
 * (Putze, Sanders and Singler 2007, "Cache-, hash- and space-efficient Bloom filters"). With 32 bits a message about six in a million that were
 * never seen look as if they were: each such one costs a question to the store, and whole groups of events wait for it.
 */
const blockWords = 16;
const messagesPerBlock = 16;
/** One place a multiplier: odd numbers, their top nine bits of the product are the place. */
const multipliers = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31, 0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f];
const firstCapacity = 2 ** 16;
const mostCapacity = 2 ** 28;

interface Layer {
  readonly words: Uint32Array;
  readonly blocks: number;
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
    const block = blockOf(message, layer);
    for (const multiplier of multipliers) {
      const place = placeOf(message, multiplier);
      layer.words[block + (place >>> 5)] = (layer.words[block + (place >>> 5)] as number) | (1 << (place & 31));
    }
  }

  mayHold(message: MessageHash): boolean {
    return this.#layers.some((layer) => holds(layer, message));
  }

  #open(): Layer {
    const last = this.#layers.at(-1);
    if (last && last.held < last.capacity) return last;
    const capacity = last ? Math.min(last.capacity * 2, mostCapacity) : firstCapacity;
    const blocks = capacity / messagesPerBlock;
    const layer = { words: new Uint32Array(blocks * blockWords), blocks, capacity, held: 0 };
    this.#layers.push(layer);
    return layer;
  }
}

function holds(layer: Layer, message: MessageHash): boolean {
  const block = blockOf(message, layer);
  for (const multiplier of multipliers) {
    const place = placeOf(message, multiplier);
    if (((layer.words[block + (place >>> 5)] as number) & (1 << (place & 31))) === 0) return false;
  }
  return true;
}

/** One half of the hash names the block, the other the places in it; both are already random. */
const blockOf = ({ high }: MessageHash, { blocks }: Layer): number => (high % blocks) * blockWords;
const placeOf = ({ low }: MessageHash, multiplier: number): number => Math.imul(low, multiplier) >>> 23;
