/** One figure of a bench, as it is committed: its rounds, their middle, and what was promised beforehand. */
export interface BenchFigure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly median: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Null where nothing was promised. */
  readonly kept: boolean | null;
}

export interface BenchResult {
  readonly bench: string;
  readonly asks: string;
  readonly measuredAt: string;
  readonly seed: number;
  readonly figures: readonly BenchFigure[];
}

const files = import.meta.glob<BenchResult>(['../../bench/results/truth.json', '../../bench/results/influence.json', '../../bench/results/hold-outs.json', '../../bench/results/permuted.json', '../../bench/results/plasmode.json'], { eager: true, import: 'default' });
const order = ['truth', 'influence', 'hold-outs', 'permuted', 'plasmode'];

/** The committed results of benches that hold the product against known truths: built into the app, so that they are the ones of this version. */
export const benchResults: readonly BenchResult[] = Object.values(files).toSorted((a, b) => order.indexOf(a.bench) - order.indexOf(b.bench));
