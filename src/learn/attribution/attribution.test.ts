import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeByChain, attributeByRule, attributeByShapley, shapleyValues, type Credit, type Journey } from '../index.ts';

const file = fileURLToPath(new URL('../../../../shared/data/channelattribution-paths/PathData.csv', import.meta.url));
const isHere = existsSync(file);

function publicPaths(): Journey[] {
  return readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => {
    const [path, conversions, value, nulls] = line.split(',') as [string, string, string, string];
    return { channels: path.replaceAll('"', '').split(' > '), conversions: Number(conversions), value: Number(value), nulls: Number(nulls) };
  });
}

test.runIf(!isHere)('the public paths of ChannelAttribution are not here: its table was not tried', () => expect(isHere).toBe(false));

/** Channel: first, last, linear, Markov order 1, removal effect. The rules' columns are the published reference of these paths; the chain was solved over them by numpy.linalg.solve (numpy 2.4.6), repeated touches kept as steps in place. */
const table: Record<string, [number, number, number, number, number]> = {
  alpha: [6308, 8447, 7574.7186, 5344.9477, 0.558399], beta: [2831, 989, 2083.5001, 2527.3522, 0.264039], epsilon: [99, 531, 272.1704, 599.5707, 0.062639],
  eta: [3164, 4167, 3539.9512, 3340.8474, 0.349026], iota: [4606, 3355, 3857.0962, 3884.6147, 0.405835], kappa: [74, 230, 137.9641, 274.3633, 0.028663],
  lambda: [902, 1207, 1035.2576, 1282.8472, 0.134022], theta: [1606, 653, 1022.8014, 1971.9129, 0.206010], gamma: [165, 92, 121.0416, 171.1454, 0.017880],
  zeta: [27, 107, 136.5515, 381.0626, 0.039811], delta: [1, 5, 1.7250, 4.6136, 0.000482], mi: [2, 2, 2.2222, 1.7224, 0.000180],
};

describe.runIf(isHere)('the demonstration paths of ChannelAttribution: 10,000 paths, 19,785 conversions', () => {
  const journeys = isHere ? publicPaths() : [];
  const named = (credits: readonly Credit[]): Record<string, number> => Object.fromEntries(credits.map((credit) => [credit.channel, credit.conversions]));

  test.each(['first', 'last', 'linear'] as const)('%s touch gives the credits of the reference', (kind) => {
    const credits = named(attributeByRule(journeys, { kind }));
    expect(Object.keys(credits).sort()).toEqual(Object.keys(table).sort());
    const column = { first: 0, last: 1, linear: 2 }[kind];
    for (const [channel, row] of Object.entries(table)) expect(credits[channel], channel).toBeCloseTo(row[column] as number, 3.9);
  });

  test('the chain of order 1 gives the exact credits and removal effects', () => {
    const { credits, conversionRate } = attributeByChain(journeys, 1);
    expect(conversionRate).toBeCloseTo(19_785 / (19_785 + 68_602), 10);
    for (const credit of credits) {
      expect(credit.conversions, credit.channel).toBeCloseTo(table[credit.channel]![3], 3.9);
      expect(credit.removalEffect, credit.channel).toBeCloseTo(table[credit.channel]![4], 6);
    }
  });

  test.each([1, 2, 3])('credits of order %i sum to all conversions and all value', (order) => {
    const { credits, conversionRate } = attributeByChain(journeys, order);
    expect(credits.reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(19_785, 6);
    expect(credits.reduce((sum, credit) => sum + credit.value, 0)).toBeCloseTo(journeys.reduce((sum, journey) => sum + (journey.value ?? 0), 0), 6);
    expect(conversionRate).toBeCloseTo(19_785 / 88_387, 10);
  });

  test('the Shapley credits sum to all conversions, by either worth', () => {
    for (const worth of ['within', 'rate'] as const) {
      expect(attributeByShapley(journeys, { worth, seed: 1 }).reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(19_785, 5);
    }
  });
});

const anyJourneys = fc.array(fc.record({
  channels: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }),
  conversions: fc.integer({ min: 0, max: 5 }), nulls: fc.integer({ min: 0, max: 5 }),
}), { minLength: 1, maxLength: 12 }).filter((journeys) => journeys.some((journey) => journey.conversions > 0))
  .map((journeys) => journeys.map((journey): Journey => ({ ...journey, value: journey.conversions * 2.5 })));
