import { inGivenUnits, sharesOf, standardised, weightedMean } from './standard-columns.ts';
import { checkMix, checkOnes, checkPenalty, checkTable } from './table.ts';

export interface ElasticNetOptions {
  /** λ, in units of y per standard deviation of a column. */
  readonly penalty: number;
  /** α: 1 is the lasso, 0 the ridge. */
  readonly mix: number;
  readonly weights?: Float64Array;
  readonly maxSweeps?: number;
}

export interface ElasticNetFit {
  /** On the scale of the columns as given; a constant column has 0. */
  readonly coefficients: Float64Array;
  readonly sweeps: number;
  readonly converged: boolean;
}

/** Sweeps end when no fitted value moves by more than this share of the spread of y. */
const still = 1e-10;

/**
 * Minimises Σ w (y − xβ)² / (2 Σ w) + penalty · Σ_j (mix·|s_jβ_j| + ½(1 − mix)(s_jβ_j)²), s_j the standard deviation (by n) of
 * column j, by cyclic coordinate descent (Friedman, Hastie and Tibshirani 2010, eqs. 1 and 5; their scaling of λ). `x` is
 * row-major, n × p, its first column ones and not penalised. More columns than rows, collinear and constant columns are
 * allowed. No standard errors: after selection those of least squares are too small. Throws a `RangeError` for bad input.
 */
export function fitElasticNet(x: Float64Array, y: Float64Array, p: number, options: ElasticNetOptions): ElasticNetFit {
  checkTable(x, y, p, options.weights);
  checkOnes(x, p);
  checkPenalty(options.penalty);
  checkMix(options.mix);
  const shares = sharesOf(y.length, options.weights);
  const columns = standardised(x, y.length, p, shares);
  const centre = weightedMean(y, shares);
  const { slopes, sweeps, converged } = descend(columns.z, y.map((value) => value - centre), p, shares, options);
  const coefficients = inGivenUnits(slopes, centre, columns);
  return { coefficients, sweeps, converged };
}

function descend(z: Float64Array, residual: Float64Array, p: number, shares: Float64Array, options: ElasticNetOptions): { slopes: Float64Array; sweeps: number; converged: boolean } {
  const slopes = new Float64Array(p);
  const spread = Math.sqrt(residual.reduce((sum, value, row) => sum + (shares[row] as number) * value * value, 0));
  const { maxSweeps = 10_000 } = options;
  for (let sweeps = 1; sweeps <= maxSweeps; sweeps += 1) {
    let moved = 0;
    for (let j = 1; j < p; j += 1) moved = Math.max(moved, Math.abs(moveOne(z, j, slopes, residual, shares, options)));
    if (moved <= still * spread) return { slopes, sweeps, converged: true };
  }
  return { slopes, sweeps: maxSweeps, converged: false };
}

/** The best value of one slope with the others held, put in place; returns by how much it moved. */
function moveOne(z: Float64Array, j: number, slopes: Float64Array, residual: Float64Array, shares: Float64Array, { penalty, mix }: ElasticNetOptions): number {
  const n = residual.length;
  const [base, old] = [j * n, slopes[j] as number];
  let pull = old;
  for (let row = 0; row < n; row += 1) pull += (shares[row] as number) * (z[base + row] as number) * (residual[row] as number);
  const next = (Math.sign(pull) * Math.max(0, Math.abs(pull) - penalty * mix)) / (1 + penalty * (1 - mix));
  const step = next - old;
  if (step === 0) return 0;
  for (let row = 0; row < n; row += 1) residual[row] = (residual[row] as number) - step * (z[base + row] as number);
  slopes[j] = next;
  return step;
}
