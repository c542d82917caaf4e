import { adstockParameters } from './adstock.ts';
import { responseOf, type Forms } from './channel-response.ts';
import type { Density } from './no-u-turn.ts';
import { logKappaPrior } from './saturation.ts';

/** What an experiment measured: the outcome added, over all rows, by spending in rows from … to − 1 what was spent instead of `scale` times it (0: nothing). */
export interface LiftTest {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
  readonly scale: number;
  readonly lift: number;
  readonly standardError: number;
}

/** Everything in units of the mean outcome and of each channel's largest spend. */
export interface MixData {
  readonly forms: Forms;
  /** Rows before this are history only: their own past is not known. */
  readonly firstRow: number;
  readonly outcome: Float64Array;
  readonly spends: readonly Float64Array[];
  /** All rows of the controls, as they were given or made. */
  readonly controls: ReadonlyArray<{ readonly name: string; readonly values: Float64Array }>;
  /** An orthonormal basis of the controls, one array each, over the judged rows. */
  readonly basis: readonly Float64Array[];
  /** Scale of the half-normal prior of each channel's share of the outcome. */
  readonly priorShares: readonly number[];
  readonly lifts: ReadonlyArray<{ readonly channel: number; readonly spend: Float64Array; readonly lift: number; readonly standardError: number }>;
}

/** Free parameters of one channel: those of the adstock, ln κ, ln share. */
export const channelSize = (forms: Forms): number => adstockParameters[forms.adstock].length + 2;
export const channelPart = (forms: Forms, at: Float64Array, channel: number): Float64Array => at.subarray(channel * channelSize(forms), (channel + 1) * channelSize(forms));

// Plain loops: these run some ten thousand times a fit.
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t += 1) sum += (a[t] as number) * (b[t] as number);
  return sum;
}

function sumFrom(series: Float64Array, first: number): number {
  let sum = 0;
  for (let t = first; t < series.length; t += 1) sum += series[t] as number;
  return sum;
}

/** Takes out of a series over the judged rows what the controls explain. */
export function unexplained(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(values);
  for (const column of basis) {
    const along = dot(column, rest);
    for (let t = 0; t < rest.length; t += 1) rest[t] = (rest[t] as number) - along * (column[t] as number);
  }
  return rest;
}

/**
 * Log posterior of the channels' free parameters. The outcome is controls · γ + Σ_c share_c · Σy · r_c(t) / Σ r_c + normal noise, r_c the saturated carried-over spend. γ (flat prior) and the noise's spread (prior 1/σ) are
 * integrated out exactly: what stays is −½ (n − q) ln of the squares left after the controls. Shares are half-normal; lift tests are normal about the channel's own effect.
 */
export function posteriorAt(data: MixData, at: Float64Array): Density {
  const { forms, firstRow, outcome, spends, basis } = data;
  const size = channelSize(forms);
  const total = sumFrom(outcome, firstRow);
  const parts = spends.map((spend, channel) => scaledResponse(forms, spend, channelPart(forms, at, channel), firstRow, total));
  const left = outcome.slice(firstRow);
  for (const { effect } of parts) for (let t = 0; t < left.length; t += 1) left[t] = (left[t] as number) - (effect[t] as number);
  const rest = unexplained(left, basis);
  const squares = dot(rest, rest);
  const freedom = rest.length - basis.length;
  const gradient = new Float64Array(at.length);
  const pull = rest.map((value) => (freedom * value) / squares);
  let value = -(freedom / 2) * Math.log(squares);
  parts.forEach((part, channel) => part.slopes.forEach((slope, j) => { gradient[channel * size + j] = dot(slope, pull); }));
  spends.forEach((_, channel) => { value += addPriors(data, channelPart(forms, at, channel), gradient.subarray(channel * size, (channel + 1) * size), data.priorShares[channel] as number); });
  for (const lift of data.lifts) value += addLift(data, lift, channelPart(forms, at, lift.channel), gradient.subarray(lift.channel * size, (lift.channel + 1) * size), total);
  return { value, gradient };
}

function scaled(series: Float64Array, by: number): Float64Array {
  for (let t = 0; t < series.length; t += 1) series[t] = (series[t] as number) * by;
  return series;
}

/** A channel's effect over the judged rows and its slopes by each free parameter; `factor` turns a response into an effect. */
function scaledResponse(forms: Forms, spend: Float64Array, free: Float64Array, firstRow: number, total: number): { effect: Float64Array; slopes: Float64Array[]; factor: number; logFactor: number[] } {
  const { value, slopes } = responseOf(forms, spend, free);
  const factor = (Math.exp(free[free.length - 1] as number) * total) / sumFrom(value, firstRow);
  const effect = scaled(value.slice(firstRow), factor);
  // d ln factor / d parameter: the share is held while the response changes its sum.
  const logFactor = slopes.map((slope) => -sumFrom(slope, firstRow) / sumFrom(value, firstRow));
  const moved = slopes.map((slope, j) => {
    const out = scaled(slope.slice(firstRow), factor);
    for (let t = 0; t < out.length; t += 1) out[t] = (out[t] as number) + (effect[t] as number) * (logFactor[j] as number);
    return out;
  });
  return { effect, slopes: [...moved, effect], factor, logFactor: [...logFactor, 1] };
}

const difference = 1e-5;

function addPriors({ forms }: MixData, free: Float64Array, gradient: Float64Array, priorShare: number): number {
  const parameters = adstockParameters[forms.adstock];
  let value = 0;
  parameters.forEach(({ logPrior }, j) => {
    const here = free[j] as number;
    value += logPrior(here, forms.lags);
    gradient[j] = (gradient[j] as number) + (logPrior(here + difference, forms.lags) - logPrior(here - difference, forms.lags)) / (2 * difference);
  });
  const [kappa, share] = [parameters.length, parameters.length + 1];
  const off = ((free[kappa] as number) - logKappaPrior.centre) / logKappaPrior.sd;
  const ratio = (Math.exp(free[share] as number) / priorShare) ** 2;
  gradient[kappa] = (gradient[kappa] as number) - off / logKappaPrior.sd;
  gradient[share] = (gradient[share] as number) + 1 - ratio;
  return value - (off * off) / 2 + (free[share] as number) - ratio / 2;
}

function addLift({ forms, firstRow, spends }: MixData, lift: MixData['lifts'][number], free: Float64Array, gradient: Float64Array, total: number): number {
  const spend = spends[lift.channel] as Float64Array;
  const { factor, logFactor } = scaledResponse(forms, spend, free, firstRow, total);
  const [full, altered] = [responseOf(forms, spend, free), responseOf(forms, lift.spend, free)];
  const gap = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, t) => sum + one - (b[t] as number), 0);
  const effect = factor * gap(full.value, altered.value);
  const off = (effect - lift.lift) / lift.standardError;
  logFactor.forEach((slope, j) => {
    const own = full.slopes[j] && altered.slopes[j] ? factor * gap(full.slopes[j], altered.slopes[j]) : 0;
    gradient[j] = (gradient[j] as number) - (off / lift.standardError) * (effect * slope + own);
  });
  return -(off * off) / 2;
}
