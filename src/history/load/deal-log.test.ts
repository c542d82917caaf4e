import { expect, test } from 'vitest';
import { workspaceSettingsSchema } from '../../model/index.ts';
import { entryAt } from '../entry-at.ts';
import { logAsOf } from '../log-as-of.ts';
import { aLog } from '../testing.ts';
import { dealLog, verdictOf, type StageChange } from './deal-log.ts';
import type { Version } from '../../store/index.ts';

const settings = workspaceSettingsSchema.parse({ wonStages: ['Closed Won'], lostStages: ['Closed Lost'], defaultCurrency: 'EUR' });
const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const imported = day('2026-06-30');

const version = (fields: Version['fields'], knownAt = imported, attributes: Record<string, string> = {}): Version =>
  ({ recordId: 'd1', source: 'files', knownAt, fields: { createdAt: day('2026-01-10'), ...fields }, attributes });
const change = (at: string, stage: string, amountCents: number | null = null): StageChange =>
  ({ at: day(at), stage, fromStage: null, amountCents, currency: 'EUR', expectedCloseAt: null });
const fold = (versions: Version[], changes: StageChange[] = []) =>
  dealLog({ versions, changes, touches: [], touchesOfAccount: () => [], accountOf: () => ({ accountId: null }) }, settings, verdictOf(settings));

test('an amount without a date is known from the data date of its import, not before', () => {
  expect(fold([version({ stage: 'Proposal', amount: 5000 })]).amountCents).toEqual([{ at: imported, value: 5000 }]);
});

test('a stage change that carries an amount dates it', () => {
  const log = fold([version({ amount: 9000 })], [change('2026-02-01', 'Proposal', 5000), change('2026-03-01', 'Proposal', 9000)]);
  expect(log.amountCents).toEqual([{ at: day('2026-02-01'), value: 5000 }, { at: day('2026-03-01'), value: 9000 }]);
});

test('the outcome is known when the change into the final stage was recorded, though the rep typed an earlier close date', () => {
  const log = fold([version({ stage: 'Closed Won', closedAt: day('2026-03-31') })], [change('2026-02-01', 'Proposal'), change('2026-04-05', 'Closed Won')]);
  expect(log.outcome).toEqual({ kind: 'won', at: day('2026-04-05'), closedAt: day('2026-03-31') });
});

test('without changes the close date stands for both, and an outcome without any date has none', () => {
  expect(fold([version({ stage: 'closed lost', closedAt: day('2026-03-31') })]).outcome).toEqual({ kind: 'lost', at: day('2026-03-31'), closedAt: day('2026-03-31') });
  expect(fold([version({ stage: 'Closed Lost' })]).outcome).toEqual({ kind: 'lost', at: null, closedAt: null });
});

test('a deal that was opened again has no outcome', () => {
  const log = fold([version({ stage: 'Proposal' })], [change('2026-02-01', 'Closed Lost'), change('2026-03-01', 'Proposal')]);
  expect(log.outcome).toBeNull();
});

test('before it was opened again it was over, whatever is known of it now', () => {
  const changes = [change('2026-02-01', 'Closed Lost'), change('2026-03-01', 'Proposal'), change('2026-04-01', 'Closed Won')];
  const log = aLog({ deals: [fold([version({ stage: 'Closed Won' })], changes)] });
  const outcomeOn = (iso: string) => logAsOf(log, day(iso)).deals[0]?.outcome?.kind ?? null;
  expect(['2026-01-20', '2026-02-10', '2026-03-10', '2026-04-10'].map(outcomeOn)).toEqual([null, 'lost', null, 'won']);
  expect(logAsOf(logAsOf(log, day('2026-03-10')), day('2026-02-10'))).toEqual(logAsOf(log, day('2026-02-10')));
});

test('a deal that was opened again, and that an import calls won without a date, is open until that import', () => {
  const log = aLog({ deals: [fold([version({ stage: 'Closed Won' })], [change('2026-02-01', 'Closed Lost'), change('2026-03-01', 'Proposal')])] });
  const outcomeOn = (at: number) => logAsOf(log, at).deals[0]?.outcome?.kind ?? null;
  expect([day('2026-01-20'), day('2026-02-10'), day('2026-03-10'), imported].map(outcomeOn)).toEqual([null, 'lost', null, 'won']);
});

test('names and the reason for a loss are those of their day', () => {
  const later = day('2026-07-31');
  const log = aLog({ deals: [fold([version({ name: 'Old', stage: 'Closed Lost', closedAt: day('2026-03-31') }), version({ name: 'New', stage: 'Closed Lost', closedAt: day('2026-03-31'), lossReason: 'Price' }, later)])] });
  const nameOn = (at: number) => logAsOf(log, at).deals[0]?.name;
  const reasonOn = (at: number) => entryAt(logAsOf(log, at).deals[0]?.lossReason ?? [], at)?.value ?? null;
  expect([day('2026-05-01'), imported, later].map(nameOn)).toEqual(['Old', 'Old', 'New']);
  expect([day('2026-05-01'), imported, later].map(reasonOn)).toEqual([null, null, 'Price']);
});

test('a deal that ended on a day nobody wrote down is known from its import on', () => {
  const log = aLog({ deals: [fold([version({ stage: 'Closed Lost' })])] });
  expect(logAsOf(log, day('2026-03-01')).deals).toEqual([]);
  expect(logAsOf(log, imported).deals[0]?.outcome?.kind).toBe('lost');
});

test('the close date of an open deal is what the rep expects', () => {
  expect(fold([version({ stage: 'Proposal', closedAt: day('2026-09-30') })]).expectedCloseAt).toEqual([{ at: imported, value: day('2026-09-30') }]);
});

test('a second version adds an entry where a value changed and none where it did not', () => {
  const later = day('2026-07-31');
  const log = fold([version({ stage: 'Proposal', amount: 100, owner: 'Ann' }), version({ stage: 'Proposal', amount: 200, owner: 'Ann' }, later)]);
  expect(log.amountCents.map((entry) => entry.value)).toEqual([100, 200]);
  expect(log.owner).toHaveLength(1);
});

test('only declared stable columns may be used from creation on; all other cells are undated', () => {
  const log = fold([version({ product: 'Pumps', owner: 'Ann', nextStep: 'call' }, imported, { Tags: 'hot' })]);
  expect(log.stable).toEqual({ product: 'Pumps' });
  expect(log.undated[0]?.value).toEqual({ owner: 'Ann', nextStep: 'call', Tags: 'hot' });
});
