import { expect, test } from 'vitest';
import { findFixedLayout, layoutOf } from './fixed-width.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

test('columns are found where every line is blank, also when they nearly touch', () => {
  expect(findFixedLayout(lines('Id   Name      Won', '1    Nordholm  2024-01-15', '22   Quandel   2024-02-15', '333  Zalvendo  2024-03-15'))).toBe('gaps:5,10,10');
  expect(findFixedLayout(lines('2024-01-15 2024-03-20 100', '2024-01-16 2024-03-21 200', '2024-01-17 2024-03-22 300', '2024-01-18 2024-03-23 400'))).toBe('gaps:11,11,3');
});

test('prose, lists, tabs and few lines are no table', () => {
  expect(findFixedLayout(lines('This is a text of several lines that', 'somebody wrote to somebody else and', 'it goes on and on without a column', 'so that nothing in it is a table now'))).toBeNull();
  expect(findFixedLayout(lines('alpha', 'beta', 'gamma', 'delta'))).toBeNull();
  expect(findFixedLayout(lines('a\t b', 'c\t d', 'e\t f', 'g\t h'))).toBeNull();
  expect(findFixedLayout(lines('a  b', 'c  d'))).toBeNull();
  expect(findFixedLayout(lines('name one', 'x', 'y', 'z      remark', 'u', 'v'))).toBeNull();
});

test('a layout is told by its widths, and refused where it cannot be one', () => {
  expect(layoutOf('fixed:3,5')).toEqual({ columns: [{ from: 0, to: 3 }, { from: 3, to: 8 }], gaps: false });
  expect(layoutOf(';')).toBeNull();
  for (const wrong of ['fixed:', 'fixed:0', 'fixed:3,,4', 'fixed:-1', 'gaps:x']) expect(() => layoutOf(wrong)).toThrow(/no layout/);
});
