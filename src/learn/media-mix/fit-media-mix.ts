import { quantile } from '../quantile.ts';
import type { Refused } from '../refused.ts';
import { adstockParameters, type Adstock } from './adstock.ts';
import { carryOver, responseValue, type Forms } from './channel-response.ts';
import { drawPosterior, type DrawOptions } from './draw-posterior.ts';
import { checkLifts, checkRows, mixDataOf, type BaselineOptions, type MediaRows } from './mix-data.ts';
import { channelPart, unexplained, type LiftTest, type MixData } from './posterior.ts';
import { saturated, type Saturation } from './saturation.ts';
import { reasonUntold } from './told-apart.ts';

export interface MediaMixOptions extends BaselineOptions {
  readonly seed: number;
  /** Geometric by default. */
  readonly adstock?: Adstock;
  /** Hill with shape 1 by default. */
  readonly saturation?: Saturation['kind'];
  /** Of Hill; fixed, because weekly rows seldom tell it. */
  readonly hillShape?: number;
  /** Rows over which spend works, its own row included: 13 by default. The first lags − 1 rows serve as history only. */
  readonly lags?: number;
  /** Scale of the half-normal prior of a channel's share of the outcome: 0.2 by default, or one a channel. */
  readonly priorShare?: number | readonly number[];
  readonly lifts?: readonly LiftTest[];
  /** Of the intervals: 0.9 by default. */
  readonly level?: number;
  readonly chains?: number;
  readonly draws?: number;
  readonly warmUp?: number;
}

