import { expect, test } from 'vitest';
import { agoText, dayText, many, moneyText, percentText, priceText, rangeText, untilText, valueText, wholeMoney } from './words.ts';

test('dates name the year only when it is another one', () => {
  expect(dayText('2026-11-20', 2026)).toBe('Fri 20 Nov');
  expect(dayText('2025-11-20T23:59:00.000Z', 2026)).toBe('Thu 20 Nov 2025');
  expect(dayText(null)).toBe('–');
});

test('money is rounded to what its range supports and keeps its currency', () => {
  expect(moneyText(2_814_332, 'EUR', [2_400_000, 3_300_000])).toBe('€2.8M');
  expect(moneyText(2_814_332, 'EUR')).toBe('€2.81M');
  expect(moneyText(310_400, 'USD', [180_000, 460_000])).toBe('$310k');
  expect(moneyText(null, 'EUR')).toBe('–');
  expect(wholeMoney(2_814_332, 'EUR')).toBe('€2,814,332');
});

test('an unknown currency never becomes a symbol', () => {
  expect(moneyText(1_000, null)).toBe('1k');
});

test('shares, ranges and counts', () => {
  expect(percentText(0.624)).toBe('62\u202F%');
  expect(rangeText(0.48, 0.74, 'share')).toBe('48–74\u202F%');
  expect(rangeText(2_400_000, 3_300_000, 'money', 'EUR')).toBe('€2.4M–€3.3M');
  expect(many(1, 'deal')).toBe('1 deal');
  expect(many(1_291, 'deal')).toBe('1,291 deals');
  expect(valueText(null, 'count')).toBe('–');
});

test('how long ago and how soon are said in the largest unit that fits; what is overdue is due now', () => {
  const now = Date.parse('2026-11-20T09:00:00.000Z');
  expect(['2026-11-20T08:59:40.000Z', '2026-11-20T08:15:00.000Z', '2026-11-20T07:00:00.000Z', '2026-11-01T00:00:00.000Z'].map((at) => agoText(at, now))).toEqual(['a moment ago', '45 minutes ago', '2 hours ago', '19 days ago']);
  expect(['2026-11-20T08:00:00.000Z', '2026-11-20T09:01:00.000Z'].map((at) => untilText(at, now))).toEqual(['now', 'in 1 minute']);
});

test('a price of less than a cent is told apart from nothing', () => {
  expect([priceText(0.0231, 'EUR'), priceText(0, 'EUR'), priceText(12, 'EUR')]).toEqual(['€0.023', '€0', '€12']);
});
