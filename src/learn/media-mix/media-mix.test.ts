import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitMediaMix, normalDraw, randomStream, type MediaMix, type MediaMixOptions, type MediaRows } from '../index.ts';
import type { Refused } from '../refused.ts';
import { adstockWeights, carried, type Adstock } from './adstock.ts';
import { controlColumns, mixDataOf } from './mix-data.ts';
import { sampleNoUTurn } from './no-u-turn.ts';
import { posteriorAt } from './posterior.ts';
import { saturated } from './saturation.ts';
import { reasonUntold } from './told-apart.ts';

function had(answer: MediaMix | Refused): MediaMix {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

test('weights by hand: geometric, delayed (Jin et al. 2017, eqs. 1–2) and Weibull', () => {
  expect(Array.from(adstockWeights('geometric', [0.5], 3))).toEqual([4 / 7, 2 / 7, 1 / 7].map((value) => expect.closeTo(value, 12)));
  expect(Array.from(adstockWeights('delayed', [0.5, 1], 3))).toEqual([0.25, 0.5, 0.25].map((value) => expect.closeTo(value, 12)));
  // R: w <- dweibull(1:3, 2, 1.5); w / sum(w)
  expect(Array.from(adstockWeights('weibull', [2, 1.5], 3))).toEqual([0.6200047847, 0.3268629738, 0.0531322415].map((value) => expect.closeTo(value, 9)));
  expect(Array.from(carried(Float64Array.of(7, 0, 0, 7), adstockWeights('geometric', [0.5], 3)))).toEqual([4, 2, 1, 4].map((value) => expect.closeTo(value, 12)));
});

const kinds = fc.constantFrom<Adstock>('geometric', 'delayed', 'weibull');
const parametersOf = (kind: Adstock, a: number, b: number): number[] => (kind === 'weibull' ? [0.3 + 4 * a, 0.3 + 5 * b] : kind === 'delayed' ? [a, 4 * b] : [a]);
const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test('carry-over loses nothing and adds nothing', () => {
  fc.assert(fc.property(kinds, unit, unit, fc.integer({ min: 1, max: 15 }), fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }), (kind, a, b, lags, spend) => {
    const weights = adstockWeights(kind, parametersOf(kind, a, b), lags);
    expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
    expect(weights.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    const stock = carried(Float64Array.of(...spend, ...new Array<number>(lags).fill(0)), weights);
    expect(stock.reduce((sum, value) => sum + value, 0)).toBeCloseTo(spend.reduce((sum, value) => sum + value, 0), 6);
  }));
});

test('saturation rises from 0 to 1, is half at κ, and its slopes are its differences', () => {
  fc.assert(fc.property(fc.constantFrom<'hill' | 'logistic'>('hill', 'logistic'), fc.double({ min: 0.5, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 20, noNaN: true }), fc.double({ min: 0.05, max: 5, noNaN: true }), (kind, shape, x, kappa) => {
    const at = (value: number, half = kappa): number => saturated({ kind, shape }, value, half).value;
    expect(at(kappa)).toBeCloseTo(0.5, 10);
    expect(at(0)).toBe(0);
    expect(at(x)).toBeLessThanOrEqual(1);
    expect(at(x * 1.1)).toBeGreaterThanOrEqual(at(x));
    const { slope, byLogKappa } = saturated({ kind, shape }, x, kappa);
    const h = 1e-5;
    expect(Math.abs(slope - (at(x * (1 + h)) - at(x * (1 - h))) / (2 * h * x))).toBeLessThan(1e-6 * (1 + slope));
    expect(byLogKappa).toBeCloseTo((at(x, kappa * Math.exp(h)) - at(x, kappa * Math.exp(-h))) / (2 * h), 6);
  }));
});

