/** Chance of the demo world: every stream is keyed by what it belongs to, so nothing depends on the order of drawing. */
export class Chance {
  #state: number;

  constructor(...keys: ReadonlyArray<string | number>) {
    let hash = 2_166_136_261;
    for (const character of keys.join('\u0001')) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 16_777_619);
    this.#state = hash >>> 0;
    this.uniform();
    this.uniform();
  }

  /** In [0, 1); mulberry32 (Tommy Ettinger, public domain). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.uniform() * items.length)] as T;
  }

  /** By weights that need not sum to one. */
  weighted<T>(items: ReadonlyArray<readonly [T, number]>): T {
    let left = this.uniform() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return (items[items.length - 1] as readonly [T, number])[0];
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Log-normal by its median and the spread of its logarithm. */
  lognormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  /** Waiting time of a Poisson process. */
  waiting(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }
}