/** Middle of the posterior, and the interval that holds the level's share of it. */
export interface Believed {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

export interface ChannelMix {
  readonly name: string;
  /** `cannot tell`: the numbers are the prior's as much as the rows'. */
  readonly verdict: 'told' | 'cannot tell';
  readonly why: string | null;
  /** What its spend brought over the judged rows, in units of the outcome; null where it never spent, as all that follows. */
  readonly contribution: Believed | null;
  readonly share: Believed | null;
  /** Outcome for one unit of spend. */
  readonly returnOnSpend: Believed | null;
  /** Outcome for one more unit of spend, put on all rows in proportion. */
  readonly marginalReturn: Believed | null;
  /** Share of the effect that comes after the row of the spend. */
  readonly later: Believed | null;
  /** Outcome a row, for a spend that stays at a row's mean times 0, ½, 1, 1½, 2. */
  readonly curve: ReadonlyArray<{ readonly spend: number; readonly outcome: Believed }> | null;
}

export interface MediaMix {
  readonly channels: readonly ChannelMix[];
  /** Outcome not due to any channel, over the judged rows. */
  readonly baseline: Believed;
  readonly judgedRows: number;
  /** Spread of what is left, in units of the outcome, and the share of squares explained about the mean. */
  readonly residualSd: number;
  readonly explained: number;
  readonly rHat: number;
  readonly divergences: number;
}

/** Above this the chains do not agree. */
const agreed = 1.05;
/** A 90 % interval this wide against the prior's: the rows said little. */
const hardlyNarrower = 0.8;
/** Width of the middle 90 % of a half-normal distribution of scale 1. */
const halfNormalWidth = 1.959964 - 0.062707;

/**
 * Media mix model: outcome = ones, trend, season, controls + Σ channels of share · saturated carried-over spend + normal noise (Jin, Wang, Sun, Chan and Koehler 2017; shares in place of coefficients, so that a
 * prior has a meaning). Priors: share half-normal (`priorShare`), decay Beta(3, 3), half-saturation log-normal about half of the largest spend, controls flat. Lift tests enter as measurements of a channel's own effect
 * (as Google's Meridian and PyMC-Marketing do). Drawn by the no-U-turn sampler: the posterior is skewed, and a normal curve about its mode has intervals that do not hold. Assumes effects that do not go below zero, the same week by week, channels that do not
 * help each other, and that nothing outside the controls moved both spend and outcome: no model of this kind can check the last. Refuses too few rows, an outcome that is constant or not above zero on average, and controls made of each other. Throws a RangeError for
 * bad input.
 */
export function fitMediaMix(rows: MediaRows, options: MediaMixOptions): MediaMix | Refused {
  checkRows(rows);
  const { lifts = [], level = 0.9 } = options;
  checkLifts(lifts, rows);
  const forms = formsOf(options);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  const used = rows.channels.map((_, at) => at).filter((at) => rows.channels[at]?.spend.subarray(forms.lags - 1).some((value) => value > 0));
  if (used.length === 0) return { refused: 'No channel spent in the judged rows' };
  const data = mixDataOf(rows, used, forms, { ...options, priorShares: priorSharesOf(options.priorShare ?? 0.2, rows.channels.length), lifts });
  if ('refused' in data) return data;
  const { draws, rHat, divergences } = drawPosterior(data, drawOptionsOf(options));
  const mixed = rHat <= agreed;
  const channels = rows.channels.map((channel, at) => (used.includes(at) ? channelMix(rows, data, used, at, draws, level, mixed) : neverSpent(channel.name)));
  return { channels, ...wholeOf(rows, data, draws, level), rHat, divergences };
}

function formsOf({ adstock = 'geometric', saturation = 'hill', hillShape = 1, lags = 13 }: MediaMixOptions): Forms {
  if (!(adstock in adstockParameters)) throw new RangeError(`There is no adstock ${adstock}`);
  if (saturation !== 'hill' && saturation !== 'logistic') throw new RangeError(`There is no saturation ${String(saturation)}`);
  if (!(hillShape > 0 && Number.isFinite(hillShape))) throw new RangeError('A Hill shape is a number above zero');
  if (!Number.isInteger(lags) || lags < 1) throw new RangeError('Lags are a whole number from one');
  return { adstock, saturation: { kind: saturation, shape: hillShape }, lags };
}

function drawOptionsOf({ seed, chains = 2, draws = 500, warmUp = 500 }: MediaMixOptions): DrawOptions {
  for (const [name, value, least] of [['chains', chains, 2], ['draws', draws, 50], ['warmUp', warmUp, 100]] as const) {
    if (!Number.isInteger(value) || value < least) throw new RangeError(`${name}: a whole number from ${least} is needed`);
  }
  return { seed, chains, draws, warmUp };
}

function priorSharesOf(given: number | readonly number[], count: number): readonly number[] {
  const shares = typeof given === 'number' ? new Array<number>(count).fill(given) : given;
  if (shares.length !== count || shares.some((share) => !(share > 0 && Number.isFinite(share)))) throw new RangeError('A prior share is above zero, one for all channels or one for each');
  return shares;
}

const neverSpent = (name: string): ChannelMix => ({ name, verdict: 'cannot tell', why: 'It spent nothing in the judged rows', contribution: null, share: null, returnOnSpend: null, marginalReturn: null, later: null, curve: null });

function believed(values: ArrayLike<number>, level: number): Believed {
  return { middle: quantile(values, 0.5), low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) };
}

const sumFrom = (values: Float64Array, first: number): number => values.subarray(first).reduce((sum, value) => sum + value, 0);
const curvePoints = [0, 0.5, 1, 1.5, 2];

