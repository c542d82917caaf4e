import type { Team } from './kernel/team.ts';
import { fixedPointScale, largestOf, toIntegers } from './fixed-point.ts';

/** Bin of a missing value; known values have bins 0 to 254. */
export const missingBin = 255;
/** Bins of known values. */
export const mostBins = 255;
/** Histogram slots of one feature: 255 bins and the missing one. */
export const binSlots = 256;
/** Features whose bins lie side by side for one row: a line of the cache. */
const groupWidth = 64;
/** Features packed by one call. */
const packWidth = 8;
const packRowsAtOnce = 65_536;

/** Features whose bins lie side by side, `stride` bytes a row from `at` on. */
export interface FeatureGroup {
  readonly at: number;
  readonly stride: number;
  readonly first: number;
  readonly features: number;
}

/** A table in bins in the kernel's memory, kept twice: by column to divide rows, and by row in groups of features to build histograms. */
export interface BinnedTable {
  readonly rows: number;
  readonly features: number;
  /** Per feature, ascending: a value lies in the bin whose number is the count of cuts at or below it. */
  readonly cuts: readonly Float64Array[];
  /** Place of each column's bins. */
  readonly columns: readonly number[];
  readonly groups: readonly FeatureGroup[];
}

/** Rows of a table in the order in which they are binned. The first `counted` of them decide the cuts. */
export interface OrderedRows {
  /** Null for the table's own order. */
  readonly order: Int32Array | null;
  readonly count: number;
  readonly counted: number;
  /** Of the counted rows. */
  readonly weights: Float64Array | undefined;
}

/**
 * Bins of equal weight, at most `maxBins` a column (XGBoost's weighted quantiles, Chen and Guestrin 2016 §3.3, but exact: every
 * value is sorted). Where a column has no more distinct values than bins, each has its own. A cut lies midway between two
 * neighbouring values. Only order and weight of values count, never the order of rows. `maxBins` may be another for each column.
 */
export function binColumns(team: Team, columns: ReadonlyArray<ArrayLike<number>>, rows: OrderedRows, maxBins: readonly number[]): BinnedTable {
  const { arena } = team;
  const features = columns.length;
  const places = columns.map(() => arena.take(rows.count));
  const groups = Array.from({ length: Math.ceil(features / groupWidth) }, (_, group) => {
    const width = Math.min(groupWidth, features - group * groupWidth);
    const stride = Math.ceil(width / packWidth) * packWidth;
    return { at: arena.take(rows.count * stride), stride, first: group * groupWidth, features: width };
  });
  const cuts = arena.during(() => cutAndBin(team, columns, rows, places, maxBins));
  pack(team, groups, places, rows.count);
  return { rows: rows.count, features, cuts, columns: places, groups };
}

/** Places that one column needs while it is cut and binned. */
interface Desk {
  readonly column: number;
  readonly keys: number;
  readonly spare: number;
  readonly cuts: number;
  readonly sides: number;
  readonly answer: number;
}

/** As many columns at once as there are threads, but no more than four, each of which needs 24 bytes a row. */
function cutAndBin(team: Team, columns: ReadonlyArray<ArrayLike<number>>, rows: OrderedRows, places: readonly number[], maxBins: readonly number[]): Float64Array[] {
  const { arena } = team;
  const weights = rows.weights ? placed(team, toIntegers(rows.weights, fixedPointScale(largestOf(rows.weights), rows.counted))) : 0;
  const keyBytes = rows.counted * (weights === 0 ? 8 : 16);
  const desks = Array.from({ length: Math.min(team.threads, 4, columns.length) }, (): Desk => ({
    column: arena.take(rows.count * 8), keys: arena.take(keyBytes), spare: arena.take(keyBytes), cuts: arena.take(binSlots * 8), sides: arena.take(binSlots * 16), answer: arena.take(64),
  }));
  return columns.flatMap((_, first) => {
    if (first % desks.length !== 0) return [];
    const together = desks.slice(0, columns.length - first);
    together.forEach((desk, at) => { fill(arena.doubles(desk.column, rows.count), columns[first + at] as ArrayLike<number>, rows.order); });
    team.run(together.map((desk) => ['sortKnown', desk.column, rows.counted, weights, desk.keys, desk.spare, desk.answer]));
    team.run(together.map((desk, at) => ['cutSorted', arena.integers(desk.answer, 2)[1] as number, arena.integers(desk.answer, 1)[0] as number, weights === 0 ? 0 : 1, maxBins[first + at] as number, desk.sides, desk.answer]));
    const cuts = together.map((desk) => cutsFrom(team, desk));
    team.run(together.map((desk, at) => ['binColumn', desk.column, rows.count, desk.cuts, places[first + at] as number]));
    return cuts;
  });
}

function placed({ arena }: Team, values: Float64Array): number {
  const place = arena.take(values.length * 8);
  arena.doubles(place, values.length).set(values);
  return place;
}

function fill(into: Float64Array, column: ArrayLike<number>, order: Int32Array | null): void {
  if (order === null) into.set(column);
  else for (let at = 0; at < order.length; at += 1) into[at] = column[order[at] as number] as number;
}

/** The cuts between the values on either side, which are also laid out for the search, the unused infinite. */
function cutsFrom({ arena }: Team, desk: Desk): Float64Array {
  const count = arena.integers(desk.answer, 1)[0] as number;
  const sides = arena.doubles(desk.sides, count * 2);
  const cuts = Float64Array.from({ length: count }, (_, at) => between(sides[at * 2] as number, sides[at * 2 + 1] as number));
  const search = arena.doubles(desk.cuts, binSlots).fill(Infinity);
  search.set(cuts);
  return cuts;
}

/** A number above `low` and not above `high`, midway where there is room. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle : high;
}

function pack(team: Team, groups: readonly FeatureGroup[], columns: readonly number[], rows: number): void {
  const distance = columns.length > 1 ? (columns[1] as number) - (columns[0] as number) : 0;
  for (let from = 0; from < rows; from += packRowsAtOnce) {
    const to = Math.min(rows, from + packRowsAtOnce);
    team.run(groups.flatMap(({ at, stride, first, features }) => Array.from({ length: stride / packWidth }, (_, eight) =>
      ['packRows', columns[first + eight * packWidth] as number, distance, from, to, Math.min(packWidth, features - eight * packWidth), at + eight * packWidth, stride] as const)));
  }
}
