import { normalDraw, randomStream, type MediaRows, type RandomStream } from '../../src/learn/index.ts';

/** How the truth of a made-up company differs from what the model assumes: not at all, or in three ways at once. */
export type Truth = 'as assumed' | 'otherwise';

export interface Company {
  readonly rows: MediaRows;
  /** Rows that only serve as history for a model with 13 lags. */
  readonly firstRow: number;
  /** Of each channel over the judged rows: what its spend brought, and what 1 % more on all rows would add, by unit of spend. */
  readonly contributions: readonly number[];
  readonly marginals: readonly number[];
}

const burnIn = 40;
const firstRow = 12;

/**
 * A company with two to three years of weeks, three to five channels of different habits, a trend, a season and a price. Carry-over is geometric without an end, and began before the table. Truths are drawn uniformly (half-saturation: in its logarithm), not from the model's priors.
 * `otherwise`: effects peak a week late, saturation is S-shaped (Hill 1.6) and the noise remembers (0.4).
 */
export function company(seed: number, truth: Truth): Company {
  const random = randomStream('media company', seed);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const weeks = burnIn + Math.round(between(104, 156));
  const channels = Array.from({ length: 3 + Math.floor(3 * random()) }, (_, at) => channelOf(at, weeks, random, truth));
  const phase = between(0, 2 * Math.PI);
  const [tilt, wave, priceEffect, noise] = [between(-0.2, 0.2), between(0.03, 0.15), between(-0.1, 0), between(0.03, 0.08)];
  const price = Float64Array.from({ length: weeks }, () => normalDraw(random));
  const memory = truth === 'otherwise' ? 0.4 : 0;
  let error = 0;
  const outcome = Float64Array.from({ length: weeks }, (_, t) => {
    error = memory * error + Math.sqrt(1 - memory * memory) * noise * normalDraw(random);
    const base = 1 + tilt * (t / weeks - 0.5) + wave * Math.sin((2 * Math.PI * t) / 52.18 + phase) + priceEffect * (price[t] as number);
    return 1000 * (base + error + channels.reduce((sum, channel) => sum + (channel.effect[t] as number), 0));
  });
  const judged = (series: Float64Array): number => 1000 * series.subarray(burnIn + firstRow).reduce((sum, value) => sum + value, 0);
  return {
    rows: { outcome: outcome.slice(burnIn), channels: channels.map(({ name, spend }) => ({ name, spend: spend.slice(burnIn) })), controls: [{ name: 'price', values: price.slice(burnIn) }] },
    firstRow,
    contributions: channels.map((channel) => judged(channel.effect)),
    marginals: channels.map((channel) => (judged(channel.more) - judged(channel.effect)) / (0.01 * (judged(channel.spend) / 1000))),
  };
}

function channelOf(at: number, weeks: number, random: RandomStream, truth: Truth): { name: string; spend: Float64Array; effect: Float64Array; more: Float64Array } {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const spend = spendOf(at, weeks, random);
  const active = spend.filter((value) => value > 0);
  const mean = active.reduce((sum, value) => sum + value / active.length, 0);
  const [decay, kappa, share] = [between(0, 0.75), mean * Math.exp(between(Math.log(0.3), Math.log(3))), between(0.01, 0.2)];
  const shape = truth === 'otherwise' ? 1.6 : 1;
  const late = truth === 'otherwise' ? 1 : 0;
  const responseTo = (series: Float64Array): Float64Array => {
    let stock = 0;
    return series.map((_, t) => {
      stock = decay * stock + (1 - decay) * (series[t - late] ?? 0);
      return stock <= 0 ? 0 : 1 / (1 + (kappa / stock) ** shape);
    });
  };
  const response = responseTo(spend);
  const size = (share * weeks) / response.reduce((sum, value) => sum + value, 0);
  return { name: `channel ${at}`, spend, effect: response.map((value) => value * size), more: responseTo(spend.map((value) => 1.01 * value)).map((value) => value * size) };
}

/** In turn: always on with ups and downs, flights of a few weeks, and with the season. */
function spendOf(at: number, weeks: number, random: RandomStream): Float64Array {
  const level = 5 + 20 * random();
  let [drift, on] = [0, random() < 0.5];
  const phase = 2 * Math.PI * random();
  return Float64Array.from({ length: weeks }, (_, t) => {
    drift = 0.7 * drift + 0.35 * normalDraw(random);
    if (random() < 0.2) on = !on;
    const own = level * Math.exp(drift);
    if (at % 3 === 1) return on ? own : 0;
    return at % 3 === 2 ? own * (1 + 0.6 * Math.sin((2 * Math.PI * t) / 52.18 + phase)) : own;
  });
}
