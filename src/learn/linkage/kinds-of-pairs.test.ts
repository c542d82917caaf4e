import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitKinds, type PairKind } from './kinds-of-pairs.ts';
import { leapAlong } from './leap.ts';
import type { CountedPattern } from './patterns.ts';

describe('leaping along a slow walk', () => {
  const walk = (at: Float64Array): Float64Array => at.map((value, axis) => value * (axis === 0 ? 0.98 : 0.4));
  const distance = (at: Float64Array): number => Math.hypot(...at);

  test('ends where the second step does, if one step is the longest', () => {
    const [once, twice] = [walk(Float64Array.of(1, 1)), walk(walk(Float64Array.of(1, 1)))];
    leapAlong(Float64Array.of(1, 1), once, twice, 1).point.forEach((value, axis) => { expect(value).toBeCloseTo(twice[axis] as number, 12); });
  });

  test('comes in thirty steps where walking needs hundreds', () => {
    let [leapt, walked]: [Float64Array, Float64Array] = [Float64Array.of(1, 1), Float64Array.of(1, 1)];
    for (let step = 0; step < 30; step += 3) {
      const [once, twice] = [walk(leapt), walk(walk(leapt))];
      leapt = walk(leapAlong(leapt, once, twice, 64).point);
    }
    for (let step = 0; step < 300; step += 1) walked = walk(walked);
    expect(distance(leapt)).toBeLessThan(distance(walked));
  });

  test('stays where nothing moves', () => {
    const here = Float64Array.of(3, -2);
    expect(leapAlong(here, here, here, 64)).toEqual({ point: here, length: 1 });
  });
});

/** Exactly as many pairs of each pattern of five comparisons with two levels as the kinds mean. */
function patternsOf(kinds: readonly PairKind[], pairs: number): CountedPattern[] {
  return Array.from({ length: 2 ** 5 }, (_, bits) => {
    const levels = Array.from({ length: 5 }, (_level, comparison) => 1 + ((bits >>> comparison) & 1));
    return { levels, rules: 1, pairs: kinds.reduce((sum, kind) => sum + pairs * kind.share * levels.reduce((product, level, comparison) => product * ((kind.levels[comparison] as number[])[level] as number), 1), 0) };
  });
}

const all = [0, 1, 2, 3, 4];
const kindOf = (share: number, agreeing: readonly number[], learns: readonly number[]): PairKind => ({ share, levels: agreeing.map((part) => [0, 1 - part, part]), isByChance: false, learns });

describe('kinds of pairs', () => {
  const matches = kindOf(0.1, [0.9, 0.9, 0.8, 0.95, 0.7], []);
  const truth = [matches, kindOf(0.4, [0.9, 0.3, 0.1, 0.6, 0.2], all), kindOf(0.5, [0.6, 0.7, 0.05, 0.3, 0.2], all)];

  test('that have much in common part before the rounds are over', () => {
    const start = [{ ...matches, share: 0.2 }, kindOf(0.4, [0.74, 0.5, 0.1, 0.43, 0.2], all), kindOf(0.4, [0.73, 0.51, 0.1, 0.42, 0.2], all)];
    const found = fitKinds(patternsOf(truth, 1e6), start);
    truth.forEach(({ share, levels }, kind) => {
      expect(found[kind]?.share).toBeCloseTo(share, 1);
      levels.forEach(([, , part], comparison) => { expect(found[kind]?.levels[comparison]?.[2]).toBeCloseTo(part as number, 1); });
    });
  });

  test('that are right already stay', () => {
    fitKinds(patternsOf(truth, 1e6), truth).forEach(({ share }, kind) => { expect(share).toBeCloseTo((truth[kind] as PairKind).share, 4); });
  });

  test('add up to one, whatever the patterns are and however far off the start is', () => {
    const part = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const kind = fc.tuple(part, fc.tuple(part, part, part, part, part)).map(([share, agreeing]) => kindOf(share, agreeing, all));
    const pattern = fc.record({ levels: fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }), pairs: fc.nat({ max: 1000 }), rules: fc.constant(1), rarity: fc.double({ min: -20, max: 20, noNaN: true }) });
    fc.assert(fc.property(fc.array(pattern, { minLength: 1, maxLength: 30 }).filter((patterns) => patterns.some(({ pairs }) => pairs > 0)), fc.array(kind, { minLength: 1, maxLength: 4 }), (patterns, start) => {
      const found = fitKinds(patterns, start);
      expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const { levels } of found) for (const [, different = 0, same = 0] of levels) expect(different + same).toBeCloseTo(1, 9);
    }));
  });
});
