/** One figure of a bench: what was measured, in which unit, each round's value, and the bound it is held against, if any. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** The figure keeps its promise when its median is at most this. */
  readonly atMost?: number;
  /** The figure keeps its promise when its median is at least this. */
  readonly atLeast?: number;
}

export type Noise = 'low' | 'normal' | 'high';

export interface BenchContext {
  /** A fresh folder of this run, removed afterwards. */
  readonly folder: string;
  /** Where answers of made-up companies are kept between runs, by `--keep FOLDER`; most benches ignore it. */
  readonly keep: string | undefined;
  readonly rounds: number;
  readonly seed: number;
  /** How badly the made-up companies write down what happens; other benches ignore it. */
  readonly noise: Noise;
  say(line: string): void;
}

/** A bench: what it asks, in one sentence, and how it measures. */
export interface Bench {
  readonly asks: string;
  readonly rounds: number;
  /** No figures where what it needs is not here: it says so, and the committed result stays. */
  measure(context: BenchContext): Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Nearest-rank percentile, `share` in (0, 1]. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Null where the figure promises nothing. */
export function keepsPromise(figure: Figure): boolean | null {
  const value = median(figure.values);
  if (figure.atMost === undefined && figure.atLeast === undefined) return null;
  return value <= (figure.atMost ?? Infinity) && value >= (figure.atLeast ?? -Infinity);
}
