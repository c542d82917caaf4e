import { describe, expect, test } from 'vitest';
import { comingFrom, homesOf } from './name-homes.ts';

const homes = homesOf([['FR', 0.5], ['SE', 0.5]]);
/** Names go together in one home `times` as often as in the other. */
const bearers = (country: string, [fr, se]: readonly [number, number], count: number): unknown[][] => Array.from({ length: count }, () => [country, fr, se]);

describe('where the people of a country come from', () => {
  test('follows from names that go together elsewhere', () => {
    const found = comingFrom(homes, [...bearers('FR', [1, 0.001], 900), ...bearers('FR', [0.001, 1], 100), ...bearers('SE', [0.001, 1], 500)]);
    const weights = new Map(found.map(({ country, weights: its }) => [country, its]));
    // Nine in ten against one in two anywhere.
    expect(weights.get('FR')?.[0]).toBeCloseTo(1.8, 1);
    expect(weights.get('FR')?.[1]).toBeCloseTo(0.2, 1);
    expect(weights.get('SE')?.[1]).toBeCloseTo(2, 1);
    expect(weights.get('')).toEqual([weights.get('FR')?.[0], weights.get('SE')?.[1]]);
  });

  test('is anywhere while nobody is known there, and where no country is', () => {
    expect(comingFrom(homes, []).map(({ weights }) => weights)).toEqual([[1, 1], [1, 1], [1, 1]]);
    expect(comingFrom([], [])).toEqual([{ country: '', weights: [1] }]);
  });

  test('heeds no country whose name a statement could not hold', () => {
    expect(homesOf([["DE'; DROP", 0.5], ['DE', 0.5]]).map(({ country }) => country)).toEqual(['DE']);
  });
});
