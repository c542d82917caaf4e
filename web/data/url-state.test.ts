import { expect, test } from 'vitest';
import { parseQuery, readAddress, scopeOf, scopeText, writeQuery } from './url-state.ts';

test('an address survives writing and reading', () => {
  const state = { on: '2026-11-20', scope: 'team:North & South~type:New: large', w: 'main', ids: 'a,b' };
  expect(readAddress(parseQuery(writeQuery(state)))).toEqual(state);
});

test('unknown and empty parts of an address are ignored', () => {
  expect(readAddress({ on: '', evil: '1', stage: 'Legal', __proto__: { w: 'x' } })).toEqual({ stage: 'Legal' });
  expect(writeQuery({})).toBe('');
});

test('a scope keeps its parts, whatever colons they hold', () => {
  const parts = { team: 'North', owner: 'Ann: Lee', dealType: 'Renewal' };
  expect(scopeOf(scopeText(parts))).toEqual(parts);
  expect(scopeText({})).toBeUndefined();
  expect(scopeOf(undefined)).toEqual({});
});
