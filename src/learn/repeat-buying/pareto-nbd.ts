import { digamma, logGamma } from '../gamma.ts';
import type { Refused } from '../refused.ts';
import { fitPositive, type Likelihood, type PositiveFit } from './fit-positive.ts';
import { checkHistories, checkHistory, distinct, reasonAgainst, type Histories, type History } from './histories.ts';
import { legendre } from './legendre.ts';

/** Parameters r, alpha, s, beta, in this order; alpha and beta in units of time. */
export interface ParetoFit extends PositiveFit {
  readonly model: 'pareto-nbd';
}

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987): while active, a subject has events as a Poisson process with a rate that is gamma(r, alpha)
 * across subjects, and is active for an exponential time with a rate that is gamma(s, beta); both independent. Maximises
 *   Γ(r+x)/Γ(r) αʳ βˢ [ (α+T)^−(r+x) (β+T)^−s + s ∫ from t_x to T of (α+u)^−(r+x) (β+u)^−(s+1) du ]
 * over log parameters: the second term is the chance to have gone between the last event and the end. The integral and its derivatives
 * are taken by quadrature of a positive smooth function, so the differences of hypergeometric functions of the usual form, which cancel, do not occur. Assumes no
 * seasons and no trend. Refuses and throws as `bgNbd`.
 */
export function paretoNbd(histories: Histories): ParetoFit | Refused {
  checkHistories(histories);
  const against = reasonAgainst(histories);
  if (against) return against;
  const rows = distinct(histories);
  const age = rows.reduce((sum, row) => sum + row.T, 0) / rows.length;
  const fit = fitPositive(['r', 'alpha', 's', 'beta'], [[0.5, age / 4, 0.5, age / 3]], (at) => paretoLikelihood(rows, at));
  return 'refused' in fit ? fit : { ...fit, model: 'pareto-nbd' };
}

/** Log-likelihood of some histories with its gradient by r, alpha, s, beta. */
export function paretoLikelihood(rows: readonly History[], at: Float64Array): Likelihood {
  const [r, alpha, s, beta] = at as unknown as [number, number, number, number];
  const constant = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  const psiR = digamma(r);
  const gradient = new Float64Array(4);
  let value = 0;
  for (const { x, tx, T, count } of rows) {
    const { logSum, logs, inverses, gone } = endings(at, x, tx, T);
    value += count * (logGamma(r + x) + constant + logSum);
    gradient[0] = (gradient[0] as number) + count * (digamma(r + x) - psiR + Math.log(alpha) - logs[0]);
    gradient[1] = (gradient[1] as number) + count * (r / alpha - (r + x) * inverses[0]);
    gradient[2] = (gradient[2] as number) + count * (Math.log(beta) - logs[1] + gone / s);
    gradient[3] = (gradient[3] as number) + count * (s / beta - s * inverses[1] - inverses[2]);
  }
  return { value, gradient };
}

/** What the bracket of the likelihood holds, as shares of it: means of ln(α+u), ln(β+u), 1/(α+u), 1/(β+u), and the last over `gone` alone. */
interface Endings { readonly logSum: number; readonly active: number; readonly gone: number; readonly logs: readonly [number, number]; readonly inverses: readonly [number, number, number] }

const nodes = legendre(40);
/** Beyond this many powers of e below its largest value the integrand counts for nothing. */
const depth = 45;

function endings(at: ArrayLike<number>, x: number, tx: number, T: number): Endings {
  const [r, alpha, s, beta] = at as unknown as [number, number, number, number];
  const logOf = (u: number): number => -(r + x) * Math.log(alpha + u) - (s + 1) * Math.log(beta + u);
  // u = e^w − m with m = min(α, β): on this scale both factors are smooth, and fall at a rate of at least the slower one.
  const least = Math.min(alpha, beta);
  const from = Math.log(least + tx);
  const fall = alpha <= beta ? r + x - 1 : s;
  const width = Math.min(Math.log(least + T) - from, fall > 0 ? depth / fall : Infinity);
  const active = logOf(T) + Math.log(beta + T);
  const top = Math.max(active, logOf(tx) + from, logOf(T) + Math.log(least + T));
  const whole = Math.exp(active - top);
  const sums = { gone: 0, logA: 0, logB: 0, inverseA: 0, inverseB: 0 };
  for (const [node, weight] of nodes) {
    const w = from + width * node;
    const u = Math.exp(w) - least;
    const part = s * weight * width * Math.exp(logOf(u) + w - top);
    sums.gone += part;
    sums.logA += part * Math.log(alpha + u);
    sums.logB += part * Math.log(beta + u);
    sums.inverseA += part / (alpha + u);
    sums.inverseB += part / (beta + u);
  }
  const total = whole + sums.gone;
  return {
    logSum: top + Math.log(total),
    active: whole / total,
    gone: sums.gone / total,
    logs: [(whole * Math.log(alpha + T) + sums.logA) / total, (whole * Math.log(beta + T) + sums.logB) / total],
    inverses: [(whole / (alpha + T) + sums.inverseA) / total, (whole / (beta + T) + sums.inverseB) / total, sums.inverseB / total],
  };
}

/** Chance that somebody with this history is still active at its age. */
export function paretoAlive(fit: ParetoFit, frequency: number, recency: number, age: number): number {
  checkHistory(frequency, recency, age);
  return endings(fit.parameters, frequency, recency, age).active;
}

/** Expected number of events in the next `horizon` units of time, given the history (Schmittlein et al. 1987). */
export function paretoExpected(fit: ParetoFit, frequency: number, recency: number, age: number, horizon: number): number {
  if (!(horizon >= 0 && Number.isFinite(horizon))) throw new RangeError('A horizon must be a number from zero');
  const [r, alpha, s, beta] = fit.parameters as unknown as [number, number, number, number];
  const log = Math.log1p(horizon / (beta + age));
  // (1 − e^(−(s−1)·log)) / (s − 1), which is `log` at s = 1.
  const time = Math.abs(s - 1) * log < 1e-12 ? log : -Math.expm1(-(s - 1) * log) / (s - 1);
  return (paretoAlive(fit, frequency, recency, age) * (r + frequency) * (beta + age) * time) / (alpha + age);
}
