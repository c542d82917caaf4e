import type { Loss, Objective } from './objectives.ts';

export interface TreeOptions {
  readonly objective: Objective;
  /** Rounds of boosting, one tree for each output in a round. */
  readonly rounds?: number;
  /** Splits on the longest way from root to leaf, 0 to 16; 6 if left out, 16 where leaves are given. */
  readonly depth?: number;
  /** Grow the best leaf first, to at most so many leaves, instead of level by level. */
  readonly leaves?: number;
  /** Share of each tree that is taken, in (0, 1]. */
  readonly eta?: number;
  /** Penalty on the square of leaf weights. */
  readonly lambda?: number;
  /** Gain that a split must exceed. */
  readonly gamma?: number;
  /** Least sum of weighted second derivatives on each side of a split. */
  readonly minChildWeight?: number;
  /** Bins of a column at most, 2 to 255. */
  readonly maxBins?: number;
  /** Chance of a row to take part in a round, in (0, 1]. */
  readonly rowShare?: number;
  /** Share of the features that a tree may use, in (0, 1]. */
  readonly columnShare?: number;
  /** Of row and column sampling. */
  readonly seed?: number;
  /** Threads that work on a table of some size; the model is the same to the last bit for any number. One where there are no worker threads. */
  readonly threads?: number;
  /** One a row, 0 or more; a row of weight 2 counts as two rows. */
  readonly weights?: ArrayLike<number>;
  /** Per feature: 1 where predictions may not fall as it rises, −1 where they may not rise, 0 free. */
  readonly monotone?: readonly number[];
  /** Groups of columns that may meet on a way from root to leaf; a column in no group stands alone. */
  readonly interactions?: ReadonlyArray<readonly number[]>;
  /** Columns whose numbers are names; a column of texts has categories without being listed. */
  readonly categorical?: readonly number[];
  /** Columns of at most so many categories are divided one category against all others, 4 if left out. */
  readonly oneHotUpTo?: number;
  /** Weight (sum of second derivatives) added to each category where categories are put in order, 10 if left out. */
  readonly categorySmoothing?: number;
  /** Added to lambda where a set of categories is judged, 10 if left out. */
  readonly categoryLambda?: number;
  /** A category of less weight in a node is not chosen there, 1 if left out. */
  readonly minCategoryWeight?: number;
  readonly features?: readonly string[];
  /** Rows from here on, the last in order of time, only judge: training ends after `patience` rounds without a better loss, and the best round is kept. */
  readonly validation?: { readonly from: number; readonly patience: number };
  /** Called after each round; answering false ends training there. */
  readonly onRound?: (round: { readonly round: number; readonly validationLoss: number | null }) => boolean | void;
}

/** Beyond this, squares of sums could overflow. */
const largest = 1e100;

interface Bounds {
  readonly usual: number;
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
  /** Whether `from` itself is outside. */
  readonly above?: boolean;
}

const bounds = {
  rounds: { usual: 100, from: 0, to: 100_000, whole: true },
  depth: { usual: 6, from: 0, to: 16, whole: true },
  eta: { usual: 0.1, from: 0, to: 1, above: true },
  oneHotUpTo: { usual: 4, from: 0, to: 255, whole: true },
  categorySmoothing: { usual: 10, from: 0, to: largest },
  categoryLambda: { usual: 10, from: 0, to: largest },
  minCategoryWeight: { usual: 1, from: 0, to: largest },
  lambda: { usual: 1, from: 0, to: largest },
  gamma: { usual: 0, from: 0, to: largest },
  minChildWeight: { usual: 1, from: 0, to: largest },
  maxBins: { usual: 255, from: 2, to: 255, whole: true },
  rowShare: { usual: 1, from: 0, to: 1, above: true },
  columnShare: { usual: 1, from: 0, to: 1, above: true },
  threads: { usual: 1, from: 1, to: 256, whole: true },
  seed: { usual: 0, from: -Number.MAX_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER },
} as const satisfies Record<string, Bounds>;

type Setting = keyof typeof bounds;

export type Settings = Record<Setting, number> & { readonly leaves: number };

const leafBounds = { usual: Infinity, from: 2, to: 65_536, whole: true };

