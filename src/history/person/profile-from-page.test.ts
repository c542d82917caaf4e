import { expect, test } from 'vitest';
import { personPage } from '../../model/answers/testing.ts';
import { profileFromPage } from './profile-from-page.ts';

const [first] = personPage.facts;
const fact = (record: string, field: string, value: string, knownAt: string, further = false) => ({ ...first as typeof personPage.facts[number], record, field, value, knownAt, further });

test('a page becomes a profile: ids, traits, attributes, the account, and what was said of each purpose', () => {
  const profile = profileFromPage(personPage);
  expect(profile).toMatchObject({
    id: 'contact:crm:C-1', ids: [{ kind: 'contact', source: 'crm', value: 'C-1' }, { kind: 'lead', source: 'web', value: 'L-7' }],
    traits: { name: 'Rosa Dahl', email: 'rosa.dahl@example.com', title: 'Buyer' }, custom: { Newsletter: 'yes' }, accounts: [{ id: 'A-1', name: 'Acme GmbH' }],
  });
  expect(profile.consents).toMatchObject([{ purpose: 'share', state: 'denied', wording: 'No, not for this.', basis: 'consent', at: '2026-11-02T09:00:00.000Z' }]);
});

test('of two values the last known is the trait, and the other is kept', () => {
  const facts = [fact('contact:crm:C-1', 'email', 'old@example.com', '2026-01-01'), fact('lead:web:L-7', 'email', 'new@example.com', '2026-02-01'), fact('contact:crm:C-1', 'security', 'badge 4', '2026-01-01', true), fact('contact:crm:C-1', 'Plan', 'a', '2026-01-01', true), fact('lead:web:L-7', 'Plan', 'b', '2026-02-01', true)];
  expect(profileFromPage({ ...personPage, facts })).toMatchObject({ traits: { email: 'new@example.com' }, custom: { email: 'old@example.com', Plan: 'b', 'contact:crm:C-1 Plan': 'a', 'contact:crm:C-1 security': 'badge 4' } });
});

test('a grant that no longer holds is none', () => {
  const entry = { ...personPage.ledger[0] as typeof personPage.ledger[number], statement: 'grant' as const };
  const state = (allowed: boolean) => profileFromPage({ ...personPage, ledger: [entry], purposes: personPage.purposes.map((one) => ({ ...one, allowed })) }).consents[0]?.state;
  expect([state(true), state(false)]).toEqual(['granted', 'revoked']);
});
