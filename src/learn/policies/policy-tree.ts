import { demandModerate, demandRows } from '../demand.ts';
import { foldsOf } from './folds-of.ts';
import { cutTable, growPolicyTree, type CutTable, type GrowthSettings, type PolicyNode } from './grow-policy-tree.ts';
import { skewedInterval, type SkewedInterval } from './skewed-interval.ts';

export interface PolicyTreeOptions {
  /** Number of actions, k. */
  readonly actions: number;
  /** Of the blocks. */
  readonly seed: number;
  /** Questions on the longest way: 2 by default; exact to 2, greedy beyond, 6 at most. */
  readonly depth?: number;
  /** Fewest rows of a leaf: 20 by default. */
  readonly minLeaf?: number;
  /** What each action costs, in the unit of scores; nothing by default. */
  readonly costs?: readonly number[];
  /** Cuts of a column that are tried: 100 by default; all of them where it has no more values. */
  readonly mostCuts?: number;
  /** Into how many blocks the rows are dealt: 5 by default, the first judges nothing. */
  readonly blocks?: number;
  /** 0.95 by default. */
  readonly level?: number;
  /** Rows of one group stay together. */
  readonly groups?: ArrayLike<string | number>;
}

export interface PolicyTreeFit {
  /** Whether a line is drawn: the gain's interval lies above zero. */
  readonly line: boolean;
  /** What to follow: the tree where there is a line, else one action for all. */
  readonly policy: PolicyNode;
  /** The tree that was grown, line or not. */
  readonly grown: PolicyNode;
  /** Mean score, less cost, of trees grown on earlier blocks. */
  readonly value: SkewedInterval & { readonly estimate: number };
  /** The same less that of the one action that was best for all in the earlier blocks. */
  readonly gain: SkewedInterval & { readonly estimate: number };
}

/**
 * Which action for whom, by few questions: the tree that has the largest mean of scores less costs (policy learning: Athey and Wager 2021, eq. 5; Zhou, Athey and Wager 2023).
 * `columns` hold one array a column, `scores` what each action would bring in each row (n × k, from `doublyRobustScores`). Exact to depth 2 over the cuts tried
 * (`growPolicyTree`). Value and gain: rows are dealt into blocks, and each block judges what was grown on the blocks before it, so that judgements are martingale differences and
 * their interval holds even where no line is worth anything (Luedtke and van der Laan 2016, Annals of Statistics 44; folds that
 * judge each other are correlated; blocks are not reweighted as they do). "No line" where the gain's interval (`skewedInterval`) does not lie above zero: one action for all. The
 * same seed gives the same. Throws a RangeError on bad columns, scores or settings, and on fewer rows than two leaves.
 */
export function fitPolicyTree(columns: ReadonlyArray<ArrayLike<number>>, scores: ArrayLike<number>, options: PolicyTreeOptions): PolicyTreeFit {
  const settings = checked(columns, scores, options);
  const { actions, level, groups, seed, blocks, costs } = settings;
  const net = Float64Array.from(scores, (score, at) => score - (costs[at % actions] as number));
  const n = net.length / actions;
  const table = cutTable(columns, settings.mostCuts);
  const blockOf = foldsOf(n, groups, blocks, seed);
  const judged = Int32Array.from(blockOf.keys()).filter((row) => blockOf[row] !== 0);
  const terms = { value: new Float64Array(n), gain: new Float64Array(n) };
  for (const block of new Set(judged.map((row) => blockOf[row] as number))) judgeBlock(table, net, blockOf, block, settings, terms);
  const all = Int32Array.from({ length: n }, (_, row) => row);
  const grown = growPolicyTree(table, net, all, settings);
  const measured = { value: withInterval(terms.value, judged, level, groups), gain: withInterval(terms.gain, judged, level, groups) };
  const line = measured.gain.low !== null && measured.gain.low > 0 && 'column' in grown;
  return { line, policy: line ? grown : growPolicyTree(table, net, all, { ...settings, depth: 0 }), grown, ...measured };
}

