import { demandRows } from '../demand.ts';
import { randomStream, shuffled } from '../random.ts';
import type { Refused } from '../refused.ts';

export interface FoldOptions {
  /** At least 2; 5 by default. */
  readonly folds?: number;
  readonly seed: number;
  /** Rows of one group stay in one fold; each row by itself where left out. */
  readonly groups?: ArrayLike<string | number>;
  /** Outcomes, or any other label, whose shares should be alike in all folds. */
  readonly strata?: ArrayLike<string | number>;
}

/**
 * The fold of each of n rows, from 0 on: no group in two folds, sizes balanced, and with `strata` the shares of each stratum too.
 * Groups are taken in random order, the larger first, and each goes where it adds least to Σ_strata (rows of the stratum in the fold ÷ rows
 * of the stratum)², then to the smallest fold: the greedy rule of longest processing time (Graham 1969), by which sizes without strata differ by at
 * most the largest group, and those of any stratum by at most one row where each row is its own group. Time grows with rows and groups × folds.
 * Refuses fewer groups than folds. Throws a RangeError on no rows, labels too many or too few, and fewer than two folds.
 */
export function groupedFolds(n: number, { folds = 5, seed, groups, strata }: FoldOptions): Int32Array | Refused {
  if (!Number.isInteger(n)) throw new RangeError(`Rows come in whole numbers, not ${n}`);
  demandRows('Folds', n, [groups, strata].filter((labels) => labels !== undefined));
  demandFolds(folds);
  const stratum = numbered(strata ?? new Uint8Array(n));
  const units = unitsOf(n, groups);
  if (units.length < folds) return { refused: `${folds} folds need at least ${folds} groups, and there are ${units.length}` };
  const order = shuffled(units, randomStream('grouped folds', seed, n)).sort((a, b) => b.length - a.length);
  const filling = new Filling(folds, stratum.of, stratum.sizes);
  const foldOf = new Int32Array(n);
  for (const unit of order) {
    const fold = filling.place(unit);
    for (const row of unit) foldOf[row] = fold;
  }
  return foldOf;
}

function demandFolds(folds: number): void {
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`There must be a whole number of folds from 2 on, not ${folds}`);
}

/** What each fold holds so far. */
class Filling {
  private readonly held: Float64Array;
  private readonly rows: Float64Array;
  private readonly folds: number;
  private readonly stratum: Int32Array;
  private readonly weights: Float64Array;

  constructor(folds: number, stratum: Int32Array, sizes: Float64Array) {
    this.held = new Float64Array(folds * sizes.length);
    this.stratum = stratum;
    this.rows = new Float64Array(folds);
    this.folds = folds;
    this.weights = sizes.map((size) => 1 / (size * size));
  }

  place(unit: readonly number[]): number {
    let [best, least] = [0, this.costOf(unit, 0)];
    for (let fold = 1; fold < this.folds; fold += 1) {
      const cost = this.costOf(unit, fold);
      if (cost < least || (cost === least && (this.rows[fold] as number) < (this.rows[best] as number))) [best, least] = [fold, cost];
    }
    this.rows[best] = (this.rows[best] as number) + unit.length;
    for (const row of unit) this.held[this.placeOf(row, best)] = (this.held[this.placeOf(row, best)] as number) + 1;
    return best;
  }

  private placeOf(row: number, fold: number): number {
    return (this.stratum[row] as number) * this.folds + fold;
  }

  private costOf(unit: readonly number[], fold: number): number {
    let cost = 0;
    for (const row of unit) cost += (this.weights[this.stratum[row] as number] as number) * (this.held[this.placeOf(row, fold)] as number);
    return cost;
  }
}

/** Labels as numbers from 0 on, in order of first appearance, and how many rows each has. */
function numbered(labels: ArrayLike<string | number>): { of: Int32Array; sizes: Float64Array } {
  const codes = new Map<string | number, number>();
  const of = new Int32Array(labels.length);
  const sizes: number[] = [];
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row] as string | number;
    const code = codes.get(label) ?? codes.size;
    if (code === codes.size) codes.set(label, code);
    of[row] = code;
    sizes[code] = (sizes[code] ?? 0) + 1;
  }
  return { of, sizes: Float64Array.from(sizes) };
}

function unitsOf(n: number, groups: ArrayLike<string | number> | undefined): number[][] {
  if (groups === undefined) return Array.from({ length: n }, (_, row) => [row]);
  const units = new Map<string | number, number[]>();
  for (let row = 0; row < n; row += 1) {
    const unit = units.get(groups[row] as string | number);
    if (unit === undefined) units.set(groups[row] as string | number, [row]);
    else unit.push(row);
  }
  return [...units.values()];
}
