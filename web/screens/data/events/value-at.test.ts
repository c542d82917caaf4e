import { expect, test } from 'vitest';
import { valueAt } from './value-at.ts';

test('a pointer finds its value, escapes included', () => {
  expect(valueAt('{"a":[{"b/c":1,"~":null}]}', '/a/0/b~1c')).toBe('1');
  expect(valueAt('{"a":[{"b/c":1,"~":null}]}', '/a/0/~0')).toBe('null');
  expect(valueAt('{"a":1}', '')).toBe('{"a":1}');
});

test('what is not there or is not JSON has no value', () => {
  expect(valueAt('{"a":1}', '/constructor')).toBeUndefined();
  expect(valueAt('{"a":', '/a')).toBeUndefined();
});
