import { groupedFolds } from '../splits/grouped-folds.ts';

/** The fold of each row, groups kept together (`groupedFolds`), no more folds than groups. Throws a RangeError on fewer than two rows or groups. */
export function foldsOf(n: number, groups: ArrayLike<string | number> | undefined, folds: number, seed: number): Int32Array {
  const units = groups ? new Set(Array.from(groups)).size : n;
  if (units < 2) throw new RangeError('Folds need at least two rows or groups');
  return groupedFolds(n, { folds: Math.min(folds, units), seed, ...(groups && { groups }) }) as Int32Array;
}
