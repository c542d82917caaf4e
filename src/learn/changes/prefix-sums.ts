import { demandFinite } from '../demand.ts';

/** Sums of squares about the mean of any stretch of a series in constant time. A class, so that its methods are compiled into the searches' inner loops. */
export class PrefixSums {
  readonly n: number;
  readonly #centre: number;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(y: ArrayLike<number>, centre: number) {
    this.n = y.length;
    this.#centre = centre;
    [this.#sums, this.#squares] = [new Float64Array(this.n + 1), new Float64Array(this.n + 1)];
    for (let at = 0; at < this.n; at += 1) {
      const value = (y[at] as number) - centre;
      this.#sums[at + 1] = (this.#sums[at] as number) + value;
      this.#squares[at + 1] = (this.#squares[at] as number) + value * value;
    }
    if (!Number.isFinite(this.#squares[this.n])) throw new RangeError('The squares of the series are too large for a number: measure it in a larger unit');
  }

  /** Σ (y − mean)² over [from, to); never below zero. */
  spread(from: number, to: number): number {
    const sum = (this.#sums[to] as number) - (this.#sums[from] as number);
    const spread = (this.#squares[to] as number) - (this.#squares[from] as number) - (sum * sum) / (to - from);
    return spread > 0 ? spread : 0;
  }

  mean(from: number, to: number): number {
    return this.#centre + ((this.#sums[to] as number) - (this.#sums[from] as number)) / (to - from);
  }
}

/** The series is centred first, so that a large level costs no digits. Throws a RangeError on no values or values that are not finite. */
export function prefixSums(y: ArrayLike<number>): PrefixSums {
  if (y.length === 0) throw new RangeError('A series needs at least one value');
  demandFinite('Series', y);
  return new PrefixSums(y, Array.from(y).reduce((mean, value, at) => mean + (value - mean) / (at + 1), 0));
}