const total = (journeys: readonly Journey[]): number => journeys.reduce((sum, journey) => sum + journey.conversions, 0);
const anyRule = fc.oneof(
  fc.constantFrom({ kind: 'first' as const }, { kind: 'last' as const }, { kind: 'linear' as const }),
  fc.double({ min: 0.1, max: 50, noNaN: true }).map((halfLife) => ({ kind: 'decay' as const, halfLife })),
  fc.tuple(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true })).map(([first, last]) => ({ kind: 'position' as const, first, last })),
);

test('credits of every rule sum to what was given, and no credit is below zero', () => {
  fc.assert(fc.property(anyJourneys, anyRule, (journeys, rule) => {
    const credits = attributeByRule(journeys, rule);
    expect(credits.reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(total(journeys), 9);
    expect(credits.reduce((sum, credit) => sum + credit.value, 0)).toBeCloseTo(2.5 * total(journeys), 9);
    expect(Math.min(...credits.map((credit) => credit.conversions))).toBeGreaterThanOrEqual(0);
  }));
});

test('credits of chains sum to the conversions, and value follows where every conversion is worth the same', () => {
  fc.assert(fc.property(anyJourneys, fc.constantFrom(1, 2, 3), (journeys, order) => {
    const { credits } = attributeByChain(journeys, order);
    expect(credits.reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(total(journeys), 8);
    for (const credit of credits) expect(credit.value).toBeCloseTo(2.5 * credit.conversions, 7);
  }));
});

test('the order in which journeys come changes no credit, and splitting a row into single journeys neither', () => {
  fc.assert(fc.property(anyJourneys, (journeys) => {
    const single = journeys.flatMap((journey) => [
      ...Array.from({ length: journey.conversions }, () => ({ channels: journey.channels, conversions: 1, value: 2.5 })),
      ...Array.from({ length: journey.nulls ?? 0 }, () => ({ channels: journey.channels, conversions: 0, nulls: 1 })),
    ]).toReversed();
    const [whole, parts] = [attributeByChain(journeys, 2).credits, attributeByChain(single, 2).credits];
    for (const credit of parts) expect(credit.conversions).toBeCloseTo(whole.find((other) => other.channel === credit.channel)!.conversions, 8);
  }));
});

test('by hand: two touches of three convert, half of what begins at a stops at once', () => {
  const { credits, conversionRate } = attributeByChain([{ channels: ['a', 'b'], conversions: 1, nulls: 0 }, { channels: ['a'], conversions: 0, nulls: 1 }, { channels: ['b'], conversions: 1, nulls: 1 }]);
  expect(conversionRate).toBeCloseTo(0.5, 12);
  // Without a: start → b (1/2) → converts 2/3: 1/3 is left of 1/2. Without b nothing converts.
  expect(credits.map((credit) => credit.removalEffect)).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(1, 12)]);
});

test('decay by age halves per half-life; by position two touches share in proportion', () => {
  const shares = attributeByRule([{ channels: ['a', 'b'], conversions: 3, ages: [7, 0] }], { kind: 'decay', halfLife: 7 });
  expect(shares.map((credit) => credit.conversions)).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
  expect(attributeByRule([{ channels: ['a', 'b'], conversions: 3 }], { kind: 'position', first: 0.4, last: 0.2 }).map((credit) => credit.conversions)).toEqual([expect.closeTo(2, 12), expect.closeTo(1, 12)]);
});

test('the Shapley values of the glove game are 1/6, 1/6 and 2/3', () => {
  const { values, exact } = shapleyValues(3, (isIn) => Number(isIn[2] === 1 && (isIn[0] === 1 || isIn[1] === 1)), { seed: 1 });
  expect(exact).toBe(true);
  expect([...values]).toEqual([expect.closeTo(1 / 6, 12), expect.closeTo(1 / 6, 12), expect.closeTo(2 / 3, 12)]);
});

