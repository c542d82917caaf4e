import { expect, test } from 'vitest';
import { dayText, many, moneyText, percentText, rangeText, valueText, wholeMoney } from './words.ts';

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