/** Two years of three channels: decays 0.6, 0.2 and 0, shares 0.12, 0.06 and 0.15, half-saturation at the mean. */
function world(seed: number, weeks = 117): { rows: MediaRows; shares: number[] } {
  const random = randomStream('media world', seed);
  const channels = [0.6, 0.2, 0].map((decay, at) => {
    let on = true;
    const spend = Float64Array.from({ length: weeks }, () => { on = random() < 0.75 ? on : !on; return on ? 10 * Math.exp(0.6 * normalDraw(random)) : 0; });
    const stock = carried(spend, adstockWeights('geometric', [decay], 13));
    const response = stock.map((x) => x / (x + 6));
    const size = ([0.12, 0.06, 0.15][at] as number) * 100 * (weeks - 12) / response.slice(12).reduce((sum, value) => sum + value, 0);
    return { name: `channel ${at}`, spend, effect: response.map((value) => value * size) };
  });
  const outcome = Float64Array.from({ length: weeks }, (_, t) => 67 + 5 * Math.sin((2 * Math.PI * t) / 52.18) + channels.reduce((sum, one) => sum + (one.effect[t] as number), 0) + 2 * normalDraw(random));
  return { rows: { outcome, channels }, shares: channels.map(({ effect }) => effect.slice(12).reduce((sum, value) => sum + value, 0) / outcome.slice(12).reduce((sum, value) => sum + value, 0)) };
}

const quick: MediaMixOptions = { seed: 1, draws: 100, warmUp: 120 };

