import { randomStream, shuffled } from '../random.ts';
import { binColumns, type BinnedTable } from './bin-columns.ts';
import { fixedPointScale, largestOf, orderFreeSum, toIntegers } from './fixed-point.ts';
import { growTree, leafByBins, type GrownTree, type GrowthOptions } from './grow-tree.ts';
import type { IntegerGradients } from './histogram.ts';
import { lossFor, weightedQuantile, type Loss } from './objectives.ts';
import { leafOf } from './score-trees.ts';
import { checkedSettings, checkTable, type TreeOptions } from './training-input.ts';
import type { Tree, TreeModel } from './tree-model.ts';

export interface TreeFit {
  readonly model: TreeModel;
  /** Rounds kept in the model. */
  readonly rounds: number;
  /** Mean weighted loss of the validation rows after each round trained; empty without them. */
  readonly validationLosses: readonly number[];
}

/**
 * Gradient-boosted trees: minimises Σ weight · loss(y, f) + Σ_leaves λ w² / 2 + γ / 2 per split, by second-order steps (Chen and
 * Guestrin 2016, "XGBoost", eq. 2–7) over histograms of at most 255 bins a column.
 *
 * `columns` holds one array a feature, all as long as `y`; NaN is missing, and each split learns where the missing go. Gradients
 * are rounded to integers that doubles add exactly, so order and grouping of additions change nothing: the same input and seed
 * give the same model to the last bit, and without sampling so does any order of the training rows.
 *
 * Assumes independent rows. A constant or all-missing column is never split; with one class only the margins stay at the log
 * odds of a share of 1 − 1e-8. Throws a RangeError for no training row of positive weight, lengths that differ, infinite values,
 * outcomes that the objective does not know, and settings out of range.
 */
export function trainTrees(columns: ReadonlyArray<ArrayLike<number>>, y: ArrayLike<number>, options: TreeOptions): TreeFit {
  const settings = checkedSettings(options, columns.length, y.length);
  const loss = lossFor(options.objective);
  checkTable(columns, y, loss, options.weights);
  return new Boosting(columns, Float64Array.from(y), loss, options, settings).run();
}

class Boosting {
  private readonly base: number[];
  private readonly training: Int32Array;
  private readonly judging: Int32Array;
  private readonly table: BinnedTable;
  private readonly margins: Float64Array;
  private readonly gradients: Float64Array;
  private readonly curvatures: Float64Array;
  private readonly weights: Float64Array | undefined;
  private readonly monotone: Int8Array | undefined;
  private readonly trees: Tree[] = [];
  private readonly losses: number[] = [];
  private readonly columns: ReadonlyArray<ArrayLike<number>>;
  private readonly y: Float64Array;
  private readonly loss: Loss;
  private readonly options: TreeOptions;
  private readonly settings: ReturnType<typeof checkedSettings>;

  constructor(columns: ReadonlyArray<ArrayLike<number>>, y: Float64Array, loss: Loss, options: TreeOptions, settings: ReturnType<typeof checkedSettings>) {
    this.columns = columns;
    this.y = y;
    this.loss = loss;
    this.options = options;
    this.settings = settings;
    this.weights = options.weights && Float64Array.from(options.weights);
    const end = options.validation?.from ?? y.length;
    const counts = (row: number): boolean => this.weightOf(row) > 0;
    this.training = Int32Array.from({ length: end }, (_, row) => row).filter(counts);
    this.judging = Int32Array.from({ length: y.length - end }, (_, row) => end + row).filter(counts);
    if (this.training.length === 0) throw new RangeError('Training needs at least one row of positive weight');
    if (options.validation && this.judging.length === 0) throw new RangeError('Validation needs at least one row of positive weight');
    const trainingWeights = this.weights && Float64Array.from(this.training, (row) => this.weightOf(row));
    this.base = loss.base(Float64Array.from(this.training, (row) => y[row] as number), trainingWeights);
    this.table = this.binned(trainingWeights);
    this.margins = Float64Array.from({ length: y.length * loss.outputs }, (_, at) => this.base[at % loss.outputs] as number);
    this.gradients = new Float64Array(this.training.length * loss.outputs);
    this.curvatures = new Float64Array(this.training.length * loss.outputs);
    this.monotone = options.monotone && Int8Array.from(options.monotone);
  }

  private weightOf(row: number): number {
    return this.weights ? (this.weights[row] as number) : 1;
  }

  /** Bins of the training rows alone; the table's row numbers count training rows. */
  private binned(weights: Float64Array | undefined): BinnedTable {
    const own = this.training.length === this.y.length ? this.columns : this.columns.map((column) => Float64Array.from(this.training, (row) => column[row] as number));
    return binColumns(own, this.training.length, weights, this.settings.maxBins);
  }

  run(): TreeFit {
    const patience = this.options.validation?.patience ?? Infinity;
    let best = { round: 0, loss: this.validationLoss() ?? Infinity };
    for (let round = 1; round <= this.settings.rounds; round += 1) {
      this.boost(round);
      const validationLoss = this.validationLoss();
      if (validationLoss !== null) this.losses.push(validationLoss);
      if (validationLoss === null || validationLoss < best.loss) best = { round, loss: validationLoss ?? Infinity };
      if (this.options.onRound?.({ round, validationLoss }) === false || round - best.round >= patience) break;
    }
    return { model: this.model(best.round), rounds: best.round, validationLosses: this.losses };
  }

