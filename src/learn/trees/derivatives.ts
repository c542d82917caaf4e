import type { GradientScales } from './find-split.ts';
import { largestOf, orderFreeSum, pairScale } from './fixed-point.ts';
import type { KernelCall } from './kernel/kernel.ts';
import type { Team } from './kernel/team.ts';
import type { Loss, Objective, TableLoss } from './objectives.ts';

/** Rows of one call. */
const rowsAtOnce = 16_384;

/**
 * Margins of all rows, and the derivatives of the loss there as integers, in the kernel's memory. The kernel derives squared and
 * logistic losses itself; all others are derived here.
 */
export class Derivatives {
  /** Place of the margins, row by row, as many a row as there are outputs. */
  readonly margins: number;
  private readonly team: Team;
  private readonly loss: Loss;
  private readonly objective: Objective;
  private readonly y: Float64Array;
  private readonly weights: Float64Array | undefined;
  private readonly learning: number;
  private readonly pairs: number;
  private readonly outcomes: number;
  private readonly weightsPlace: number;
  private readonly overLearning: TableLoss | undefined;
  private readonly overJudging: TableLoss | undefined;
  private readonly gradients: Float64Array;
  private readonly curvatures: Float64Array;

  /** The first `learning` rows have derivatives, as pairs from `pairs` on. */
  constructor(team: Team, loss: Loss, objective: Objective, y: Float64Array, weights: Float64Array | undefined, learning: number, base: readonly number[], pairs: number) {
    this.team = team;
    this.loss = loss;
    this.objective = objective;
    this.y = y;
    this.weights = weights;
    this.learning = learning;
    this.pairs = pairs;
    this.margins = team.arena.take(y.length * loss.outputs * 8);
    const margins = this.allMargins();
    for (let at = 0; at < margins.length; at += 1) margins[at] = base[at % loss.outputs] as number;
    this.overLearning = loss.overTable?.(y.subarray(0, learning), weights?.subarray(0, learning));
    this.overJudging = learning < y.length ? loss.overTable?.(y.subarray(learning), weights?.subarray(learning)) : undefined;
    const isOfKernel = this.isOfKernel();
    this.outcomes = isOfKernel ? this.placedOutcomes() : 0;
    this.weightsPlace = isOfKernel && weights ? this.placed(weights) : 0;
    const held = isOfKernel ? 0 : learning * loss.outputs;
    this.gradients = new Float64Array(held);
    this.curvatures = new Float64Array(held);
  }

  private isOfKernel(): boolean {
    return this.objective.kind === 'logistic' || this.objective.kind === 'squared';
  }

  private placed(values: Float64Array): number {
    const place = this.team.arena.take(values.length * 8);
    this.team.arena.doubles(place, values.length).set(values);
    return place;
  }

  /** Zeros and ones as bytes. */
  private placedOutcomes(): number {
    if (this.objective.kind !== 'logistic') return this.placed(this.y);
    const place = this.team.arena.take(this.y.length);
    this.team.arena.bytes(place, this.y.length).set(this.y);
    return place;
  }

  private allMargins(): Float64Array {
    return this.team.arena.doubles(this.margins, this.y.length * this.loss.outputs);
  }

  /** Takes the derivatives of all outputs at the present margins. */
  derive(): void {
    if (this.isOfKernel()) return;
    const { gradients, curvatures, loss, y, weights } = this;
    const { outputs } = loss;
    const margins = this.allMargins();
    if (this.overLearning) {
      this.overLearning.derive(margins.subarray(0, this.learning), gradients, curvatures);
      return;
    }
    for (let row = 0; row < this.learning; row += 1) {
      loss.derive(y[row] as number, margins, row * outputs, gradients, curvatures, row * outputs);
      const weight = weights ? (weights[row] as number) : 1;
      for (let k = row * outputs; weight !== 1 && k < (row + 1) * outputs; k += 1) {
        gradients[k] = (gradients[k] as number) * weight;
        curvatures[k] = (curvatures[k] as number) * weight;
      }
    }
  }

  /** Writes the derivatives of one output as integer pairs. */
  integers(output: number): GradientScales {
    if (this.objective.kind === 'logistic') return this.logisticPairs();
    if (this.objective.kind === 'squared') return this.squaredPairs();
    const { gradients, curvatures, learning, loss: { outputs } } = this;
    const scales = { gradientScale: pairScale(largestOf(gradients), learning), curvatureScale: pairScale(largestOf(curvatures), learning) };
    const pairs = this.team.arena.integers(this.pairs, learning * 2);
    for (let row = 0; row < learning; row += 1) {
      pairs[row * 2] = Math.round((gradients[row * outputs + output] as number) * scales.gradientScale);
      pairs[row * 2 + 1] = Math.round((curvatures[row * outputs + output] as number) * scales.curvatureScale);
    }
    return scales;
  }

  /** p − y lies within 1, p (1 − p) within a quarter. */
  private logisticPairs(): GradientScales {
    const heaviest = this.heaviest();
    const scales = { gradientScale: pairScale(heaviest, this.learning), curvatureScale: pairScale(heaviest / 4, this.learning) };
    this.everyPart((from, to) => ['deriveLogistic', from, to, this.outcomes, this.margins, this.weightsPlace, scales.gradientScale, scales.curvatureScale, this.pairs]);
    return scales;
  }

  private squaredPairs(): GradientScales {
    const scales = { gradientScale: pairScale(this.largestResidual(), this.learning), curvatureScale: pairScale(this.heaviest(), this.learning) };
    this.everyPart((from, to) => ['deriveSquared', from, to, this.outcomes, this.margins, this.weightsPlace, scales.gradientScale, scales.curvatureScale, this.pairs]);
    return scales;
  }

  private heaviest(): number {
    return this.weights ? largestOf(this.weights.subarray(0, this.learning)) : 1;
  }

  private largestResidual(): number {
    const { arena } = this.team;
    return arena.during(() => {
      const parts = Math.ceil(this.learning / rowsAtOnce);
      const into = arena.take(parts * 8);
      this.everyPart((from, to) => ['largestResidual', from, to, this.outcomes, this.margins, this.weightsPlace, into + (from / rowsAtOnce) * 8]);
      return largestOf(arena.doubles(into, parts));
    });
  }

  private everyPart(call: (from: number, to: number) => KernelCall): void {
    const calls: KernelCall[] = [];
    for (let from = 0; from < this.learning; from += rowsAtOnce) calls.push(call(from, Math.min(this.learning, from + rowsAtOnce)));
    this.team.run(calls);
  }

  /** What the margins leave unexplained of these rows. */
  residuals(rows: Int32Array): Float64Array {
    const margins = this.allMargins();
    return Float64Array.from(rows, (row) => (this.y[row] as number) - (margins[row] as number));
  }

  /** Weighted mean loss of the rows that do not teach. */
  judgedLoss(): number {
    const { y, weights, learning } = this;
    const margins = this.allMargins();
    if (this.overJudging) return this.overJudging.loss(margins.subarray(learning * this.loss.outputs));
    const judging = y.length - learning;
    const weightAt = (at: number): number => weights?.[learning + at] ?? 1;
    const losses = Float64Array.from({ length: judging }, (_, at) => weightAt(at) * this.loss.lossOf(y[learning + at] as number, margins, (learning + at) * this.loss.outputs));
    return orderFreeSum(losses) / orderFreeSum(Float64Array.from({ length: judging }, (_, at) => weightAt(at)));
  }
}
