import type { FollowUp } from './follow-up.ts';

/** How events at one time are counted: as if in random order (Efron 1977), or all from the same set (Breslow 1974). */
export type Ties = 'efron' | 'breslow';

/** One event seen from its risk set; where several share a time, each in turn with their mean taken as what was drawn. */
export interface Draw {
  readonly time: number;
  /** How much this draw counts: the mean weight of those with the event at this time. */
  readonly weight: number;
  /** Share by which those with the event count less in this set, having been drawn before (Efron). */
  readonly gone: number;
  /** Weighted mean of the columns, and of the linear predictor, over those with the event at this time. */
  readonly drawn: Float64Array;
  readonly drawnPredictor: number;
  /** Sum of exp(linear predictor) over those at risk, and its logarithm. */
  readonly total: number;
  readonly logTotal: number;
  /** Weighted mean and variance (p × p) of the columns over those at risk. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Sums over a set of rows of w, w·x, w·xxᵀ with w = exp(predictor − highest). */
class Sums {
  s0 = 0;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
  constructor(p: number) {
    this.s1 = new Float64Array(p);
    this.s2 = new Float64Array(p * p);
  }

  add(x: Float64Array, row: number, w: number): void {
    const p = this.s1.length;
    this.s0 += w;
    for (let j = 0; j < p; j += 1) {
      const wx = w * (x[row * p + j] as number);
      this.s1[j] = (this.s1[j] as number) + wx;
      for (let k = 0; k <= j; k += 1) this.s2[j * p + k] = (this.s2[j * p + k] as number) + wx * (x[row * p + k] as number);
    }
  }
}

const byDescending = (values: Float64Array): Int32Array => Int32Array.from(values, (_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);

/** Visits every event from the last time to the first, with its risk set {entry < t ≤ time} under coefficients `beta`; `weights` count rows, one each if left out. O(n p²). */
export function visitDraws(seen: FollowUp, x: Float64Array, beta: Float64Array, ties: Ties, visit: (draw: Draw) => void, weights?: Float64Array): void {
  const p = beta.length;
  const predictor = Float64Array.from(seen.time, (_, i) => beta.reduce((sum, b, j) => sum + b * (x[i * p + j] as number), 0));
  const highest = predictor.reduce((most, value) => Math.max(most, value), -Infinity);
  const weight = predictor.map((value, i) => Math.exp(value - highest) * (weights ? (weights[i] as number) : 1));
  const leaving = byDescending(seen.time);
  const entering = seen.entry ? byDescending(seen.entry) : new Int32Array(0);
  const atRisk = new Sums(p);
  let removed = 0;
  for (let start = 0; start < leaving.length;) {
    const time = seen.time[leaving[start] as number] as number;
    const deaths = new Sums(p);
    const rows: number[] = [];
    for (; start < leaving.length && seen.time[leaving[start] as number] === time; start += 1) {
      const row = leaving[start] as number;
      atRisk.add(x, row, weight[row] as number);
      if (seen.event[row] === 1) { deaths.add(x, row, weight[row] as number); rows.push(row); }
    }
    if (rows.length === 0) continue;
    for (; removed < entering.length && (seen.entry?.[entering[removed] as number] as number) >= time; removed += 1) atRisk.add(x, entering[removed] as number, -(weight[entering[removed] as number] as number));
    visitTime(time, atRisk, deaths, drawnOf(x, rows, predictor, p, weights), rows.length, ties, highest, visit);
  }
}

function drawnOf(x: Float64Array, rows: readonly number[], predictor: Float64Array, p: number, weights?: Float64Array): Pick<Draw, 'drawn' | 'drawnPredictor' | 'weight'> {
  const counts = (row: number): number => (weights ? (weights[row] as number) : 1);
  const all = rows.reduce((sum, row) => sum + counts(row), 0);
  const mean = (valueOf: (row: number) => number): number => rows.reduce((sum, row) => sum + counts(row) * valueOf(row), 0) / all;
  return { weight: all / rows.length, drawn: Float64Array.from({ length: p }, (_, j) => mean((row) => x[row * p + j] as number)), drawnPredictor: mean((row) => predictor[row] as number) };
}

function visitTime(time: number, atRisk: Sums, deaths: Sums, drawn: Pick<Draw, 'drawn' | 'drawnPredictor' | 'weight'>, count: number, ties: Ties, highest: number, visit: (draw: Draw) => void): void {
  const p = atRisk.s1.length;
  for (let before = 0; before < count; before += 1) {
    const gone = ties === 'efron' ? before / count : 0;
    const s0 = atRisk.s0 - gone * deaths.s0;
    const mean = atRisk.s1.map((value, j) => (value - gone * (deaths.s1[j] as number)) / s0);
    const variance = new Float64Array(p * p);
    for (let j = 0; j < p; j += 1) for (let k = 0; k <= j; k += 1) {
      const value = ((atRisk.s2[j * p + k] as number) - gone * (deaths.s2[j * p + k] as number)) / s0 - (mean[j] as number) * (mean[k] as number);
      variance[j * p + k] = value;
      variance[k * p + j] = value;
    }
    visit({ time, gone, ...drawn, total: s0 * Math.exp(highest), logTotal: Math.log(s0) + highest, mean, variance });
  }
}
