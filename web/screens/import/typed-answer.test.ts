import { expect, test } from 'vitest';
import { typed } from './typed-answer.ts';

test('an answer keeps the type of what was filled in', () => {
  expect(typed(' Closed Won, Signed ,', ['Closed Won'])).toEqual(['Closed Won', 'Signed']);
  expect(typed('4', 1)).toBe(4);
  expect(typed('April', 1)).toBe(1);
  expect(typed(' EUR ', null)).toBe('EUR');
  expect(typed('  ', 'EUR')).toBeNull();
});
