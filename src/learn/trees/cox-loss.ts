import type { Loss, TableLoss } from './objectives.ts';
import { rateOf } from './rate-of.ts';

/**
 * Minus the log of Cox's partial likelihood, Breslow's for ties (Cox 1972; Breslow 1974; for boosting Ridgeway 1999): the outcome is the
 * time of an event, or minus the time at which a row was last seen without one, as in XGBoost, whose derivatives are the same but for
 * ties, where they depend on the order of rows. A row of weight w counts as w
 * rows, also among those at risk. Everybody is at risk from 0 on; for late entries there is `boostedHazard`. The answer is the
 * hazard over that of a row of margin 0.
 */
export const coxLoss: Loss = {
  outputs: 1, maxStep: Infinity, leafQuantile: null,
  problemOf: (y) => (y !== 0 ? null : 'must be the time of an event, or minus the time last seen, and no time is zero'),
  base: () => [0],
  derive: alone,
  lossOf: alone,
  overTable: (y, weights) => new PartialLikelihood(y, weights),
  answer(margins, at) { margins[at] = rateOf(margins[at] as number); },
};

function alone(): never {
  throw new TypeError('A row has no partial likelihood alone');
}

// Below this a row bears on no tree; it keeps a node that holds such rows alone from having no curvature.
const finest = 1e-16;

// Beside the largest risk: its square's inverse, times all events, is still a number.
const leastRisk = 1e-140;

/** Rows that share a time, in the order of time. */
interface Moment {
  readonly rows: Int32Array;
  readonly events: Int32Array;
  /** Total weight of the events. */
  readonly mass: number;
}

class PartialLikelihood implements TableLoss {
  private readonly moments: readonly Moment[];
  private readonly events: number;
  private readonly y: Float64Array;
  private readonly weights: Float64Array | undefined;

  constructor(y: Float64Array, weights: Float64Array | undefined) {
    this.y = y;
    this.weights = weights;
    this.moments = this.momentsOf();
    this.events = sortedSum(this.moments.map(({ mass }) => mass));
  }

  private weightOf(row: number): number {
    return this.weights ? (this.weights[row] as number) : 1;
  }

  private momentsOf(): Moment[] {
    const { y } = this;
    const times = y.map(Math.abs);
    const order = Int32Array.from(y, (_, row) => row).sort((a, b) => (times[a] as number) - (times[b] as number));
    const moments: Moment[] = [];
    for (let from = 0, to = 0; from < order.length; from = to) {
      while (to < order.length && times[order[to] as number] === times[order[from] as number]) to += 1;
      const rows = order.subarray(from, to);
      const events = rows.filter((row) => (y[row] as number) > 0);
      moments.push({ rows, events, mass: sortedSum(Array.from(events, (row) => this.weightOf(row))) });
    }
    return moments;
  }

  /** Weighted risks e^f over the largest of them, and for each moment the sum over those at risk. */
  private risks(margins: Float64Array): { readonly top: number; readonly risks: Float64Array; readonly atRisk: Float64Array } {
    const top = margins.reduce((most, f) => Math.max(most, f), -Infinity);
    const risks = margins.map((f) => Math.exp(f - top));
    const atRisk = new Float64Array(this.moments.length);
    let sum = 0;
    for (let at = atRisk.length - 1; at >= 0; at -= 1) {
      sum += sortedSum(Array.from((this.moments[at] as Moment).rows, (row) => this.weightOf(row) * (risks[row] as number)));
      atRisk[at] = Math.max(sum, leastRisk);
    }
    return { top, risks, atRisk };
  }

  derive(margins: Float64Array, gradients: Float64Array, curvatures: Float64Array): void {
    const { risks, atRisk } = this.risks(margins);
    let [hazard, squares] = [0, 0];
    this.moments.forEach(({ rows, mass }, at) => {
      const total = atRisk[at] as number;
      hazard += mass / total;
      squares += mass / total / total;
      for (const row of rows) {
        const [risk, weight] = [risks[row] as number, this.weightOf(row)];
        gradients[row] = weight * (risk * hazard - ((this.y[row] as number) > 0 ? 1 : 0));
        curvatures[row] = Math.max(weight * (risk * hazard - risk * risk * squares), weight * finest);
      }
    });
  }

  /** Mean over the weight of events; 0 without any. */
  loss(margins: Float64Array): number {
    const { top, atRisk } = this.risks(margins);
    const parts = this.moments.map(({ events, mass }, at) => mass * (Math.log(atRisk[at] as number) + top) - sortedSum(Array.from(events, (row) => this.weightOf(row) * (margins[row] as number))));
    return this.events > 0 ? parts.reduce((sum, part) => sum + part, 0) / this.events : 0;
  }
}

/** A sum that does not depend on the order of its parts, small ones first. */
const sortedSum = (values: readonly number[]): number => (values.length === 1 ? (values[0] as number) : Float64Array.from(values).sort().reduce((sum, value) => sum + value, 0));
