import { minimise } from '../linear/minimise.ts';
import type { Refused } from '../refused.ts';
import { countOf, isAdmissible } from './ets-admissible.ts';
import { emptyPath, lossOf, place, runEts, slopesOfLoss, type EtsForm, type EtsPath } from './ets-path.ts';
import { firstStates } from './ets-start.ts';
import { demandSeries } from './series.ts';

/** A fitted model. `parameters` stand as `place` says: α, β/α, γ, φ, first level, first slope, first seasons. */
export interface EtsFit {
  readonly form: EtsForm;
  readonly period: number;
  readonly parameters: Float64Array;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly logLikelihood: number;
  readonly aicc: number;
  /** Variance of the one-step errors (relative ones for multiplicative errors), by n less what was estimated. */
  readonly variance: number;
  readonly level: number;
  readonly slope: number;
  /** Seasons of the next `period` steps. */
  readonly seasons: Float64Array;
  readonly residuals: Float64Array;
}

export interface EtsOptions {
  readonly form: EtsForm;
  readonly period: number;
  /** Numbers to start from, such as those of a fit to fewer values of the series. */
  readonly start?: EtsFit;
}

/** Bounds of α, β/α, γ/(1 − α) and φ: the usual ones, φ as in Hyndman and Khandakar 2008. */
const [narrow, wide] = [1e-4, 1 - 1e-4];
const [leastPhi, mostPhi] = [0.8, 0.98];
/** A step that gains less ends the search: minus twice the log-likelihood is then true to about 1e-4. */
const leastFall = 1e-9;

/**
 * Exponential smoothing as a state-space model, by maximum likelihood over smoothing weights and first states together (Hyndman, Koehler,
 * Ord and Snyder 2008 ch. 5), within the usual bounds (0 < β < α < 1, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98) and where the model forgets
 * (§10.2). BFGS with exact gradients. The log-likelihood has all its constants. Refuses where the values are too few for the form, not
 * above zero for a multiplicative one, or fitted without error. Throws a RangeError for input that is no series.
 */
export function fitEts(values: ArrayLike<number>, { form, period, start }: EtsOptions): EtsFit | Refused {
  const y = demandSeries(values, { horizon: 1, period });
  const reason = notFor(y, form, period);
  if (reason) return { refused: reason };
  const scale = y.reduce((total, value) => total + Math.abs(value), 0) / y.length;
  const scaled = y.map((value) => value / scale);
  const search = new Search(form, period, scaled, start ? rescaled(start, scale) : null);
  const best = search.best();
  if (!best) return { refused: 'No smoothing weights were found at which this form runs over the series' };
  return fitOf(form, y, period, scale, best);
}

function notFor(y: Float64Array, form: EtsForm, period: number): string | null {
  const multiplies = form.error === 'multiplicative' || form.season === 'multiplicative';
  if (form.season !== 'none' && (period < 2 || y.length < 2 * period)) return `Seasons need two full rounds of at least 2 values: ${y.length} values for a period of ${period}`;
  if (y.length <= countOf(form, period) + 1) return `${y.length} values are too few for the ${countOf(form, period)} numbers of this form`;
  if (multiplies && y.some((value) => value <= 0)) return 'A multiplicative form needs values above zero';
  if (y.every((value) => value === y[0])) return 'The series never changes: no error to learn from';
  return null;
}

function rescaled(fit: EtsFit, scale: number): Float64Array {
  return fit.parameters.map((value, at) => (at < place.level || (at >= place.seasons && fit.form.season === 'multiplicative') ? value : value / scale));
}

/** The search in numbers without bounds, first states in units of the error around their first guess. */
class Search {
  readonly form: EtsForm;
  readonly period: number;
  readonly y: Float64Array;
  readonly free: readonly number[];
  readonly guess: Float64Array;
  readonly unit: Float64Array;
  readonly path: EtsPath;
  readonly starts: readonly Float64Array[];

  constructor(form: EtsForm, period: number, y: Float64Array, start: Float64Array | null) {
    const { states, error } = firstStates(form, period, y);
    this.form = form;
    this.period = period;
    this.y = y;
    this.path = emptyPath(y.length, period);
    this.guess = start ?? states;
    this.unit = this.guess.map((_, at) => (at < place.level ? 1 : at === place.slope ? error / 4 : error));
    const has = (at: number): boolean => at === place.alpha || at === place.level || ((at === place.betaShare || at === place.slope) && form.trend !== 'none')
      || (at === place.phi && form.trend === 'damped') || ((at === place.gamma || (at >= place.seasons && at < place.seasons + period - 1)) && form.season !== 'none');
    this.free = [...this.guess.keys()].filter(has);
    this.starts = start ? [start] : (form.season === 'none' ? [0] : [0.02, 0.9]).map((gammaShare) => this.bestOfGrid(gammaShare));
  }

  /** A start: of a few weights, those that fit best from the first states. Seasons that hardly move and seasons that move much are often two summits. */
  private bestOfGrid(gammaShare: number): Float64Array {
    const shares = this.form.trend === 'none' ? [0] : [0.02, 0.2];
    const tried = [0.05, 0.2, 0.5, 0.8].flatMap((alpha) => shares.map((share) => {
      const at = Float64Array.from(this.guess);
      at.set([alpha, share, gammaShare * (1 - alpha), this.form.trend === 'damped' ? 0.95 : 1]);
      return at;
    }));
    const losses = tried.map((at) => (this.run(at) ? lossOf(this.path, this.y.length) : Infinity));
    return tried[losses.indexOf(Math.min(...losses))] as Float64Array;
  }

