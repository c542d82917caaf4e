import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaRestored, formulaSafe } from './formula-safe.ts';

const hostile = fc.oneof(fc.string(), fc.string().map((rest) => `=${rest}`), fc.string().map((rest) => `'${rest}`), fc.string().map((rest) => `''-${rest}`), fc.integer().map(String));

test('every cell comes back as it was', () => {
  fc.assert(fc.property(hostile, (cell) => { expect(formulaRestored(formulaSafe(cell))).toBe(cell); }));
});

test('no cell that leaves starts a formula', () => {
  fc.assert(fc.property(hostile, (cell) => { expect(formulaSafe(cell)).not.toMatch(/^[=@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/); }));
  fc.assert(fc.property(hostile, (cell) => { expect(formulaSafe(cell)).not.toMatch(/^[+-](?!\d+(?:[.,]\d+)*%?$)/); }));
});

test('numbers stay numbers', () => {
  expect(['-5', '+3.20', '-1,5', '12%'].map(formulaSafe)).toEqual(['-5', '+3.20', '-1,5', '12%']);
  expect(formulaSafe('-5+cmd')).toBe("'-5+cmd");
  expect(formulaSafe('\uFF1DSUM(A1)')).toBe("'\uFF1DSUM(A1)");
});
