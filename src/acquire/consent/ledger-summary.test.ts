import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../model/index.ts';
import { ledgerSummary } from './ledger-summary.ts';

const now = Date.parse('2026-11-20T09:00:00.000Z');
let sequence = 0;
const entry = (change: Partial<LedgerEntry>): LedgerEntry => ({ sequence: (sequence += 1), subject: 'contact:crm:C-1', purpose: 'contact', statement: 'grant', basis: 'consent', wording: null, source: 'a form', saidOf: 'contact:crm:C-1', at: '2026-11-01T00:00:00.000Z', expiresAt: null, by: null, ...change });

test('statements are counted by month and purpose, the last month first', () => {
  const { months } = ledgerSummary([entry({ at: '2026-10-02T00:00:00.000Z' }), entry({}), entry({ statement: 'withdraw' }), entry({ purpose: 'analyse', statement: 'object' })], now);
  expect(months).toEqual([
    { month: '2026-11', purpose: 'analyse', granted: 0, objected: 1, withdrawn: 0 }, { month: '2026-11', purpose: 'contact', granted: 1, objected: 0, withdrawn: 1 }, { month: '2026-10', purpose: 'contact', granted: 1, objected: 0, withdrawn: 0 },
  ]);
});

test('each wording says how often it was shown or said, and from when to when', () => {
  const { wordings } = ledgerSummary([entry({ wording: 'v1', at: '2026-09-01T00:00:00.000Z' }), entry({ wording: 'v2' }), entry({ wording: 'v1', at: '2026-11-02T00:00:00.000Z' }), entry({})], now);
  expect(wordings).toEqual([{ wording: 'v1', entries: 2, firstAt: '2026-09-01T00:00:00.000Z', lastAt: '2026-11-02T00:00:00.000Z' }, { wording: 'v2', entries: 1, firstAt: '2026-11-01T00:00:00.000Z', lastAt: '2026-11-01T00:00:00.000Z' }]);
});

test('a grant ends soon only while it is the last word', () => {
  const soon = { expiresAt: '2026-12-01T00:00:00.000Z' };
  const ends = (...ledger: LedgerEntry[]): number => ledgerSummary(ledger, now).endingSoon;
  expect([ends(entry(soon)), ends(entry(soon), entry({ statement: 'withdraw' })), ends(entry({ expiresAt: '2027-06-01T00:00:00.000Z' })), ends(entry({ expiresAt: '2026-11-01T00:00:00.000Z' })), ends(entry(soon), entry({ ...soon, purpose: 'share' }))]).toEqual([1, 0, 0, 0, 2]);
});
