import { randomStream, shuffled } from '../random.ts';
import { binColumns, mostBins } from './bin-columns.ts';
import { Derivatives } from './derivatives.ts';
import { growTree, type GrownTree, type GrowthOptions } from './grow-tree.ts';
import { withThreads, type Team } from './kernel/team.ts';
import { lossFor, weightedQuantile, type Loss } from './objectives.ts';
import type { Cell } from './category-codes.ts';
import { encodeTable, type CategoryReport, type EncodedTable } from './training-categories.ts';
import { checkedSettings, checkTable, type Settings, type TreeOptions } from './training-input.ts';
import type { Tree, TreeModel } from './tree-model.ts';
import { TreeStore } from './tree-store.ts';

export interface TreeFit {
  readonly model: TreeModel;
  /** Rounds kept in the model. */
  readonly rounds: number;
  /** Mean weighted loss of the validation rows after each round trained; empty without them. */
  readonly validationLosses: readonly number[];
  /** For each column of categories, how many the model knows by name and how many only together. */
  readonly categories: readonly CategoryReport[];
}

/**
 * Gradient-boosted trees: minimises Σ weight · loss(y, f) + Σ_leaves λ w² / 2 + γ / 2 per split, by second-order steps (Chen and
 * Guestrin 2016, "XGBoost", eq. 2–7) over histograms of at most 255 bins a column.
 *
 * `columns` holds one array a feature, all as long as `y`; NaN, null and undefined are missing, and each split learns where the
 * missing go. Texts are categories: a split sends a set of them left (see category-sets.ts), of more than 255 the rarest as one group,
 * and a category not seen in training goes with that group, or with the missing where there is none. Gradients
 * are rounded to integers that doubles add exactly, so order and grouping of additions change nothing: the same input and seed
 * give the same model to the last bit, and without sampling so does any order of the training rows.
 *
 * Assumes independent rows. A constant or all-missing column is never split; with one class only the margins stay at the log
 * odds of a share of 1 − 1e-8. Throws a RangeError for no training row of positive weight, lengths that differ, infinite values,
 * outcomes that the objective does not know, and settings out of range.
 */
export function trainTrees(columns: ReadonlyArray<ArrayLike<Cell>>, y: ArrayLike<number>, options: TreeOptions): TreeFit {
  const settings = checkedSettings(options, columns.length, y.length);
  const loss = lossFor(options.objective);
  const table = encodeTable(columns, options.categorical ?? [], { end: options.validation?.from ?? y.length, weights: options.weights });
  checkTable(table.columns, y, loss, options.weights);
  // A small table is done before other threads have started.
  const threads = columns.length * y.length < leastCellsForThreads ? 1 : settings.threads;
  return withThreads(threads, (team) => new Boosting(team, table, y, loss, options, settings).run());
}

const leastCellsForThreads = 65_536;

class Boosting {
  private readonly base: number[];
  /** Rows in the order in which the table holds them: those that teach, then those that judge; rows of no weight are left out. */
  private readonly order: Int32Array;
  private readonly learning: number;
  private readonly allRows: Int32Array;
  private readonly store: TreeStore;
  private readonly derivatives: Derivatives;
  private readonly weights: Float64Array | undefined;
  private readonly trees: Tree[] = [];
  private readonly losses: number[] = [];
  private readonly team: Team;
  private readonly encoded: EncodedTable;
  private readonly loss: Loss;
  private readonly options: TreeOptions;
  private readonly settings: Settings;

  constructor(team: Team, encoded: EncodedTable, y: ArrayLike<number>, loss: Loss, options: TreeOptions, settings: Settings) {
    this.team = team;
    this.encoded = encoded;
    this.loss = loss;
    this.options = options;
    this.settings = settings;
    const { order, learning } = this.ordered(y.length);
    this.order = order;
    this.learning = learning;
    this.allRows = order.map((_, at) => at);
    const outcomes = inOrder(y, order);
    this.weights = options.weights && inOrder(options.weights, order);
    const learningWeights = this.weights?.subarray(0, learning);
    this.base = loss.base(outcomes.subarray(0, learning), learningWeights);
    const maxBins = encoded.columns.map((_, feature) => (encoded.dictionaries?.[feature] ? mostBins : settings.maxBins));
    const table = binColumns(team, encoded.columns, { order: order.length === y.length ? null : order, count: order.length, counted: learning, weights: learningWeights }, maxBins);
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
    return { model: this.model(best.round), rounds: best.round, validationLosses: this.losses, categories: this.encoded.reports };
  }

  private model(rounds: number): TreeModel {
    const features = this.options.features ?? this.encoded.columns.map((_, index) => `f${index}`);
    const { dictionaries } = this.encoded;
    const version = dictionaries === null ? { version: 1 as const } : { version: 2 as const };
    const categories = dictionaries === null ? {} : { categories: dictionaries.map((words) => words && [...words]) };
    const trees = this.trees.slice(0, rounds * this.loss.outputs).map((tree) => withoutMinusZero(dictionaries === null ? withoutSets(tree) : tree));
    return { format: 'hindcast-trees', ...version, objective: this.options.objective, features: [...features], ...categories, base: this.base.map(unsigned), trees };
  }

