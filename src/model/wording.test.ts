import { expect, test } from 'vitest';
import { forecast, leaks, tooFew } from './testing.ts';
import { chanceWords, dateWords, forecastSentence, leakSentence, moneyWords, rangeWords, recordSentence, refusalWords, roundToRange } from './wording.ts';

test('a number is rounded to what its range supports', () => {
  expect(roundToRange(2_814_332, 2_412_345, 3_298_001)).toBe(2_800_000);
  expect(roundToRange(312_345, 180_100, 460_900)).toBe(310_000);
  expect(roundToRange(0.6231, 0.48, 0.74)).toBe(0.62);
  expect(roundToRange(1234.5, 7, 7)).toBe(1230);
});

test('money is compact and carries its currency', () => {
  expect([moneyWords(2_800_000, 'EUR'), moneyWords(310_000, 'EUR'), moneyWords(48_500, 'USD'), moneyWords(48_500, null)]).toEqual(['€2.8M', '€310k', '$48.5k', '48.5k']);
});

test('a range says its unit once', () => {
  expect(rangeWords(2_412_345, 3_298_001, 'EUR')).toBe('€2.4–3.3M');
  expect(rangeWords(800_000, 1_200_000, 'EUR')).toBe('€800k–1.2M');
});

test('sentences read as the interface words them', () => {
  expect(forecastSentence(forecast)).toBe('2026Q4 will probably close at €2.8M (8 in 10: €2.4–3.3M), €400k under target.');
  expect(recordSentence(forecast.record)).toBe('At week 8 of 11 past quarters the result was inside the range 9 times. Usual miss 8 %; your stage-weighted sum 19 %.');
  expect(leakSentence(leaks.leaks[0]!)).toBe('Proposal → Legal: 41 deals wait 19 days longer than comparable ones. About €310k a quarter (€180–460k), in revenue.');
  expect(chanceWords(0.62, 0.48, 0.74)).toBe('62 % (48–74)');
  expect([dateWords('2026-11-20', '2026-01-01'), dateWords('2025-11-20', '2026-01-01')]).toEqual(['Fri 20 Nov', 'Thu 20 Nov 2025']);
});

test('a refusal gives reason, need, rule and what works, and a refused forecast no sentence', () => {
  expect(refusalWords(tooFew)[0]).toBe('Not enough to forecast. 30 closed deals. This opens at 80 closed deals with at least 20 won and 20 lost.');
  expect(refusalWords(tooFew)).toHaveLength(3);
  expect(forecastSentence({ ...forecast, p10: null, p50: null, p90: null, refusal: tooFew })).toBe('');
});
