import { expect, test } from 'vitest';
import { quantileOfSorted, randomStream } from '../learn/index.ts';
import { momentsOf, simulateQuarter } from './simulate-quarter.ts';

const remaining = { open: Array.from({ length: 200 }, (_, index) => ({ chance: 0.1 + 0.3 * (index % 2), amount: index % 5 === 0 ? null : 1000 })), fromNew: [5000, 9000], wonAmounts: [500, 1500] };

test('without a shock the simulation has the mean and the variance that independent deals have', () => {
  const { totals, fromOpen, fromNew } = simulateQuarter(remaining, 700, 0, randomStream('simulate', 1));
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / totals.length;
  const exact = momentsOf(remaining);
  expect(mean - 700).toBeCloseTo(fromOpen + fromNew, 3);
  expect(Math.abs(mean - 700 - exact.mean)).toBeLessThan(4 * Math.sqrt(exact.variance / totals.length));
  expect(Math.abs(variance / exact.variance - 1)).toBeLessThan(0.15);
});

test('a shock leaves the middle nearly where it is and widens the range', () => {
  const width = (shock: number): number => {
    const { totals } = simulateQuarter(remaining, 0, shock, randomStream('simulate', 2));
    return quantileOfSorted(totals, 0.9) - quantileOfSorted(totals, 0.1);
  };
  expect(width(0.3)).toBeGreaterThan(1.8 * width(0));
});

test('a quarter that can bring nothing more is what is booked', () => {
  const { totals } = simulateQuarter({ open: [], fromNew: [], wonAmounts: [] }, 700, 0.3, randomStream('simulate', 3));
  expect([totals[0], totals[totals.length - 1]]).toEqual([700, 700]);
});
