import { cholesky } from '../linear/cholesky.ts';
import { quantile } from '../quantile.ts';
import { normalDraw, randomStream, type RandomStream } from '../random.ts';
import { betaGeometricAlive, betaGeometricExpected, type BetaGeometricFit } from './beta-geometric.ts';
import { betaDraw, gammaDraw, poissonDraw } from './draws.ts';
import { checkHistory } from './histories.ts';
import { paretoAlive, paretoExpected, type ParetoFit } from './pareto-nbd.ts';

export interface OutlookOptions {
  readonly seed: number;
  /** Of the intervals: 0.9 by default. */
  readonly level?: number;
  /** 500 by default, at least 99. */
  readonly draws?: number;
}

export interface PersonOutlook {
  /** Chance to be still active, and how far it moves with what is not known of the parameters. */
  readonly alive: { readonly estimate: number; readonly low: number; readonly high: number };
  /** Expected events in the horizon, as above: the mean of many people with this history. */
  readonly expected: { readonly estimate: number; readonly low: number; readonly high: number };
  /** What this one person may do: the level's share of such people has from `low` to `high` events. */
  readonly events: { readonly low: number; readonly high: number };
}

/**
 * What to expect of one person with intervals, by parametric bootstrap: parameters are drawn about the fit, normal in their logarithms with the fit's covariance; for each draw the person's chance, expectation, and one
 * future are worked out (still active or not, then rate and end from what the history leaves open). `alive` and `expected` count the doubt about parameters alone and are narrow with many people in the fit; `events` counts chance too, and is the
 * one to plan by. Assumes that the model holds. Throws a RangeError for a history that cannot be and a level, horizon or number of draws out of range.
 */
export function personOutlook(fit: BetaGeometricFit | ParetoFit, history: { readonly frequency: number; readonly recency: number; readonly age: number }, horizon: number, { seed, level = 0.9, draws = 500 }: OutlookOptions): PersonOutlook {
  const { frequency, recency, age } = history;
  checkHistory(frequency, recency, age);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  if (!(Number.isInteger(draws) && draws >= 99)) throw new RangeError('At least 99 draws are needed');
  const [estimateAlive, estimateExpected] = [aliveOf(fit, frequency, recency, age), expectedOf(fit, frequency, recency, age, horizon)];
  const random = randomStream('outlook', seed, frequency, recency, age, horizon);
  const spread = cholesky(fit.logCovariance, fit.parameters.length) ?? new Float64Array(fit.parameters.length ** 2);
  const seen = Array.from({ length: draws }, () => {
    const drawn = { ...fit, parameters: drawnAbout(fit.parameters, spread, random) };
    const alive = aliveOf(drawn, frequency, recency, age);
    return { alive, expected: expectedOf(drawn, frequency, recency, age, horizon), events: random() < alive ? future(drawn, frequency, age, horizon, random) : 0 };
  });
  const limits = (valueOf: (one: (typeof seen)[number]) => number): { low: number; high: number } => ({ low: quantile(seen.map(valueOf), (1 - level) / 2), high: quantile(seen.map(valueOf), (1 + level) / 2) });
  const events = limits((one) => one.events);
  return {
    alive: { estimate: estimateAlive, ...limits((one) => one.alive) }, expected: { estimate: estimateExpected, ...limits((one) => one.expected) },
    events: { low: Math.floor(events.low), high: Math.ceil(events.high) },
  };
}

function drawnAbout(parameters: Float64Array, spread: Float64Array, random: RandomStream): Float64Array {
  const p = parameters.length;
  const z = parameters.map(() => normalDraw(random));
  return parameters.map((value, i) => { let log = Math.log(value); for (let j = 0; j <= i; j += 1) log += (spread[i * p + j] as number) * (z[j] as number); return Math.exp(log); });
}

const aliveOf = (fit: BetaGeometricFit | ParetoFit, x: number, tx: number, T: number): number => (fit.model === 'pareto-nbd' ? paretoAlive(fit, x, tx, T) : betaGeometricAlive(fit, x, tx, T));
const expectedOf = (fit: BetaGeometricFit | ParetoFit, x: number, tx: number, T: number, horizon: number): number => (fit.model === 'pareto-nbd' ? paretoExpected(fit, x, tx, T, horizon) : betaGeometricExpected(fit, x, tx, T, horizon));

/** Events of somebody still active, whose rate is gamma(r + x, α + T), and who goes at a rate that is gamma(s, β + T), or after each event with a chance that is beta(a, b + events so far). */
function future(fit: BetaGeometricFit | ParetoFit, x: number, T: number, horizon: number, random: RandomStream): number {
  const [r, alpha, third, fourth] = fit.parameters as unknown as [number, number, number, number];
  const rate = gammaDraw(r + x, random) / (alpha + T);
  if (fit.model === 'pareto-nbd') {
    const leaving = gammaDraw(third, random) / (fourth + T);
    return poissonDraw(rate * Math.min(horizon, leaving > 0 ? -Math.log(1 - random()) / leaving : horizon), random);
  }
  const chance = betaDraw(third, fourth + x + (fit.model === 'mbg-nbd' ? 1 : 0), random);
  // Events until the one after which it is gone: geometric.
  const most = chance >= 1 ? 1 : chance > 0 ? Math.ceil(Math.log(1 - random()) / Math.log1p(-chance)) : Infinity;
  return Math.min(poissonDraw(rate * horizon, random), Math.max(1, most));
}
