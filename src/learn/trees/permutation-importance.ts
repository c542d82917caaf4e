import { quantile } from '../quantile.ts';
import { randomStream, shuffled } from '../random.ts';
import type { Cell } from './category-codes.ts';

export interface PermutedImportance {
  /** Columns that were permuted together. */
  readonly columns: readonly number[];
  /** Mean rise of the loss over the repeats. */
  readonly rise: number;
  /** Between these lies the share `level` of the repeats. */
  readonly low: number;
  readonly high: number;
}

export interface PermutationOptions {
  readonly seed: number;
  /** Permutations of each group of columns, 20 if left out. */
  readonly repeats?: number;
  /** 0.9 if left out. */
  readonly level?: number;
  /** Columns to permute together, such as those that tell the same; each alone if left out. */
  readonly groups?: ReadonlyArray<readonly number[]>;
}

/**
 * How much worse a model becomes on rows that it has not seen when what a column says is torn from the rest (Breiman 2001, §10;
 * Fisher, Rudin and Dominici 2019, eq. 3). `lossOf` says how bad the model is on a table, the smaller the better: a log loss,
 * minus an area under the curve. Give held-out rows: on training rows a column that was merely learned by heart seems to matter. The
 * limits hold the luck of the permutations, not that of the rows. Columns that tell the same hide each other: permute
 * them as a group. Any column may be texts. Throws a RangeError for fewer than two rows, columns of different lengths, a loss
 * that is not finite, and settings out of range.
 */
export function permutationImportance(columns: ReadonlyArray<ArrayLike<Cell>>, lossOf: (columns: ReadonlyArray<ArrayLike<Cell>>) => number, options: PermutationOptions): PermutedImportance[] {
  const { seed, repeats = 20, level = 0.9, groups = columns.map((_, column) => [column]) } = options;
  const rows = checkedRows(columns, groups, repeats, level);
  const before = finite(lossOf(columns));
  return groups.map((group) => {
    const rises = Array.from({ length: repeats }, (_, repeat) => {
      const order = shuffled(Array.from({ length: rows }, (__, row) => row), randomStream('permutation', seed, group.join(), repeat));
      return finite(lossOf(columns.map((column, at) => (group.includes(at) ? order.map((row) => column[row]) : column)))) - before;
    });
    return { columns: group, rise: rises.reduce((sum, rise) => sum + rise, 0) / repeats, low: quantile(rises, (1 - level) / 2), high: quantile(rises, (1 + level) / 2) };
  });
}

function checkedRows(columns: ReadonlyArray<ArrayLike<Cell>>, groups: ReadonlyArray<readonly number[]>, repeats: number, level: number): number {
  const rows = columns[0]?.length ?? 0;
  if (rows < 2) throw new RangeError('A permutation needs at least two rows');
  if (columns.some((column) => column.length !== rows)) throw new RangeError('Columns must be of one length');
  if (!(Number.isInteger(repeats) && repeats >= 1)) throw new RangeError('repeats must be a whole number above 0');
  if (!(level > 0 && level < 1)) throw new RangeError('A level must lie between 0 and 1');
  const stranger = groups.flat().find((column) => !(column in columns));
  if (stranger !== undefined) throw new RangeError(`There is no column ${stranger}`);
  return rows;
}

function finite(loss: number): number {
  if (!Number.isFinite(loss)) throw new RangeError(`A loss must be a finite number, not ${loss}`);
  return loss;
}
