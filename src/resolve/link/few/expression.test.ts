import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFor } from '../plan.ts';
import { editsBetween, slipsBetween } from './edits.ts';
import { readExpression } from './expression.ts';
import { columnsOfEveryKind } from './testing.ts';
import { readPlan } from './read-plan.ts';

describe('an SQL expression over one row', () => {
  test.each([
    ['1 + 2 * 3 - 4', 3], ["a = 'x' AND NOT b = 'y' OR c > 2", true], ['c BETWEEN 3 AND 5', true], ['-c * 2 <= 0 - 5', true], ["(a = '') != (b = '')", false],
    ["CASE WHEN a = '' THEN 0 WHEN c % 2 = 1 THEN 2 ELSE 1 END", 2], ["CAST(concat(a, '''', b) AS String)", "x'z"], ['intDiv(7, 2)', 3], ['least(a, b)', 'x'], ["length(replaceRegexpAll('a1b22', '[0-9]', ''))", 2],
    ["common(words('of the firm'), words('the firm of the king'))", 3], ["singled('aabbc')", 'abc'],
  ])('%s', (text, expected) => {
    expect(readExpression(text)({ a: 'x', b: 'z', c: 5 })).toBe(expected);
  });

  test('that is not known is refused, and so is a column that is not there', () => {
    for (const text of ['sleep(3)', '1 +', '1 2', 'CASE 1 END', 'a ; b', '(1', "'open"]) expect(() => readExpression(text)).toThrow(RangeError);
    expect(() => readExpression('nobody')({})).toThrow(RangeError);
  });

  test('of a plan over any kind of column can be read', () => {
    for (const columns of columnsOfEveryKind) expect(readPlan(planFor(columns)).comparisons.length).toBeGreaterThan(10);
  });
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

test('edits are a distance, and one slip is one edit or a swap of neighbours', () => {
  fc.assert(fc.property(word, word, word, (a, b, c) => {
    expect(editsBetween(a, b)).toBe(editsBetween(b, a));
    expect(editsBetween(a, b)).toBeLessThanOrEqual(editsBetween(a, c) + editsBetween(c, b));
    const swapped = Array.from({ length: Math.max(0, a.length - 1) }, (_, at) => `${a.slice(0, at)}${a[at + 1]}${a[at]}${a.slice(at + 2)}`);
    expect(slipsBetween(a, b) <= 1).toBe(editsBetween(a, b) <= 1 || swapped.includes(b));
  }));
});