  private run(at: Float64Array): boolean {
    const { form, period } = this;
    return (form.trend === 'none' || isAdmissible(form, period, at)) && runEts(form, period, this.y, at, this.path);
  }

  best(): Float64Array | null {
    const loss = (x: Float64Array): number => (this.run(this.natural(x)) ? lossOf(this.path, this.y.length) : Infinity);
    const starts = this.starts.map((at) => this.unbound(at)).filter((x) => Number.isFinite(loss(x)));
    const found = starts.map((start) => minimise(loss, start, { gradient: (x) => this.gradient(x), leastFall }));
    return found.length === 0 ? null : this.natural(found.reduce((one, other) => (other.value < one.value ? other : one)).at);
  }

  private unbound(at: Float64Array): Float64Array {
    const [alpha, share, gamma, phi] = at as unknown as [number, number, number, number];
    const weights = [logit(alpha), logit(share), logit(gamma / (1 - alpha)), logit((phi - leastPhi) / (mostPhi - leastPhi))];
    return Float64Array.from(this.free, (one) => weights[one] ?? 0);
  }

  private natural(x: Float64Array): Float64Array {
    const at = Float64Array.from(this.guess);
    this.free.forEach((one, j) => {
      const value = x[j] as number;
      const share = narrow + (wide - narrow) * logistic(value);
      at[one] = one === place.phi ? leastPhi + (mostPhi - leastPhi) * logistic(value) : one === place.gamma ? share * (1 - (at[place.alpha] as number))
        : one < place.level ? share : (at[one] as number) + (this.unit[one] as number) * value;
    });
    if (this.form.season !== 'none') at[at.length - 1] = lastSeason(at, this.form, this.period);
    return at;
  }

  /** Through the chain of `natural`: γ hangs on α, the last season on all others. */
  private gradient(x: Float64Array): Float64Array {
    const at = this.natural(x);
    if (!this.run(at)) return new Float64Array(x.length);
    const by = slopesOfLoss(this.form, this.period, this.y, at, this.path);
    const last = by[by.length - 1] as number;
    const gammaShare = (at[place.gamma] as number) / (1 - (at[place.alpha] as number));
    return x.map((value, j) => {
      const one = this.free[j] as number;
      const rise = logistic(value) * (1 - logistic(value));
      const own = by[one] as number;
      if (one === place.alpha) return (wide - narrow) * rise * (own - gammaShare * (by[place.gamma] as number));
      if (one === place.gamma) return (wide - narrow) * rise * (1 - (at[place.alpha] as number)) * own;
      if (one < place.level) return (one === place.phi ? mostPhi - leastPhi : wide - narrow) * rise * own;
      return (this.unit[one] as number) * (one < place.seasons ? own : own - last);
    });
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (share: number): number => {
  const within = Math.min(Math.max(share, 1e-3), 1 - 1e-3);
  return Math.log(within / (1 - within));
};

/** First seasons sum to zero, or have the mean one. */
function lastSeason(at: Float64Array, form: EtsForm, period: number): number {
  let rest = form.season === 'multiplicative' ? period : 0;
  for (let j = place.seasons; j < at.length - 1; j += 1) rest -= at[j] as number;
  return rest;
}

function fitOf(form: EtsForm, y: Float64Array, period: number, scale: number, scaled: Float64Array): EtsFit | Refused {
  const parameters = scaled.map((value, at) => (at < place.level || (at >= place.seasons && form.season === 'multiplicative') ? value : value * scale));
  return etsAt(y, { form, period }, parameters);
}

/** A model with given numbers, run over a series: likelihood and last states without any search. */
export function etsAt(y: Float64Array, { form, period }: EtsOptions, parameters: Float64Array): EtsFit | Refused {
  const n = y.length;
  const path = emptyPath(n, period);
  if (!runEts(form, period, y, parameters, path)) return { refused: 'This form does not run over the series with these numbers' };
  const mean = y.reduce((total, value) => total + Math.abs(value), 0) / n;
  if (!(path.squares > 1e-20 * n * (form.error === 'multiplicative' ? 1 : mean * mean))) return { refused: 'The form fits without error: its likelihood has no bound' };
  const logLikelihood = -0.5 * (n * (Math.log((2 * Math.PI * path.squares) / n) + 1) + 2 * path.logs);
  const k = countOf(form, period);
  const [alpha, share, gamma, phi] = parameters as unknown as [number, number, number, number];
  const seasons = Float64Array.from({ length: period }, (_, step) => path.seasons[(n + step) % period] as number);
  return {
    form, period, parameters, alpha, beta: alpha * share, gamma, phi, logLikelihood, aicc: -2 * logLikelihood + 2 * k + (2 * k * (k + 1)) / Math.max(1e-9, n - k - 1),
    variance: path.squares / Math.max(1, n - k + 1), level: path.level, slope: path.slope, seasons, residuals: path.errors,
  };
}