function channelMix(rows: MediaRows, data: MixData, used: readonly number[], at: number, draws: readonly Float64Array[], level: number, mixed: boolean): ChannelMix {
  const { forms, firstRow } = data;
  const place = used.indexOf(at);
  const { name, spend } = rows.channels[at] as MediaRows['channels'][number];
  const scaled = data.spends[place] as Float64Array;
  const more = scaled.map((value) => value * 1.01);
  const [most, spent, total] = [spend.reduce((largest, value) => Math.max(largest, value), 0), sumFrom(spend, firstRow), sumFrom(rows.outcome, firstRow)];
  const typical = spent / (spend.length - firstRow);
  const seen = draws.map((draw) => {
    const free = channelPart(forms, draw, place);
    const [share, response] = [Math.exp(free[free.length - 1] as number), sumFrom(responseValue(forms, scaled, free), firstRow)];
    const unit = (share * total) / response;
    const marginal = (unit * (sumFrom(responseValue(forms, more, free), firstRow) - response)) / (0.01 * spent);
    const kappa = Math.exp(free[free.length - 2] as number);
    return { share, marginal, later: 1 - (carryOver(forms, free)[0] as number), curve: curvePoints.map((point) => unit * saturated(forms.saturation, (point * typical) / most, kappa).value) };
  });
  const shares = seen.map((one) => one.share);
  return {
    name, ...verdictOf(rows, data, at, place, shares, mixed),
    contribution: believed(shares.map((share) => share * total), level), share: believed(shares, level), returnOnSpend: believed(shares.map((share) => (share * total) / spent), level),
    marginalReturn: believed(seen.map((one) => one.marginal), level), later: believed(seen.map((one) => one.later), level),
    curve: curvePoints.map((point, k) => ({ spend: point * typical, outcome: believed(seen.map((one) => one.curve[k] as number), level) })),
  };
}

function verdictOf(rows: MediaRows, data: MixData, at: number, place: number, shares: readonly number[], mixed: boolean): Pick<ChannelMix, 'verdict' | 'why'> {
  const why = reasonOf(rows, data, at, place, shares, mixed);
  return { verdict: why === null ? 'told' : 'cannot tell', why };
}

/** A lift test tells what the rows alone do not. */
function reasonOf(rows: MediaRows, data: MixData, at: number, place: number, shares: readonly number[], mixed: boolean): string | null {
  const tested = data.lifts.some((lift) => lift.channel === place);
  const rowsSay = tested ? null : reasonUntold(rows.channels, at, data.controls, data.firstRow);
  if (rowsSay !== null) return rowsSay;
  if (!mixed) return 'The chains do not agree: the posterior was not found';
  const { low, high } = believed(shares, 0.9);
  return high - low > hardlyNarrower * halfNormalWidth * (data.priorShares[place] as number) ? 'The rows say little beyond the prior' : null;
}

function wholeOf(rows: MediaRows, data: MixData, draws: readonly Float64Array[], level: number): Pick<MediaMix, 'baseline' | 'judgedRows' | 'residualSd' | 'explained'> {
  const { forms, firstRow, spends, basis } = data;
  const judged = data.outcome.slice(firstRow);
  const total = sumFrom(rows.outcome, firstRow);
  const unit = total / judged.length;
  const ones = Float64Array.from(judged, () => 1 / Math.sqrt(judged.length));
  const about = unexplained(judged, [ones]).reduce((sum, value) => sum + value * value, 0);
  const seen = draws.map((draw) => {
    const effects = spends.map((spend, place) => effectOf(forms, spend, channelPart(forms, draw, place), firstRow, judged.length));
    const left = unexplained(judged.map((value, t) => effects.reduce((sum, effect) => sum - (effect[t] as number), value)), basis).reduce((sum, value) => sum + value * value, 0);
    return { share: effects.reduce((sum, _, place) => sum + Math.exp(channelPart(forms, draw, place).at(-1) as number), 0), left };
  });
  const left = quantile(seen.map((one) => one.left), 0.5);
  return { baseline: believed(seen.map((one) => (1 - one.share) * total), level), judgedRows: judged.length, residualSd: unit * Math.sqrt(left / (judged.length - basis.length)), explained: 1 - left / about };
}

/** In units of the mean outcome. */
function effectOf(forms: Forms, spend: Float64Array, free: Float64Array, firstRow: number, judged: number): Float64Array {
  const response = responseValue(forms, spend, free).slice(firstRow);
  const unit = (Math.exp(free[free.length - 1] as number) * judged) / response.reduce((sum, value) => sum + value, 0);
  return response.map((value) => value * unit);
}
