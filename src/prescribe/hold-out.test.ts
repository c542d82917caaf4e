import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonOf } from './comparison.ts';
import { assignHoldOut } from './hold-out.ts';
import { subjectsNeeded } from './power.ts';

const clusters = Array.from({ length: 400 }, (_, index) => ({ id: `account ${index}`, stratum: `rep ${index % 8}` }));
const options = { seed: 1, share: 0.25, frozen: new Map<string, boolean>() };

test('every rep has the share held out, to within one account', () => {
  const assigned = assignHoldOut(clusters, options);
  for (let rep = 0; rep < 8; rep += 1) {
    const own = clusters.filter((cluster) => cluster.stratum === `rep ${rep}`);
    expect(Math.abs(own.filter((cluster) => assigned.get(cluster.id)).length - own.length * 0.25)).toBeLessThanOrEqual(1);
  }
});

test('the order given does not matter, another seed does', () => {
  expect(assignHoldOut([...clusters].reverse(), options)).toEqual(assignHoldOut(clusters, options));
  expect(assignHoldOut(clusters, { ...options, seed: 2 })).not.toEqual(assignHoldOut(clusters, options));
});

test('earlier assignments never change, whoever comes later', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 399 }), (known) => {
    const before = assignHoldOut(clusters.slice(0, known), options);
    const after = assignHoldOut(clusters, { ...options, frozen: before });
    for (const [id, held] of before) expect(after.get(id)).toBe(held);
    expect(after.size).toBe(400);
  }));
});

test('subjects needed agree with the formula worked by hand', () => {
  // By hand: (1.95996 √(2 · 0.35 · 0.65) + 0.84162 √(0.3 · 0.7 + 0.4 · 0.6))² ÷ 0.1² = 355.9, so 356 in each of two equal groups.
  expect(subjectsNeeded(0.3, 0.1, 0.5)).toBe(712);
  expect(subjectsNeeded(0.3, 0.1, 0.15)).toBeGreaterThan(subjectsNeeded(0.3, 0.1, 0.5));
});

test('the sentence says what the group can see at this pace', () => {
  const { sentence } = comparisonOf({ on: false, heldShare: 0.15, actionsPerMonth: 40, winRate: 0.25 });
  expect(sentence).toContain('At your 40 actions a month, a 10-point effect shows in about 33 months; with half in the group, 17.');
  expect(comparisonOf({ on: true, heldShare: 0.15, actionsPerMonth: 0, winRate: null }).sentence).toContain('not known yet');
});
