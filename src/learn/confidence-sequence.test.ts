import { expect, test } from 'vitest';
import { differenceSoFar, subjectsToSee, type Randomised } from './confidence-sequence.ts';
import { randomStream } from './random.ts';

const subjects = (seed: number, count: number, base: number, uplift: number, share: number): Randomised[] => {
  const random = randomStream('subjects', seed);
  return Array.from({ length: count }, () => {
    const treated = random() < share;
    return { treated, outcome: random() < base + (treated ? uplift : 0) ? 1 : 0 };
  });
};

/** Looks at every twentieth subject: was the truth ever outside? */
function everMisses(all: readonly Randomised[], truth: number, treatedShare: number): boolean {
  for (let n = 20; n <= all.length; n += 20) {
    const { low, high } = differenceSoFar(all.slice(0, n), { treatedShare });
    if (low !== null && high !== null && (truth < low || truth > high)) return true;
  }
  return false;
}

test('over many looks the truth is rarely ever outside, with and without an effect', () => {
  const misses = (uplift: number): number => Array.from({ length: 200 }, (_, seed) => everMisses(subjects(seed, 1_000, 0.25, uplift, 0.8), uplift, 0.8)).filter(Boolean).length;
  expect(misses(0)).toBeLessThanOrEqual(14);
  expect(misses(0.1)).toBeLessThanOrEqual(14);
});

test('an ordinary 95 % interval looked at as often would fail: the test can tell', () => {
  const fixed = (all: readonly Randomised[]): boolean => {
    const { treated, held, meanTreated: p1, meanHeld: p2 } = differenceSoFar(all, { treatedShare: 0.8 });
    return Math.min(treated, held) >= 20 && Math.abs(p1 - p2) > 1.96 * Math.sqrt((p1 * (1 - p1)) / treated + (p2 * (1 - p2)) / held);
  };
  const claims = Array.from({ length: 200 }, (_, seed) => subjects(seed, 1_000, 0.25, 0, 0.8)).filter((all) => Array.from({ length: 50 }, (_, look) => all.slice(0, 20 * (look + 1))).some(fixed));
  expect(claims.length).toBeGreaterThan(24);
});

test('nothing is said while a group is small, and the estimate is near the difference of means afterwards', () => {
  expect(differenceSoFar(subjects(1, 100, 0.3, 0.1, 0.8), { treatedShare: 0.8 })).toMatchObject({ low: null, high: null });
  const later = differenceSoFar(subjects(2, 4_000, 0.3, 0.1, 0.8), { treatedShare: 0.8 });
  expect(Math.abs(later.estimate - (later.meanTreated - later.meanHeld))).toBeLessThan(0.01);
  expect(later.low).toBeGreaterThan(0);
});

test('as many subjects as planned show the difference that was planned for', () => {
  const needed = subjectsToSee(0.1, Math.sqrt(0.25 * 0.75), { treatedShare: 0.8 });
  const found = Array.from({ length: 40 }, (_, seed) => differenceSoFar(subjects(900 + seed, needed, 0.25, 0.1, 0.8), { treatedShare: 0.8 })).filter(({ low }) => low !== null && low > 0);
  expect(found.length).toBeGreaterThan(8);
  expect(found.length).toBeLessThan(32);
});