test('the closed form of worth within a set is the exact Shapley value, which is efficient', () => {
  fc.assert(fc.property(anyJourneys, (journeys) => {
    const channels = [...new Set(journeys.flatMap((journey) => journey.channels))].sort();
    const worth = (isIn: Uint8Array): number => total(journeys.filter((journey) => journey.channels.every((channel) => isIn[channels.indexOf(channel)] === 1)));
    const { values } = shapleyValues(channels.length, worth, { seed: 1 });
    const credits = attributeByShapley(journeys, { worth: 'within', seed: 1 });
    credits.forEach((credit, c) => expect(credit.conversions).toBeCloseTo(values[c] as number, 9));
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total(journeys), 9);
  }));
});

test('sampled values lie within their bounds of the exact ones, sum exactly, and are the same for the same seed', () => {
  // 18 players in pairs: each is worth its number, each pair 10 more; so a player's value is its number and half of 10.
  const worth = (isIn: Uint8Array): number => isIn.reduce((sum, is, i) => sum + is * i + (i % 2 === 1 && is === 1 && isIn[i - 1] === 1 ? 10 : 0), 0);
  const { values, bounds, exact } = shapleyValues(18, worth, { seed: 3, orders: 400 });
  expect(exact).toBe(false);
  values.forEach((value, i) => expect(Math.abs(value - i - 5)).toBeLessThanOrEqual((bounds[i] as number) + 1e-9));
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(153 + 90, 9);
  expect(shapleyValues(18, worth, { seed: 3, orders: 400 })).toEqual({ values, bounds, exact });
});

test('sampling bounds cover the truth at least as often as they say, where one order in seventeen carries all', () => {
  // A majority game of 17: by symmetry every player is worth 1/17.
  const worth = (isIn: Uint8Array): number => Number(isIn.reduce((sum, is) => sum + is, 0) > 8);
  const covered = Array.from({ length: 60 }, (_, seed) => shapleyValues(17, worth, { seed, orders: 200 })).filter(({ values, bounds }) => values.every((value, i) => Math.abs(value - 1 / 17) <= (bounds[i] as number)));
  expect(covered.length).toBeGreaterThanOrEqual(57);
  expect(shapleyValues(17, worth, { seed: 1, orders: 2_000, range: 1 }).bounds.every((bound) => bound < 0.05)).toBe(true);
});

test('bad journeys and options are refused with a reason', () => {
  const good: Journey = { channels: ['a'], conversions: 1 };
  const bad: readonly Journey[][] = [[], [{ channels: [], conversions: 1 }], [{ channels: ['a'], conversions: Number.NaN }], [{ channels: ['a'], conversions: -1 }], [{ channels: ['a'], conversions: 1, nulls: Infinity }], [{ channels: ['a'], conversions: 0, value: 4 }]];
  for (const journeys of bad) {
    expect(() => attributeByRule(journeys, { kind: 'linear' })).toThrow(RangeError);
    expect(() => attributeByChain(journeys)).toThrow(RangeError);
    expect(() => attributeByShapley(journeys, { worth: 'rate', seed: 1 })).toThrow(RangeError);
  }
  expect(() => attributeByChain([{ channels: ['a'], conversions: 0, nulls: 3 }])).toThrow(/nothing to credit/);
  expect(() => attributeByChain([good], 4)).toThrow(RangeError);
  expect(() => attributeByRule([{ ...good, ages: [1, 2] }], { kind: 'decay', halfLife: 1 })).toThrow(RangeError);
  expect(() => attributeByRule([good], { kind: 'decay', halfLife: 0 })).toThrow(RangeError);
  expect(() => attributeByRule([good], { kind: 'position', first: 0.8, last: 0.4 })).toThrow(RangeError);
  expect(() => shapleyValues(0, () => 0, { seed: 1 })).toThrow(RangeError);
  expect(() => shapleyValues(2, () => Number.NaN, { seed: 1 })).toThrow(RangeError);
});

test('one long journey of one channel, and journeys of a thousand touches, have an answer', () => {
  const long = { channels: Array.from({ length: 1_000 }, (_, at) => 'ab'[at % 2] as string), conversions: 1, nulls: 1 };
  expect(attributeByChain([long]).credits.map((credit) => credit.conversions)).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6)]);
  expect(attributeByChain([{ channels: new Array<string>(500).fill('a'), conversions: 2 }], 3).credits).toMatchObject([{ channel: 'a', conversions: 2, removalEffect: 1 }]);
});
