import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowed, allowedWithOthers, purposes, type LedgerEntry, type Purpose } from './index.ts';

const day = Date.parse('2026-05-01T00:00:00Z');
const entry = (sequence: number, subject: string, purpose: Purpose, statement: LedgerEntry['statement'], more: Partial<LedgerEntry> = {}): LedgerEntry =>
  ({ sequence, subject, purpose, statement, basis: 'consent', wording: null, source: 'test', saidOf: subject, at: '2026-04-01T00:00:00.000Z', expiresAt: null, by: null, ...more });
const may = (ledger: LedgerEntry[], purpose: Purpose, records = ['a'], person = 'a') => allowed(ledger, { person, records }, purpose, day).allowed;

test('records of a CRM may be kept, analysed and predicted from; acting on a person needs a grant', () => {
  expect(purposes.filter((purpose) => may([], purpose))).toEqual(['store', 'analyse', 'predict']);
  expect(may([entry(1, 'a', 'contact', 'grant')], 'contact')).toBe(true);
  expect(may([entry(1, 'a', 'contact', 'grant', { expiresAt: '2026-04-30T00:00:00.000Z' })], 'contact')).toBe(false);
});

test('an objection holds for all that rests on it, until a later grant', () => {
  const objected = [entry(1, 'a', 'store', 'object')];
  expect(purposes.some((purpose) => may(objected, purpose))).toBe(false);
  expect(may([...objected, entry(2, 'a', 'store', 'grant')], 'analyse')).toBe(true);
});

test('of somebody taken for the same person a no counts, and silence does not', () => {
  const verdict = (ledger: LedgerEntry[], purpose: Purpose) => allowedWithOthers(ledger, { person: 'a', records: ['a'] }, [{ person: 'v', records: ['v', 'w'] }], purpose, day);
  const granted = [entry(1, 'a', 'contact', 'grant')];
  expect(verdict(granted, 'contact').allowed).toBe(true);
  expect(verdict([...granted, entry(2, 'w', 'analyse', 'object')], 'analyse')).toEqual({ allowed: false, why: 'objected on 2026-04-01 as w' });
  expect(verdict([entry(1, 'w', 'analyse', 'object'), entry(2, 'w', 'analyse', 'grant', { saidOf: 'v' })], 'analyse').allowed).toBe(true);
  expect(verdict([entry(1, 'v', 'contact', 'grant')], 'contact').allowed).toBe(false);
});

test('the strictest of joined records decides; a grant said of the joined person ends for a record that leaves', () => {
  const ledger = [entry(1, 'b', 'analyse', 'object')];
  expect(may(ledger, 'analyse', ['a', 'b'])).toBe(false);
  expect(may(ledger, 'analyse', ['a'])).toBe(true);
  const granted = ['a', 'b'].map((subject, index) => entry(index, subject, 'contact', 'grant', { saidOf: 'a' }));
  expect(may(granted, 'contact', ['a', 'b'], 'a')).toBe(true);
  expect(may(granted, 'contact', ['b'], 'b')).toBe(false);
});

const said = fc.record({ subject: fc.constantFrom('a', 'b', 'c'), purpose: fc.constantFrom(...purposes), statement: fc.constantFrom('grant' as const, 'object' as const, 'withdraw' as const) });

test('joining records never allows what one of them refuses', () => {
  fc.assert(fc.property(fc.array(said, { maxLength: 15 }), fc.constantFrom(...purposes), (history, purpose) => {
    const ledger = history.map((one, index) => entry(index, one.subject, one.purpose, one.statement, { saidOf: 'a' }));
    const joined = may(ledger, purpose, ['a', 'b', 'c']);
    const each = ['a', 'b', 'c'].map((record) => may(ledger, purpose, [record]));
    expect(joined).toBe(each.every(Boolean));
  }), { numRuns: 2000 });
});
