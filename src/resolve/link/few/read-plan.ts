import { derivedColumns } from '../derived.ts';
import type { LinkModel } from '../learn-model.ts';
import { liftAt, liftColumns, nameColumns, readColumns, type LinkPlan } from '../plan.ts';
import { weightOf, type ScoredPair } from '../weigh-pairs.ts';
import { readExpression, type Reading, type Row, type Value } from './expression.ts';
import { inProcess } from './in-process.ts';

/** A plan whose expressions are read once and then answered for each row. */
export interface PlanRead {
  /** What conditions read of a record. */
  readonly columns: readonly string[];
  /** Columns worked out of the given ones. */
  readonly derived: ReadonlyArray<readonly [name: string, value: Reading]>;
  /** By rule: the parts of each of its keys. */
  readonly keys: ReadonlyArray<ReadonlyArray<readonly Reading[]>>;
  readonly comparisons: readonly ComparisonRead[];
}

interface ComparisonRead {
  readonly missing: Reading;
  readonly levels: ReadonlyArray<{ readonly holds: Reading; readonly frequencyOf: string | undefined }>;
}

/** Read once for each plan: reading its expressions takes longer than answering them for one record. */
const read = new WeakMap<LinkPlan, PlanRead>();

export function readPlan(plan: LinkPlan): PlanRead {
  const known = read.get(plan) ?? readAnew(plan);
  read.set(plan, known);
  return known;
}

const readAnew = (plan: LinkPlan): PlanRead => ({
  columns: readColumns(plan),
  derived: derivedColumns(inProcess, plan.columns).map(({ name, value }) => [name, readExpression(value)] as const),
  keys: plan.rules.map(({ keys }) => keys.map((parts) => parts.map(readExpression))),
  comparisons: plan.comparisons.map(({ missing, levels }) => ({
    missing: readExpression(missing(inProcess)),
    levels: levels.map(({ holds, frequencyOf }) => ({ holds: readExpression(holds(inProcess)), frequencyOf })),
  })),
});

/** How two records agree, the level of each comparison; both sides' columns are in one row. */
export const levelsAt = ({ comparisons }: PlanRead, beside: Row): number[] =>
  comparisons.map(({ missing, levels }) => (missing(beside) === true ? 0 : levels.findIndex(({ holds }) => holds(beside) === true) + 2 || 1));

/** How rare the values are that both share (log2 of their share, turned round), whole names as they go together. */
function rarityAt(plan: LinkPlan, { comparisons }: PlanRead, beside: Row, found: readonly number[]): number {
  const shared = comparisons.reduce((sum, { levels }, at) => sum - shareOf(beside, levels[(found[at] as number) - 2]?.frequencyOf), 0);
  const lift = liftAt(plan, found);
  return Math.fround(lift === undefined ? shared : shared - liftTold(plan, beside, lift));
}

function liftTold(plan: LinkPlan, beside: Row, column: string): number {
  const [left, right] = ['l', 'r'].map((side) => Number(beside[`${side}_${column}`])) as [number, number];
  const country = nameColumns(plan)?.country as string;
  if (column === liftColumns(plan)?.both || (beside[`l_${country}`] !== '' && beside[`r_${country}`] !== '')) return Math.max(left, right);
  return beside[`l_${country}`] === '' ? right : left;
}

const shareOf = (beside: Row, column: string | undefined): number => (column === undefined ? 0 : Math.max(Number(beside[`l_${column}_share`]), Number(beside[`r_${column}_share`])));

/** A record under the names that conditions call it by, as the first of a pair and as the second. */
export interface Sides {
  readonly left: Row;
  readonly right: Row;
}

const under = (side: 'l' | 'r', columns: readonly string[], record: Row): Row => Object.fromEntries(columns.map((column) => [`${side}_${column}`, record[column] as Value]));
export const sidesOf = ({ columns }: PlanRead, record: Row): Sides => ({ left: under('l', columns, record), right: under('r', columns, record) });

/** What a pair weighs by a frozen model. */
export function scoreOf(plan: LinkPlan, read: PlanRead, model: LinkModel, [one, other]: readonly [Sides, Sides]): Pick<ScoredPair, 'levels' | 'rarity' | 'weight'> {
  const beside = { ...one.left, ...other.right };
  const levels = levelsAt(read, beside);
  const rarity = rarityAt(plan, read, beside, levels);
  return { levels, rarity, weight: weightOf(plan, model, levels, rarity) };
}
