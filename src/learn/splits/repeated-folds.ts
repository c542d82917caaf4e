import { randomStream } from '../random.ts';
import type { Refused } from '../refused.ts';
import { groupedFolds, type FoldOptions } from './grouped-folds.ts';

/** Row numbers to fit on and to judge on, in rising order. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * `groupedFolds` drawn anew `repeats` times from one seed: the fold of each row in each repeat. Repeats lessen the luck of the cut, not that of the
 * sample: read their spread through `compareOverFolds`, never as so many independent results. Refuses and throws as `groupedFolds`, and a
 * RangeError on fewer than one repeat.
 */
export function repeatedFolds(n: number, options: FoldOptions & { readonly repeats: number }): Int32Array[] | Refused {
  const { repeats, seed } = options;
  if (!(Number.isInteger(repeats) && repeats >= 1)) throw new RangeError(`There must be a whole number of repeats from 1 on, not ${repeats}`);
  const drawn: Int32Array[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const foldOf = groupedFolds(n, { ...options, seed: Math.floor(randomStream('repeated folds', seed, repeat)() * 2 ** 32) });
    if ('refused' in foldOf) return foldOf;
    drawn.push(foldOf);
  }
  return drawn;
}

/** One split a fold, in order of folds: the rows of the fold judge, all others fit. Throws a RangeError on no rows. */
export function splitsOf(foldOf: ArrayLike<number>): Split[] {
  if (foldOf.length === 0) throw new RangeError('Splits need at least one row');
  const rows = Int32Array.from({ length: foldOf.length }, (_, row) => row);
  const names = [...new Set(Array.from(foldOf))].sort((a, b) => a - b);
  return names.map((fold) => ({ train: rows.filter((row) => foldOf[row] !== fold), test: rows.filter((row) => foldOf[row] === fold) }));
}
