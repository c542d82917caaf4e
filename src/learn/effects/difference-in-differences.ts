import { demandBinary } from '../demand.ts';
import type { Refused } from '../refused.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { demandExperiment, type Experiment } from './experiment-effect.ts';
import { fitRobust } from './fit-robust.ts';
import type { ErrorKind } from './robust-parts.ts';

/** Rows of two groups in two periods; the same subjects twice, or others. `clusters` should name what is followed: the subject, the region. */
export interface TwoByTwo extends Experiment {
  /** 1 in the later period, else 0. */
  readonly after: ArrayLike<number>;
}

export interface DifferenceInDifferences extends Estimate {
  /** Means without columns: [held before, held after, treated before, treated after]. */
  readonly means: readonly [number, number, number, number];
}

/**
 * (treated after − treated before) − (held after − held before), the coefficient of T · A in the regression on T, A, T · A and columns, with errors by row or cluster (`fitRobust`;
 * Bertrand, Duflo and Mullainathan 2004 on why
 * rows of one subject must be clustered). Assumes both groups would have changed alike; two periods cannot show whether they did: `eventStudy` can. For events at several dates use
 * that too. Throws a RangeError
 * on bad input; refuses an empty cell, collinear columns, too few rows or clusters.
 */
export function differenceInDifferences(data: TwoByTwo, { errors = 'HC2', level = 0.95 }: { readonly errors?: ErrorKind; readonly level?: number } = {}): DifferenceInDifferences | Refused {
  const { columns = [], treated, after, outcomes } = data;
  const { weights, clusters } = demandExperiment({ ...data, columns: [...columns, after] });
  demandBinary('Period', after);
  const means = cellMeans(data, weights);
  if (means.some(Number.isNaN)) return { refused: 'One of the four cells (held or treated, before or after) is empty' };
  const p = 4 + columns.length;
  const x = Float64Array.from({ length: outcomes.length * p }, (_, cell) => {
    const [row, j] = [Math.floor(cell / p), cell % p];
    const [t, a] = [treated[row] as number, after[row] as number];
    return j < 4 ? ([1, t, a, t * a][j] as number) : ((columns[j - 4] as ArrayLike<number>)[row] as number);
  });
  const fit = fitRobust(x, Float64Array.from(outcomes), p, { errors, ...(weights ? { weights } : {}), ...(clusters ? { clusters } : {}) });
  if ('refused' in fit) return fit;
  return { ...estimateWith(fit.coefficients[3] as number, fit.standardErrors[3] as number, fit.degreesOfFreedom[3] as number, level), means };
}

function cellMeans({ outcomes, treated, after }: TwoByTwo, weights: Float64Array | undefined): [number, number, number, number] {
  const [sums, counts] = [new Float64Array(4), new Float64Array(4)];
  for (let row = 0; row < outcomes.length; row += 1) {
    const cell = 2 * (treated[row] as number) + (after[row] as number);
    sums[cell] = (sums[cell] as number) + (weights?.[row] ?? 1) * (outcomes[row] as number);
    counts[cell] = (counts[cell] as number) + (weights?.[row] ?? 1);
  }
  return Array.from(sums, (sum, cell) => sum / (counts[cell] as number)) as [number, number, number, number];
}