/** Writes what the tree grown on the blocks before gets in each row of a block, and by how much more than one action for all. */
function judgeBlock({ cuts, bins }: CutTable, net: Float64Array, blockOf: Int32Array, block: number, settings: GrowthSettings, terms: { value: Float64Array; gain: Float64Array }): void {
  const before = Int32Array.from(blockOf.keys()).filter((row) => (blockOf[row] as number) < block);
  const grow = (depth: number): PolicyNode => growPolicyTree({ cuts, bins }, net, before, { ...settings, depth });
  const [tree, one] = [grow(settings.depth), grow(0)];
  blockOf.forEach((own, row) => {
    if (own !== block) return;
    const scoreOf = (node: PolicyNode): number => net[row * settings.actions + answerOf(node, (column, below) => (bins[column]?.[row] as number) <= (cuts[column] as Float64Array).indexOf(below))] as number;
    terms.value[row] = scoreOf(tree);
    terms.gain[row] = (terms.value[row] as number) - scoreOf(one);
  });
}

function answerOf(node: PolicyNode, isBelow: (column: number, below: number) => boolean): number {
  let at = node;
  while ('column' in at) at = isBelow(at.column, at.below) ? at.left : at.right;
  return at.action;
}

/** The action that a policy tree advises for a row, one value a column. Throws a RangeError where a value that is asked for is not a finite number. */
export function actionOf(policy: PolicyNode, row: ArrayLike<number>): number {
  return answerOf(policy, (column, below) => {
    const value = row[column] as number;
    if (!Number.isFinite(value)) throw new RangeError(`Column ${column} of the row is ${value}, not a finite number`);
    return value < below;
  });
}

function withInterval(terms: Float64Array, rows: Int32Array, level: number, groups: ArrayLike<string | number> | undefined): SkewedInterval & { estimate: number } {
  const own = Float64Array.from(rows, (row) => terms[row] as number);
  const estimate = own.reduce((sum, term) => sum + term, 0) / own.length;
  return { estimate, ...skewedInterval(estimate, own.map((term) => term - estimate), level, groups && Array.from(rows, (row) => groups[row] as string | number)) };
}

type Settings = Required<Omit<PolicyTreeOptions, 'groups'>> & { readonly groups: ArrayLike<string | number> | undefined };

function checked(columns: ReadonlyArray<ArrayLike<number>>, scores: ArrayLike<number>, options: PolicyTreeOptions): Settings {
  const { actions, seed, depth = 2, minLeaf = 20, costs = new Array<number>(actions).fill(0), mostCuts = 100, blocks = 5, level = 0.95, groups } = options;
  demandWhole('actions', actions, 1, Infinity);
  demandWhole('depth', depth, 0, 6);
  demandWhole('minLeaf', minLeaf, 1, Infinity);
  demandWhole('mostCuts', mostCuts, 1, 65_535);
  demandWhole('blocks', blocks, 2, Infinity);
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1, not at ${level}`);
  if (scores.length % actions !== 0) throw new RangeError(`${scores.length} scores are not rows of ${actions} actions`);
  demandRows('Policy tree', scores.length / actions, groups ? [...columns, groups] : columns);
  demandModerate('Scores', scores);
  columns.forEach((column, at) => { demandModerate(`Column ${at}`, column); });
  if (costs.length !== actions) throw new RangeError(`${costs.length} costs for ${actions} actions`);
  demandModerate('Costs', costs);
  if (scores.length / actions < 2 * minLeaf) throw new RangeError(`${scores.length / actions} rows are fewer than two leaves of ${minLeaf}`);
  return { actions, seed, depth, minLeaf, costs, mostCuts, blocks, level, groups };
}

function demandWhole(name: string, value: number, from: number, to: number): void {
  if (!(Number.isInteger(value) && value >= from && value <= to)) throw new RangeError(`${name} is ${value}, not a whole number from ${from}${to < Infinity ? ` to ${to}` : ''}`);
}