  /** One round: a tree for each output from the derivatives at its start. */
  private boost(round: number): void {
    const { loss, derivatives, store } = this;
    derivatives.derive();
    const sampled = this.sampleRows(round);
    const features = this.sampledFeatures(round);
    const first = sampled?.length ?? this.learning;
    for (let output = 0; output < loss.outputs; output += 1) {
      this.listRows(sampled);
      const { tree, nodeOf, leaves } = growTree(store, derivatives.integers(output), { from: 0, to: first, restFrom: first, restTo: this.order.length }, features, output, this.growth());
      if (loss.leafQuantile !== null) this.takeQuantiles({ tree, nodeOf, leaves }, loss.leafQuantile);
      store.addLeaves(leaves, Float64Array.from(nodeOf, (node) => tree.value[node] as number), { place: derivatives.margins, outputs: loss.outputs, output });
      this.trees.push(tree);
    }
  }

  private growth(): GrowthOptions {
    const { columns, dictionaries, hasRest } = this.encoded;
    return {
      ...this.settings, maxStep: this.loss.maxStep, monotone: this.options.monotone && Int8Array.from(this.options.monotone),
      needsRows: this.loss.leafQuantile !== null || this.settings.leaves !== Infinity,
      interactions: this.options.interactions && groupsOf(this.options.interactions, columns.length),
      isCategorical: columns.map((_, feature) => (dictionaries?.[feature] ?? null) !== null),
      restBins: columns.map((_, feature) => (hasRest[feature] ? (dictionaries?.[feature]?.length ?? null) : null)),
    };
  }

  /** Lays out the list of rows: those that the tree learns from, then all others. */
  private listRows(sampled: Int32Array | null): void {
    const rows = this.store.rows(0, this.order.length);
    if (sampled === null) return rows.set(this.allRows);
    const isIn = new Uint8Array(rows.length);
    for (const row of sampled) isIn[row] = 1;
    rows.set(sampled);
    rows.set(this.allRows.filter((row) => isIn[row] === 0), sampled.length);
  }

  /** Null where all rows take part. */
  private sampleRows(round: number): Int32Array | null {
    if (this.settings.rowShare === 1) return null;
    const random = randomStream('rows of a tree', this.settings.seed, round);
    const chosen = Int32Array.from({ length: this.learning }, (_, row) => row).filter(() => random() < this.settings.rowShare);
    return chosen.length > 0 ? chosen : null;
  }

  private sampledFeatures(round: number): number[] {
    const all = this.encoded.columns.map((_, index) => index);
    if (this.settings.columnShare === 1) return all;
    const count = Math.max(1, Math.round(all.length * this.settings.columnShare));
    return shuffled(all, randomStream('features of a tree', this.settings.seed, round)).slice(0, count).sort((a, b) => a - b);
  }

  private takeQuantiles({ tree, nodeOf, leaves }: GrownTree, share: number): void {
    for (const { leaf, rows: { from, to } } of leaves) {
      const rows = this.store.rows(from, to);
      const left = this.derivatives.residuals(rows);
      const weights = this.weights && Float64Array.from(rows, (row) => (this.weights as Float64Array)[row] as number);
      tree.value[nodeOf[leaf] as number] = this.settings.eta * weightedQuantile(left, weights, share);
    }
  }

  private validationLoss(): number | null {
    return this.order.length > this.learning ? this.derivatives.judgedLoss() : null;
  }
}

function inOrder(values: ArrayLike<number>, order: Int32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let at = 0; at < ordered.length; at += 1) ordered[at] = values[order[at] as number] as number;
  return ordered;
}

/** A feature in no group is a group by itself. */
function groupsOf(interactions: ReadonlyArray<readonly number[]>, features: number): Array<ReadonlySet<number>> {
  const named = new Set(interactions.flat());
  return [...interactions.map((group) => new Set(group)), ...Array.from({ length: features }, (_, feature) => feature).filter((feature) => !named.has(feature)).map((feature) => new Set([feature]))];
}

/** A model without categories is what it was before there were any. */
function withoutSets({ output, left, right, feature, threshold, missingLeft, value, cover, gain }: Tree): Tree {
  return { output, left, right, feature, threshold, missingLeft, value, cover, gain };
}

/** Adding zero turns −0, which JSON does not keep, into 0. */
const unsigned = (value: number): number => value + 0;

const withoutMinusZero = (tree: Tree): Tree => ({ ...tree, threshold: tree.threshold.map(unsigned), value: tree.value.map(unsigned), cover: tree.cover.map(unsigned), gain: tree.gain.map(unsigned) });