  private model(rounds: number): TreeModel {
    const features = this.options.features ?? this.columns.map((_, index) => `f${index}`);
    return { format: 'hindcast-trees', version: 1, objective: this.options.objective, features: [...features], base: this.base.map(unsigned), trees: this.trees.slice(0, rounds * this.loss.outputs).map(withoutMinusZero) };
  }

  /** One round: a tree for each output from the derivatives at its start. */
  private boost(round: number): void {
    const { loss, training } = this;
    this.deriveAll();
    const rows = this.sampledRows(round);
    const features = this.sampledFeatures(round);
    const grown = Array.from({ length: loss.outputs }, (_, output) =>
      growTree(this.table, this.integers(output), Int32Array.from(rows), features, output, this.growth()));
    for (const tree of grown) {
      if (loss.leafQuantile !== null) this.takeQuantiles(tree, loss.leafQuantile);
      this.addTo(tree, rows.length < training.length);
      this.trees.push(tree.tree);
    }
  }

  private growth(): GrowthOptions {
    return { ...this.settings, maxStep: this.loss.maxStep, monotone: this.monotone };
  }

  private deriveAll(): void {
    const { gradients, curvatures, loss } = this;
    const { outputs } = loss;
    for (let at = 0; at < this.training.length; at += 1) {
      const row = this.training[at] as number;
      loss.derive(this.y[row] as number, this.margins, row * outputs, gradients, curvatures, at * outputs);
      const weight = this.weightOf(row);
      for (let k = at * outputs; weight !== 1 && k < (at + 1) * outputs; k += 1) {
        gradients[k] = (gradients[k] as number) * weight;
        curvatures[k] = (curvatures[k] as number) * weight;
      }
    }
  }

  private integers(output: number): IntegerGradients {
    const pick = (all: Float64Array): Float64Array => this.loss.outputs === 1 ? all : Float64Array.from(this.training, (_, at) => all[at * this.loss.outputs + output] as number);
    const [g, h] = [pick(this.gradients), pick(this.curvatures)];
    const [gradientScale, curvatureScale] = [fixedPointScale(largestOf(g), g.length), fixedPointScale(largestOf(h), h.length)];
    return { gradients: toIntegers(g, gradientScale), curvatures: toIntegers(h, curvatureScale), gradientScale, curvatureScale };
  }

  private sampledRows(round: number): Int32Array {
    const all = new Int32Array(this.training.length);
    for (let at = 0; at < all.length; at += 1) all[at] = at;
    if (this.settings.rowShare === 1) return all;
    const random = randomStream('rows of a tree', this.settings.seed, round);
    const chosen = all.filter(() => random() < this.settings.rowShare);
    return chosen.length > 0 ? chosen : all;
  }

  private sampledFeatures(round: number): number[] {
    const all = this.columns.map((_, index) => index);
    if (this.settings.columnShare === 1) return all;
    const count = Math.max(1, Math.round(all.length * this.settings.columnShare));
    return shuffled(all, randomStream('features of a tree', this.settings.seed, round)).slice(0, count).sort((a, b) => a - b);
  }

  private takeQuantiles(grown: GrownTree, share: number): void {
    for (const { node, from, to } of grown.leaves) {
      const rows = Array.from(grown.rows.subarray(from, to), (at) => this.training[at] as number);
      const left = Float64Array.from(rows, (row) => (this.y[row] as number) - (this.margins[row] as number));
      const weights = this.weights && Float64Array.from(rows, (row) => this.weightOf(row));
      grown.tree.value[node] = this.settings.eta * weightedQuantile(left, weights, share);
    }
  }

  private addTo(grown: GrownTree, isSampled: boolean): void {
    const { tree } = grown;
    const add = (row: number, leaf: number): void => {
      const at = row * this.loss.outputs + tree.output;
      this.margins[at] = (this.margins[at] as number) + (tree.value[leaf] as number);
    };
    if (isSampled) this.training.forEach((row, at) => { add(row, leafByBins(grown, this.table, at)); });
    else for (const { node, from, to } of grown.leaves) for (let at = from; at < to; at += 1) add(this.training[grown.rows[at] as number] as number, node);
    for (const row of this.judging) add(row, leafOf(tree, (feature) => (this.columns[feature] as ArrayLike<number>)[row] as number));
  }

  private validationLoss(): number | null {
    if (this.judging.length === 0) return null;
    const { outputs } = this.loss;
    const losses = Array.from(this.judging, (row) => this.weightOf(row) * this.loss.lossOf(this.y[row] as number, this.margins, row * outputs));
    return orderFreeSum(losses) / orderFreeSum(Array.from(this.judging, (row) => this.weightOf(row)));
  }
}

/** Adding zero turns −0, which JSON does not keep, into 0. */
const unsigned = (value: number): number => value + 0;

const withoutMinusZero = (tree: Tree): Tree => ({ ...tree, threshold: tree.threshold.map(unsigned), value: tree.value.map(unsigned), cover: tree.cover.map(unsigned), gain: tree.gain.map(unsigned) });