test('the gradient of the posterior is its differences, lift tests included', () => {
  const { rows } = world(1);
  fc.assert(fc.property(kinds, fc.constantFrom<'hill' | 'logistic'>('hill', 'logistic'), fc.integer({ min: 1, max: 1e6 }), (adstock, kind, seed) => {
    const lifts = [{ channel: 'channel 1', from: 40, to: 50, scale: 0, lift: 300, standardError: 80 }];
    const data = mixDataOf(rows, [0, 1, 2], { adstock, saturation: { kind, shape: 1.3 }, lags: 13 }, { priorShares: [0.2, 0.1, 0.3], lifts });
    if ('refused' in data) throw new Error(data.refused);
    const random = randomStream('points', seed);
    const at = Float64Array.from({ length: adstock === 'geometric' ? 9 : 12 }, () => -1 + 0.7 * normalDraw(random));
    const { gradient } = posteriorAt(data, at);
    gradient.forEach((slope, j) => {
      const [above, below] = [1e-5, -1e-5].map((by) => posteriorAt(data, at.map((value, k) => (k === j ? value + by : value))).value) as [number, number];
      expect(Math.abs(slope - (above - below) / 2e-5)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
    });
  }), { numRuns: 15 });
});

test('the sampler draws what it should: two normals that go together, and an exponential', () => {
  const correlation = 0.8;
  const densityAt = ([x, y, e]: Float64Array): { value: number; gradient: Float64Array } => {
    const [a, b, c] = [x as number, y as number, e as number];
    const scale = 1 - correlation * correlation;
    return { value: -(a * a - 2 * correlation * a * b + b * b) / (2 * scale) + c - Math.exp(c), gradient: Float64Array.of(-(a - correlation * b) / scale, -(b - correlation * a) / scale, 1 - Math.exp(c)) };
  };
  const { draws, divergences } = sampleNoUTurn(new Float64Array(3), densityAt, { warmUp: 300, draws: 4000, random: randomStream('sampler', 1) });
  const mean = (valueOf: (draw: Float64Array) => number): number => draws.reduce((sum, draw) => sum + valueOf(draw) / draws.length, 0);
  expect(divergences).toBe(0);
  expect(mean(([x]) => x as number)).toBeCloseTo(0, 1);
  expect(mean(([x]) => (x as number) ** 2)).toBeCloseTo(1, 1);
  expect(Math.abs(mean(([x, y]) => (x as number) * (y as number)) - correlation)).toBeLessThan(0.08);
  expect(Math.abs(mean(([, , e]) => Math.exp(e as number)) - 1)).toBeLessThan(0.07);
  expect(Math.abs(mean(([, , e]) => Math.exp(2 * (e as number))) - 2)).toBeLessThan(0.3);
});

test('simulated channels give back their shares, returns and carry-over', () => {
  const { rows, shares } = world(2);
  const mix = had(fitMediaMix(rows, quick));
  const held = mix.channels.filter(({ share }, at) => share !== null && share.low <= (shares[at] as number) && (shares[at] as number) <= share.high);
  expect(held.length).toBeGreaterThanOrEqual(2);
  expect(mix.channels.map((channel) => channel.verdict)).toEqual(['told', 'told', 'told']);
  expect(mix.channels[0]?.later?.middle).toBeGreaterThan(0.4);
  expect(mix.channels[2]?.later?.middle).toBeLessThan(0.2);
  const total = rows.outcome.subarray(12).reduce((sum, value) => sum + value, 0);
  for (const { contribution, returnOnSpend, marginalReturn, curve, share } of mix.channels) {
    // Saturation: one more brings less than the mean did; a steady spend brings more the higher it is.
    expect(marginalReturn?.middle).toBeLessThan(returnOnSpend?.middle as number);
    expect(contribution?.middle).toBeCloseTo((share?.middle as number) * total, 6);
    curve?.slice(1).forEach(({ outcome }, k) => expect(outcome.middle).toBeGreaterThan(curve[k]?.outcome.middle as number));
  }
});

test('the same seed gives the same answer; another unit of the outcome or of spend scales it', () => {
  const { rows } = world(3, 75);
  const short: MediaMixOptions = { seed: 4, draws: 50, warmUp: 100, season: null, lags: 6 };
  const plain = had(fitMediaMix(rows, short));
  expect(fitMediaMix(rows, short)).toEqual(plain);
  // Powers of two keep every digit, so the chains take the same way.
  const other = had(fitMediaMix({ outcome: rows.outcome.map((value) => 4 * value), channels: rows.channels.map(({ name, spend }) => ({ name, spend: spend.map((value) => 0.5 * value) })) }, short));
  other.channels.forEach(({ contribution, returnOnSpend, share }, at) => {
    expect(contribution?.high).toBeCloseTo(4 * (plain.channels[at]?.contribution?.high as number), 6);
    expect(returnOnSpend?.low).toBeCloseTo(8 * (plain.channels[at]?.returnOnSpend?.low as number), 8);
    expect(share).toEqual(plain.channels[at]?.share);
  });
});

test('a lift test moves a channel to what was measured, and narrows it', () => {
  const rows = world(5, 80).rows;
  const options: MediaMixOptions = { ...quick, season: null };
  const plain = had(fitMediaMix(rows, options)).channels[0];
  // Less than the truth of about 12 a row.
  const tested = had(fitMediaMix(rows, { ...options, lifts: [{ channel: 'channel 0', from: 50, to: 70, scale: 0, lift: 20 * 4, standardError: 20 }] })).channels[0];
  const width = (one: typeof plain): number => (one?.share?.high as number) - (one?.share?.low as number);
  expect(width(tested)).toBeLessThan(width(plain));
  expect(tested?.share?.middle).toBeLessThan((plain?.share?.middle as number) * 0.8);
});

test('what the rows cannot tell is said: no variation, channels that move together, no spend', () => {
  const { rows } = world(6);
  const [one, two] = [rows.channels[0], rows.channels[1]] as [MediaRows['channels'][number], MediaRows['channels'][number]];
  const random = randomStream('twins', 1);
  const twin = { name: 'twin', spend: one.spend.map((value) => 2 * value * (1 + 0.01 * random())) };
  const steady = { name: 'steady', spend: one.spend.map(() => 5) };
  const rising = { name: 'rising', spend: one.spend.map((_, t) => t) };
  const none = { name: 'none', spend: one.spend.map(() => 0) };
  const channels = [one, two, twin, steady, rising];
  const controls = controlColumns(rows, {});
  expect(channels.map((_, at) => reasonUntold(channels, at, controls, 12))).toEqual(['It moves with twin', null, 'It moves with channel 0', 'Its spend never varied', 'It moves with the trend, the season or the controls']);
  const mix = had(fitMediaMix({ ...rows, channels: [one, steady, none] }, quick));
  expect(mix.channels.slice(1).map(({ verdict, why }) => [verdict, why])).toEqual([['cannot tell', 'Its spend never varied'], ['cannot tell', 'It spent nothing in the judged rows']]);
  expect(mix.channels[2]).toMatchObject({ contribution: null, returnOnSpend: null, curve: null });
  const { low, high } = mix.channels[1]?.share ?? { low: 0, high: 0 };
  // Nothing but the prior speaks here: half-normal of scale 0.2, whose middle 90 % is 0.38 wide.
  expect(high - low).toBeGreaterThan(0.2);
});

test('every form fits, and bad input is a clear error or a refusal', () => {
  const { rows } = world(7, 75);
  for (const adstock of ['delayed', 'weibull'] as const) {
    const mix = had(fitMediaMix({ ...rows, channels: rows.channels.slice(0, 1) }, { seed: 1, adstock, saturation: 'logistic', lags: 6, season: null, draws: 50, warmUp: 100 }));
    expect(mix.channels.every(({ share }) => share !== null && Number.isFinite(share.low + share.middle + share.high))).toBe(true);
  }
  const fit = (changed: Partial<MediaRows>, options: Partial<MediaMixOptions> = {}): (() => MediaMix | Refused) => () => fitMediaMix({ ...rows, ...changed }, { seed: 1, ...options });
  const first = rows.channels[0] as MediaRows['channels'][number];
  for (const bad of [
    fit({ outcome: new Float64Array(0) }), fit({ channels: [] }), fit({ channels: [first, first] }), fit({ outcome: rows.outcome.map(() => NaN) }), fit({ channels: [{ name: 'a', spend: Float64Array.of(1) }] }),
    fit({ channels: [{ name: 'a', spend: first.spend.map(() => -1) }] }), fit({ controls: [{ name: 'c', values: first.spend.map(() => Infinity) }] }),
    ...[{ lags: 0 }, { level: 1 }, { hillShape: 0 }, { priorShare: 0 }, { priorShare: [0.1] }, { draws: 3 }, { chains: 1 }, { season: { period: 3, pairs: 2 } }, { adstock: 'none' as never }, { saturation: 'none' as never }].map((options) => fit({}, options)),
    ...[{ channel: 'x' }, { from: 5, to: 5 }, { scale: 1 }, { standardError: 0 }, { lift: NaN }].map((wrong) => fit({}, { lifts: [{ channel: 'channel 0', from: 1, to: 5, scale: 0, lift: 1, standardError: 1, ...wrong }] })),
  ]) expect(bad).toThrow(RangeError);
  expect(fit({ outcome: rows.outcome.map(() => 3) })()).toEqual({ refused: 'The outcome never changes' });
  expect(fit({ outcome: rows.outcome.map((value) => -value) })()).toHaveProperty('refused', expect.stringContaining('above zero'));
  expect(fit({ controls: [{ name: 'twice', values: rows.outcome.map((_, t) => 2 * t + 1) }] })()).toEqual({ refused: 'The control "twice" is constant or made of the others' });
  expect(fit({ channels: [{ name: 'none', spend: new Float64Array(75) }] })()).toEqual({ refused: 'No channel spent in the judged rows' });
  expect(fitMediaMix({ outcome: rows.outcome.slice(0, 30), channels: rows.channels.map((one) => ({ name: one.name, spend: one.spend.slice(0, 30) })) }, { seed: 1 })).toHaveProperty('refused', expect.stringContaining('too few'));
});
