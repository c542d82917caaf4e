import { digamma, logGamma } from '../gamma.ts';
import type { Refused } from '../refused.ts';
import { eventsWhileActive } from './events-while-active.ts';
import { fitPositive, type Likelihood, type PositiveFit } from './fit-positive.ts';
import { checkHistories, checkHistory, distinct, reasonAgainst, type Histories, type History } from './histories.ts';

/** Parameters r, alpha (in units of time), a, b, in this order. */
export interface BetaGeometricFit extends PositiveFit {
  readonly model: 'bg-nbd' | 'mbg-nbd';
}

/**
 * BG/NBD (Fader, Hardie and Lee 2005, eq. 6): while active, a subject has events as a Poisson process whose rate is gamma(r, alpha) across
 * subjects; after each event but the first it is gone for good with a chance that is beta(a, b). Rate and chance are independent. So whoever has
 * no repeat event is still active by assumption (`mbgNbd` lifts that). Maximises the likelihood over log parameters with exact gradients. Assumes no seasons
 * and no trend. Refuses with fewer than 30 who came again and as `fitPositive` says. Throws a `RangeError` for histories that cannot be.
 */
export const bgNbd = (histories: Histories): BetaGeometricFit | Refused => fitted(histories, 'bg-nbd');

/** MBG/NBD (Batislam, Denizel and Filiztekin 2007): as `bgNbd`, but the first event too may be the last. */
export const mbgNbd = (histories: Histories): BetaGeometricFit | Refused => fitted(histories, 'mbg-nbd');

function fitted(histories: Histories, model: BetaGeometricFit['model']): BetaGeometricFit | Refused {
  checkHistories(histories);
  const against = reasonAgainst(histories);
  if (against) return against;
  const rows = distinct(histories);
  const age = rows.reduce((sum, row) => sum + row.T, 0) / rows.length;
  const fit = fitPositive(['r', 'alpha', 'a', 'b'], [[0.5, age / 4, 1, 2], [2, age, 0.5, 5]], (at) => likelihoodOf(rows, model, at));
  return 'refused' in fit ? fit : { ...fit, model };
}

function likelihoodOf(rows: readonly History[], model: BetaGeometricFit['model'], at: Float64Array): Likelihood {
  const [r, alpha, a, b] = at as unknown as [number, number, number, number];
  const extra = model === 'mbg-nbd' ? 1 : 0;
  const common = { rate: r * Math.log(alpha) - logGamma(r), psiR: digamma(r), beta: logGamma(a + b) - logGamma(b), psiAB: digamma(a + b), psiB: digamma(b) };
  const gradient = new Float64Array(4);
  let value = 0;
  for (const { x, tx, T, count } of rows) {
    const chances = x + extra;
    const { logSum, gone } = endings(at, extra, x, tx, T);
    value += count * (logGamma(r + x) + common.rate + logGamma(b + chances) - logGamma(a + b + chances) + common.beta + logSum);
    const ageLog = (1 - gone) * Math.log(alpha + T) + gone * Math.log(alpha + tx);
    const ageShare = (1 - gone) / (alpha + T) + gone / (alpha + tx);
    const psiAll = common.psiAB - digamma(a + b + chances);
    gradient[0] = (gradient[0] as number) + count * (digamma(r + x) - common.psiR + Math.log(alpha) - ageLog);
    gradient[1] = (gradient[1] as number) + count * (r / alpha - (r + x) * ageShare);
    gradient[2] = (gradient[2] as number) + count * (psiAll + gone / a);
    gradient[3] = (gradient[3] as number) + count * (psiAll + digamma(b + chances) - common.psiB - (gone > 0 ? gone / (b + chances - 1) : 0));
  }
  return { value, gradient };
}

/** The two ways to a history, still active or gone at its last event: log of their sum, and the share of each. */
function endings(at: ArrayLike<number>, extra: 0 | 1, x: number, tx: number, T: number): { logSum: number; active: number; gone: number } {
  const [r, alpha, a, b] = at as unknown as [number, number, number, number];
  const active = -(r + x) * Math.log(alpha + T);
  if (x + extra === 0) return { logSum: active, active: 1, gone: 0 };
  const left = Math.log(a) - Math.log(b + x + extra - 1) - (r + x) * Math.log(alpha + tx);
  const high = Math.max(active, left);
  const logSum = high + Math.log(Math.exp(active - high) + Math.exp(left - high));
  return { logSum, active: Math.exp(active - logSum), gone: Math.exp(left - logSum) };
}

/** Chance that somebody with this history is still active at its age (Fader, Hardie and Lee 2005; Batislam et al. 2007). */
export function betaGeometricAlive(fit: BetaGeometricFit, frequency: number, recency: number, age: number): number {
  checkHistory(frequency, recency, age);
  return endings(fit.parameters, fit.model === 'mbg-nbd' ? 1 : 0, frequency, recency, age).active;
}

/** Expected number of events in the next `horizon` units of time, given the history (Fader, Hardie and Lee 2005, eq. 10; with one more chance to have gone in MBG/NBD). */
export function betaGeometricExpected(fit: BetaGeometricFit, frequency: number, recency: number, age: number, horizon: number): number {
  if (!(horizon >= 0 && Number.isFinite(horizon))) throw new RangeError('A horizon must be a number from zero');
  const [r, alpha, a, b] = fit.parameters as unknown as [number, number, number, number];
  const chances = frequency + (fit.model === 'mbg-nbd' ? 1 : 0);
  return betaGeometricAlive(fit, frequency, recency, age) * eventsWhileActive(r + frequency, horizon / (alpha + age), a, b + chances);
}
