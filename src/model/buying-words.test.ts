import { expect, test } from 'vitest';
import { gapWords, gapsOf, roleWords, rolesIn, suggestedByTitle } from './buying-words.ts';

test('the words of CRMs and surveys are the roles they mean; others stay as they are, under "other"', () => {
  const named = (text: string): string => rolesIn(text).map(({ role }) => role).join(' ');
  expect(['BLOCKER', 'BUDGET_HOLDER', 'CHAMPION', 'DECISION_MAKER', 'END_USER', 'EXECUTIVE_SPONSOR', 'INFLUENCER', 'LEGAL_AND_COMPLIANCE', 'OTHER'].map(named)).toEqual(['blocker', 'economic_buyer', 'champion', 'decision_maker', 'user', 'executive_sponsor', 'influencer', 'legal', 'other']);
  expect(['Business User', 'Decision Maker', 'Economic Buyer', 'Economic Decision Maker', 'Evaluator', 'Executive Sponsor', 'Influencer', 'Technical Buyer', 'Other'].map(named)).toEqual(['user', 'decision_maker', 'economic_buyer', 'economic_buyer', 'technical_evaluator', 'executive_sponsor', 'influencer', 'technical_evaluator', 'other']);
  expect(named('DECISION_MAKER;CHAMPION')).toBe('decision_maker champion');
  expect(rolesIn('Entscheider, Einkauf, Knows everybody')).toEqual([{ role: 'decision_maker', words: 'Entscheider' }, { role: 'purchasing', words: 'Einkauf' }, { role: 'other', words: 'Knows everybody' }]);
  expect(rolesIn(' ; ')).toEqual([]);
});

test('a title suggests a role or none', () => {
  expect(['CFO', 'Head of Purchasing', 'IT Architect', 'Managing Director', 'Legal Counsel', 'Head of Digital', 'Merchant', null].map(suggestedByTitle)).toEqual(['economic_buyer', 'purchasing', 'technical_evaluator', 'executive_sponsor', 'legal', null, null, null]);
});

test('what is missing is said plainly, and nothing where nothing is', () => {
  const has = (role: Parameters<typeof gapsOf>[0][number]['roles'][number]['role'], standing = 'has') => ({ role, standing });
  const one = gapsOf([{ isNamed: true, roles: [has('champion'), has('decision_maker', 'outranked')] }, { isNamed: false, roles: [] }]);
  expect(one).toEqual({ named: 1, missing: ['economic_buyer', 'decision_maker', 'technical_evaluator', 'user'] });
  expect(gapWords(one)).toEqual(['One contact only: nobody else is named with this deal.', 'Nobody is known as: economic buyer, decision maker, technical evaluator, user.']);
  expect(gapWords({ named: 2, missing: [] })).toEqual([]);
});

test('a role is told with who says it, and where sources disagree with who says no', () => {
  const day = (iso: string): string => iso.slice(0, 10);
  const [word, record] = [{ says: 'has_not', from: 'word' as const, words: null, by: 'ann@example.com', at: '2026-03-02' }, { says: 'has', from: 'record' as const, words: 'Blocker', by: 'crm', at: '2026-02-01' }];
  expect(roleWords({ role: 'blocker', standing: 'has_not', from: 'word', outrankedBy: [], claims: [word, record] }, day)).toBe('Not blocker (ann@example.com, 2026-03-02: no; a record in crm, "Blocker", 2026-02-01: yes)');
  expect(roleWords({ role: 'decision_maker', standing: 'outranked', from: 'record', outrankedBy: ['Ole Berg'], claims: [record] }, day)).toBe('Decision maker does not count: a stronger source names Ole Berg (a record in crm, "Blocker", 2026-02-01)');
  expect(roleWords({ role: 'user', standing: 'has', from: 'word', outrankedBy: [], claims: [{ ...word, says: 'has', by: null }] }, day)).toBe('User (a user, 2026-03-02)');
});
