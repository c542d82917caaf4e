import { expect, test } from 'vitest';
import { endOfDay, quarterAfter, quarterOf, weekOfQuarter } from './calendar.ts';

const at = (iso: string): number => Date.parse(`${iso}T12:00:00Z`);

test('calendar quarters carry the year', () => {
  expect(quarterOf(at('2017-12-31')).name).toBe('2017Q4');
  expect(quarterOf(at('2017-04-01'))).toEqual({ name: '2017Q2', start: Date.UTC(2017, 3, 1), end: Date.UTC(2017, 6, 1) });
});

test('a fiscal year is named by the calendar year in which it ends', () => {
  expect(quarterOf(at('2026-10-05'), 10).name).toBe('FY27Q1');
  expect(quarterOf(at('2026-09-30'), 10).name).toBe('FY26Q4');
});

test('steps forward and back land on neighbours, across years', () => {
  const quarter = quarterOf(at('2025-11-20'));
  expect(quarterAfter(quarter, 1).name).toBe('2026Q1');
  expect(quarterAfter(quarter, -4).name).toBe('2024Q4');
  expect(quarterAfter(quarterAfter(quarter, 7, 4), -7, 4).start).toBe(quarterOf(quarter.start, 4).start);
});

test('weeks count from one, and a day of knowledge is meant whole', () => {
  const quarter = quarterOf(at('2026-10-01'));
  expect(weekOfQuarter(quarter.start, quarter)).toBe(1);
  expect(weekOfQuarter(at('2026-10-08'), quarter)).toBe(2);
  expect(endOfDay('2026-10-01')).toBe(Date.UTC(2026, 9, 2) - 1);
});
