import { expect, test } from 'vitest';
import type { DelayStanding } from './answers/delay.ts';
import { valueOfInput } from './delay-words.ts';

const given = (input: DelayStanding['input'], values: readonly [number, number, number] | null, change: Partial<DelayStanding> = {}): string => valueOfInput({
  input, low: values?.[0] ?? null, likely: values?.[1] ?? null, high: values?.[2] ?? null, currency: null, on: null, words: null, source: 'buyer_said', counts: true, contact: null, evidence: null, saidOn: null, by: null, at: '2026-11-12T09:00:00.000Z', swing: null, ...change,
});

test('inputs are said as they were given, with range and unit, and without a range where they are exact', () => {
  expect(given('losses_per_month', [3000, 4000, 6000.5], { currency: 'EUR' })).toBe('€4,000 (€3,000–6,000.50) a month');
  expect(given('hours_per_week', [20, 25, 30])).toBe('25 hours (20–30) a week');
  expect(given('share_removed', [0.5, 0.6, 0.6])).toBe('60 % (50–60) of losses and work');
  expect(given('weeks_to_benefit', [1, 1, 1])).toBe('1 week from the decision');
  expect(given('deadline', null, { on: '2027-03-31' })).toBe('Wed 31 Mar 2027');
  expect(given('priority', null, { words: 'The audit.' })).toBe('The audit.');
});