/** Settings with their defaults filled in. Throws a RangeError for one that is out of range. */
export function checkedSettings(options: TreeOptions, features: number, rows: number): Settings {
  const leaves = options.leaves === undefined ? Infinity : inside('leaves', options.leaves, leafBounds);
  const settings = Object.fromEntries(Object.entries(bounds).map(([name, bound]) => [name, inside(name, options[name as Setting], bound)])) as Record<Setting, number>;
  checkShape(options, features, rows);
  checkColumnLists(options, features);
  return { ...settings, leaves, depth: options.depth ?? (leaves === Infinity ? settings.depth : bounds.depth.to) };
}

function inside(name: string, given: number | undefined, { usual, from, to, whole, above }: Bounds): number {
  const value = given ?? usual;
  const fits = value >= from && value <= to && !(above && value === from) && !(whole && !Number.isInteger(value));
  if (!fits) throw new RangeError(`${name} must be ${whole ? 'a whole number' : 'a number'} ${above ? 'above' : 'from'} ${from} to ${to}, not ${value}`);
  return value;
}

function checkShape({ monotone, features: names, weights, validation, objective }: TreeOptions, features: number, rows: number): void {
  if (features === 0) throw new RangeError('Training needs at least one feature');
  if (monotone && (monotone.length !== features || monotone.some((sign) => ![-1, 0, 1].includes(sign)))) throw new RangeError('monotone must hold −1, 0 or 1 for each feature');
  if (monotone?.some((sign) => sign !== 0) && objective.kind === 'quantile') throw new RangeError('Leaves of a quantile objective cannot be held monotone');
  if (names && (names.length !== features || new Set(names).size !== features)) throw new RangeError('features must name each column once');
  if (weights && weights.length !== rows) throw new RangeError(`There are ${rows} outcomes and ${weights.length} weights`);
  if (!validation) return;
  if (!(Number.isInteger(validation.from) && validation.from > 0 && validation.from < rows)) throw new RangeError('validation.from must leave rows on both sides');
  if (!(Number.isInteger(validation.patience) && validation.patience > 0)) throw new RangeError('validation.patience must be a whole number of rounds above 0');
}

function checkColumnLists({ interactions = [], categorical = [], monotone }: TreeOptions, features: number): void {
  const stranger = [...interactions.flat(), ...categorical].find((feature) => !(Number.isInteger(feature) && feature >= 0 && feature < features));
  if (stranger !== undefined) throw new RangeError(`There is no column ${stranger}`);
  const ordered = categorical.find((feature) => (monotone?.[feature] ?? 0) !== 0);
  if (ordered !== undefined) throw new RangeError(`Column ${ordered} has categories, which have no order to be monotone in`);
}

/** Throws a RangeError that names the first cell that cannot be learned from. */
export function checkTable(columns: ReadonlyArray<ArrayLike<number>>, y: ArrayLike<number>, loss: Loss, weights: ArrayLike<number> | undefined): void {
  if (y.length === 0) throw new RangeError('Training needs at least one row');
  columns.forEach((column, feature) => {
    if (column.length !== y.length) throw new RangeError(`Column ${feature} has ${column.length} rows, the outcome ${y.length}`);
    const row = firstInfinite(column);
    if (row >= 0) throw new RangeError(`Column ${feature} is infinite in row ${row}; use NaN for missing`);
  });
  forEachOf(y, (value, row) => {
    const problem = Math.abs(value) <= largest ? loss.problemOf(value) : `must be a number of at most ${largest}`;
    if (problem !== null) throw new RangeError(`The outcome of row ${row} ${problem}, not ${value}`);
  });
  if (weights) forEachOf(weights, (value, row) => { if (!(value >= 0 && value <= largest)) throw new RangeError(`The weight of row ${row} must be 0 or more, not ${value}`); });
}

/** The first infinite row, or −1. */
function firstInfinite(column: ArrayLike<number>): number {
  for (let row = 0; row < column.length; row += 1) if (Math.abs(column[row] as number) === Infinity) return row;
  return -1;
}

function forEachOf(values: ArrayLike<number>, see: (value: number, index: number) => void): void {
  for (let index = 0; index < values.length; index += 1) see(values[index] as number, index);
}
