import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, workspaceSettingsSchema } from '../model/index.ts';
import { asKnown } from './as-known.ts';
import { logAsOf } from './log-as-of.ts';
import type { DealLog } from './log.ts';
import { dealLog, verdictOf, type StageChange } from './load/deal-log.ts';
import type { Version } from '../store/index.ts';
import { deleted, removalsOf } from './removals.ts';
import { aDeal, aLog } from './testing.ts';

const settings = workspaceSettingsSchema.parse({ wonStages: ['Won'], lostStages: ['Lost'], defaultCurrency: 'EUR', reportingCurrency: 'EUR', rates: { USD: 0.9 } });
const verdict = verdictOf(settings);
const day = fc.integer({ min: 0, max: 60 }).map((one) => one * DAY_MS);
const stages = fc.constantFrom('A', 'B', 'Won', 'Lost');
const fields = fc.record({
  name: fc.constantFrom('Old', 'New', null), stage: fc.option(stages), amount: fc.option(fc.integer({ min: 0, max: 1e6 })), currency: fc.constantFrom('EUR', 'USD', null),
  owner: fc.constantFrom('x', 'y', null), closedAt: fc.option(day), accountId: fc.constantFrom('a', 'b', null), lossReason: fc.constantFrom('Price', null), nextStep: fc.constantFrom('call', null),
});
const versions = fc.uniqueArray(fc.record({ knownAt: day, fields }), { minLength: 1, maxLength: 6, selector: (one) => one.knownAt })
  .map((all): Version[] => [...all].sort((a, b) => a.knownAt - b.knownAt).map((one) => ({ recordId: 'd', source: 'files', attributes: {}, knownAt: one.knownAt, fields: { ...one.fields, createdAt: 0 } })));
const changes = fc.array(fc.record({ at: day, stage: stages }), { maxLength: 3 })
  .map((all): StageChange[] => all.sort((a, b) => a.at - b.at).map((one) => ({ ...one, fromStage: null, amountCents: null, currency: null, expectedCloseAt: null })));

const deal = (known: readonly Version[], moves: readonly StageChange[]) =>
  dealLog({ versions: known, changes: moves, touches: [], touchesOfAccount: (id) => (id === 'a' ? [3 * DAY_MS] : []), accountOf: (version) => ({ accountId: (version.fields['accountId'] as string | null) ?? null }) }, settings, verdict);
/** What is known of the deal, without what it was taken for on days before. */
const onDate = (known: readonly Version[], moves: readonly StageChange[], asOf: number) =>
  logAsOf(aLog({ deals: [deal(known, moves)] }), asOf).deals.map((shown) => ({ ...shown, earlier: undefined }));

test('a deal as of a date is the deal of the versions known by then, whatever later versions say', () => {
  fc.assert(fc.property(versions, changes, day, (all, moves, asOf) => {
    const known = all.filter((version, index) => index === 0 || version.knownAt <= asOf);
    expect(onDate(all, moves, asOf)).toEqual(onDate(known, moves, asOf));
  }), { numRuns: 3_000 });
});

test('an earlier date of a later date is the earlier date of everything', () => {
  fc.assert(fc.property(versions, changes, day, day, (all, moves, one, other) => {
    const [a, b] = one < other ? [one, other] : [other, one];
    const log = aLog({ deals: [deal(all, moves)] });
    expect(logAsOf(logAsOf(log, b), a)).toEqual(logAsOf(log, a));
  }), { numRuns: 3_000 });
});

test('a deleted record is gone from its deletion until it comes back, on every date and through every other date', () => {
  const marked = fc.tuple(versions, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
    .map(([all, marks]) => all.map((version, index): Version => (index > 0 && marks[index] ? { ...version, removed: true } : version)));
  fc.assert(fc.property(marked, day, day, (all, one, other) => {
    const [a, b] = one < other ? [one, other] : [other, one];
    const { told, removals } = removalsOf(all);
    const log = aLog({ deals: [deleted(deal(told, []), removals), aDeal({ id: 'other', createdAt: 0 })] });
    const isThere = (all.findLast((version) => version.knownAt <= b) ?? all[0])?.removed !== true;
    const bare = (one: DealLog) => ({ ...one, removals: undefined, earlier: undefined });
    const kept = logAsOf(aLog({ deals: [deal(told, []), aDeal({ id: 'other', createdAt: 0 })] }), b).deals;
    expect(logAsOf(log, b).deals.map(bare)).toEqual(kept.filter(({ id }) => id !== 'd' || isThere).map(bare));
    expect(logAsOf(logAsOf(log, b), a)).toEqual(logAsOf(log, a));
  }), { numRuns: 2_000 });
});

test('a deal of one version, or of versions that take nothing back, remembers nothing', () => {
  const version = (knownAt: number, amount: number): Version => ({ recordId: 'd', source: 'files', attributes: {}, knownAt, fields: { createdAt: 0, stage: 'A', amount, currency: 'EUR' } });
  expect(deal([version(1, 5)], []).earlier).toBeUndefined();
  const dated = deal([version(1, 5), version(2, 6)], []);
  expect(dated.earlier).toBeUndefined();
  expect(asKnown(dated, 1)).toBe(dated);
});
