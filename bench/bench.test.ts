import { expect, test } from 'vitest';
import { keepsPromise, median, percentile } from './bench.ts';
import { tableOf } from './report.ts';

test('median of odd and even counts', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('percentile by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.95)).toBe(7);
});

test('a promise is judged by the median', () => {
  const figure = { name: 'time', unit: 's', values: [1, 9, 2] };
  expect(keepsPromise(figure)).toBeNull();
  expect(keepsPromise({ ...figure, atMost: 2 })).toBe(true);
  expect(keepsPromise({ ...figure, atMost: 1.9 })).toBe(false);
  expect(keepsPromise({ ...figure, atLeast: 3 })).toBe(false);
});

test('the table shows the median, every round, the promise and whether it was kept', () => {
  const table = tableOf([{ name: 'import', unit: 's', values: [12.34, 10, 11], atMost: 30 }, { name: 'rows', unit: 'rows', values: [5] }]);
  expect(table).toContain('| import | 11 | s | 12.3 · 10 · 11 | ≤ 30 | kept |');
  expect(table).toContain('| rows | 5 | rows | 5 |  |  |');
});
