/** Chance of one thing at a time, keyed by whole numbers: made for millions of starts, so it allocates nothing. */
export class Draw {
  #state = 0;

  /** Begins the stream that belongs to these keys. */
  start(seed: number, purpose: number, first: number, second = 0): this {
    let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(purpose + 1, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15) ^ first, 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12) ^ Math.imul(second + 1, 0x27d4eb2f), 0x297a2d39);
    this.#state = hash ^ (hash >>> 15);
    return this;
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

  /** 0 to below − 1. */
  below(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.uniform() * items.length)] as T;
  }
}

/** Draws positions by weight in constant time (Walker's alias method, Vose 1991), and knows each one's share. */
export class Weighted {
  readonly #shares: Float64Array;
  readonly #threshold: Float64Array;
  readonly #alias: Uint32Array;

  constructor(weights: readonly number[]) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.#shares = Float64Array.from(weights, (weight) => weight / sum);
    this.#threshold = this.#shares.map((share) => share * weights.length);
    this.#alias = new Uint32Array(weights.length);
    this.#pair();
  }

  #pair(): void {
    const left = Float64Array.from(this.#threshold);
    const positions = Array.from(left.keys());
    const small = positions.filter((at) => (left[at] as number) < 1);
    const large = positions.filter((at) => (left[at] as number) >= 1);
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop() as number;
      const rich = large[large.length - 1] as number;
      this.#threshold[poor] = left[poor] as number;
      this.#alias[poor] = rich;
      left[rich] = (left[rich] as number) - (1 - (left[poor] as number));
      if ((left[rich] as number) < 1) small.push(large.pop() as number);
    }
    for (const sure of [...small, ...large]) this.#threshold[sure] = 1;
  }

  draw(chance: Draw): number {
    const at = chance.below(this.#threshold.length);
    return chance.uniform() < (this.#threshold[at] as number) ? at : (this.#alias[at] as number);
  }

  share(at: number): number {
    return this.#shares[at] ?? 0;
  }
}

/** Weights of ranks that fall as a power of the rank (Zipf–Mandelbrot). */
export const byRank = (count: number, slope: number): Weighted => new Weighted(Array.from({ length: count }, (_, rank) => (rank + 2) ** -slope));
