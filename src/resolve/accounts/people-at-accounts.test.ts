import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsAt, membershipsOf, type PersonHistory } from './people-at-accounts.ts';
import { suggestAccount } from './suggest-account.ts';

const accountsOn = (domain: string): readonly string[] => ({ 'acme.com': ['acme'], 'group.com': ['g1', 'g2'], 'many.com': ['1', '2', '3', '4', '5', '6'] })[domain] ?? [];
const person = (told: Partial<PersonHistory>): PersonHistory => ({ person: 'p', states: [], groups: [], ...told });

test('a job change ends the one and begins the other', () => {
  const memberships = membershipsOf(person({ states: [{ knownAt: 30, account: 'nordwind', workDomain: '' }, { knownAt: 10, account: 'acme', workDomain: 'acme.com' }, { knownAt: 20, account: 'acme', workDomain: 'acme.com' }] }), accountsOn);
  expect(memberships.map(({ account, reason, from, until }) => [account, reason, from, until])).toEqual([['acme', 'account of the record', 10, 30], ['acme', 'work address', 10, 30], ['nordwind', 'account of the record', 30, null]]);
  expect([9, 10, 29, 30].map((asOf) => accountsAt(memberships, asOf))).toEqual([[], ['acme'], ['acme'], ['nordwind']]);
});

test('one person may be at several accounts', () => {
  const memberships = membershipsOf(person({ states: [{ knownAt: 1, account: 'acme', workDomain: 'group.com' }], groups: [{ group: 'g', account: 'nordwind', at: 5 }, { group: 'g', account: 'nordwind', at: 3 }] }), accountsOn);
  expect(accountsAt(memberships, 9)).toEqual(['acme', 'nordwind', 'g1', 'g2']);
  expect(memberships.find(({ account }) => account === 'nordwind')?.from).toBe(3);
});

test('a domain of many accounts tells none', () => expect(membershipsOf(person({ states: [{ knownAt: 1, account: '', workDomain: 'many.com' }] }), accountsOn)).toEqual([]));

test('the order of states and events is nothing', () => {
  const states = fc.uniqueArray(fc.record({ knownAt: fc.integer({ min: 0, max: 20 }), account: fc.constantFrom('', 'acme', 'nordwind'), workDomain: fc.constantFrom('', 'acme.com', 'group.com') }), { selector: (one) => one.knownAt, maxLength: 6 });
  const groups = fc.array(fc.record({ group: fc.constantFrom('g', 'h'), account: fc.constantFrom('acme', 'x'), at: fc.integer({ min: 0, max: 5 }) }), { maxLength: 5 });
  fc.assert(fc.property(states, groups, (some, events) => {
    expect(membershipsOf(person({ states: some.toReversed(), groups: events.toReversed() }), accountsOn)).toEqual(membershipsOf(person({ states: some, groups: events }), accountsOn));
  }));
});

test('a network is weak and expires; an address in a form outranks it', () => {
  const seen = { session: 's', at: 1000, networkDomain: 'acme.com', formDomain: '' };
  expect(suggestAccount(seen, accountsOn)).toEqual({ session: 's', account: 'acme', reason: 'network', weight: 1, knownAt: 1000, expiresAt: 1000 + 30 * 86_400_000 });
  expect(suggestAccount({ ...seen, formDomain: 'group.com' }, accountsOn)).toBeNull();
  expect(suggestAccount({ ...seen, networkDomain: 'group.com', formDomain: 'acme.com' }, accountsOn)).toMatchObject({ account: 'acme', reason: 'work address in a form' });
  expect(suggestAccount({ ...seen, networkDomain: '' }, accountsOn)).toBeNull();
});
