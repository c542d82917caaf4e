import { randomStream, shuffled } from '../random.ts';
import { binColumns } from './bin-columns.ts';
import { Derivatives } from './derivatives.ts';
import { growTree, type GrownTree, type GrowthOptions } from './grow-tree.ts';
import { withThisThread, type Team } from './kernel/team.ts';
import { lossFor, weightedQuantile, type Loss } from './objectives.ts';
import { checkedSettings, checkTable, type TreeOptions } from './training-input.ts';
import type { Tree, TreeModel } from './tree-model.ts';
import { TreeStore } from './tree-store.ts';

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
  return withThisThread((team) => new Boosting(team, columns, y, loss, options, settings).run());
}

class Boosting {
  private readonly base: number[];
  /** Rows in the order in which the table holds them: those that teach, then those that judge; rows of no weight are left out. */
  private readonly order: Int32Array;
  private readonly learning: number;
  private readonly store: TreeStore;
  private readonly derivatives: Derivatives;
  private readonly weights: Float64Array | undefined;
  private readonly trees: Tree[] = [];
  private readonly losses: number[] = [];
  private readonly team: Team;
  private readonly columns: ReadonlyArray<ArrayLike<number>>;
  private readonly loss: Loss;
  private readonly options: TreeOptions;
  private readonly settings: ReturnType<typeof checkedSettings>;

  constructor(team: Team, columns: ReadonlyArray<ArrayLike<number>>, y: ArrayLike<number>, loss: Loss, options: TreeOptions, settings: ReturnType<typeof checkedSettings>) {
    this.team = team;
    this.columns = columns;
    this.loss = loss;
    this.options = options;
    this.settings = settings;
    const { order, learning } = this.ordered(y.length);
    this.order = order;
    this.learning = learning;
    const outcomes = Float64Array.from(order, (row) => y[row] as number);
    this.weights = options.weights && Float64Array.from(order, (row) => (options.weights as ArrayLike<number>)[row] as number);
    const learningWeights = this.weights?.subarray(0, learning);
    this.base = loss.base(outcomes.subarray(0, learning), learningWeights);
    const table = binColumns(team, columns, { order: order.length === y.length ? null : order, count: order.length, counted: learning, weights: learningWeights }, settings.maxBins);
    this.store = new TreeStore(team, table, learning, settings.depth);
    this.derivatives = new Derivatives(team, loss, options.objective, outcomes, this.weights, learning, this.base, this.store.pairs);
  }

  private ordered(rows: number): { order: Int32Array; learning: number } {
    const { weights, validation } = this.options;
    const end = validation?.from ?? rows;
    const all = new Int32Array(rows);
    let [count, learning] = [0, 0];
    for (let row = 0; row < rows; row += 1) {
      if (weights && (weights[row] as number) <= 0) continue;
      all[count++] = row;
      if (row < end) learning = count;
    }
    if (learning === 0) throw new RangeError('Training needs at least one row of positive weight');
    if (validation && learning === count) throw new RangeError('Validation needs at least one row of positive weight');
    return { order: all.subarray(0, count), learning };
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
    const { loss, derivatives, store } = this;
    derivatives.derive();
    const sampled = this.sampleRows(round);
    const features = this.sampledFeatures(round);
    const grown = Array.from({ length: loss.outputs }, (_, output) => {
      this.listRows(sampled);
      const tree = growTree(store, derivatives.integers(output), { from: 0, to: sampled?.length ?? this.learning, restFrom: sampled?.length ?? this.learning, restTo: this.order.length }, features, output, this.growth());
      return { ...tree, held: loss.outputs > 1 ? Int32Array.from(store.rows(0, this.order.length)) : null };
    });
    for (const { tree, leaves, held } of grown) {
      if (held !== null) store.rows(0, held.length).set(held);
      if (loss.leafQuantile !== null) this.takeQuantiles(tree, leaves, loss.leafQuantile);
      this.team.run(leaves.flatMap(({ node, rows }) => store.addLeaf(rows, derivatives.margins, loss.outputs, tree.output, tree.value[node] as number)));
      this.trees.push(tree);
    }
  }

  private growth(): GrowthOptions {
    return { ...this.settings, maxStep: this.loss.maxStep, monotone: this.options.monotone && Int8Array.from(this.options.monotone) };
  }

  /** Lays out the list of rows: those that the tree learns from, then all others. */
  private listRows(sampled: Int32Array | null): void {
    const rows = this.store.rows(0, this.order.length);
    const isIn = new Uint8Array(sampled ? rows.length : 0);
    let at = 0;
    for (const row of sampled ?? []) {
      rows[at++] = row;
      isIn[row] = 1;
    }
    for (let row = 0; row < rows.length; row += 1) if (isIn[row] !== 1) rows[at++] = row;
  }

  /** Null where all rows take part. */
  private sampleRows(round: number): Int32Array | null {
    if (this.settings.rowShare === 1) return null;
    const random = randomStream('rows of a tree', this.settings.seed, round);
    const chosen = Int32Array.from({ length: this.learning }, (_, row) => row).filter(() => random() < this.settings.rowShare);
    return chosen.length > 0 ? chosen : null;
  }

  private sampledFeatures(round: number): number[] {
    const all = this.columns.map((_, index) => index);
    if (this.settings.columnShare === 1) return all;
    const count = Math.max(1, Math.round(all.length * this.settings.columnShare));
    return shuffled(all, randomStream('features of a tree', this.settings.seed, round)).slice(0, count).sort((a, b) => a - b);
  }

  private takeQuantiles(tree: GrownTree['tree'], leaves: GrownTree['leaves'], share: number): void {
    for (const { node, rows: { from, to } } of leaves) {
      const rows = this.store.rows(from, to);
      const left = this.derivatives.residuals(rows);
      const weights = this.weights && Float64Array.from(rows, (row) => (this.weights as Float64Array)[row] as number);
      tree.value[node] = this.settings.eta * weightedQuantile(left, weights, share);
    }
  }

  private validationLoss(): number | null {
    return this.order.length > this.learning ? this.derivatives.judgedLoss() : null;
  }
}

/** Adding zero turns −0, which JSON does not keep, into 0. */
const unsigned = (value: number): number => value + 0;

const withoutMinusZero = (tree: Tree): Tree => ({ ...tree, threshold: tree.threshold.map(unsigned), value: tree.value.map(unsigned), cover: tree.cover.map(unsigned), gain: tree.gain.map(unsigned) });
