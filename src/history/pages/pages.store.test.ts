import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountRowSchema, workspaceSettingsSchema, type Kind, type MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { loadLog } from '../load/load-log.ts';
import { accountPage } from './account-page.ts';
import { accountDeal, accountRows } from './account-rows.ts';
import { dealPage } from './deal-page.ts';
import { searchStatement } from './statements.ts';

const engines = withEngines();
const day = (iso: string): number => Date.parse(`${iso}T09:00:00Z`);
const imported = day('2026-06-30');
const settings = workspaceSettingsSchema.parse({ wonStages: ['Won'], lostStages: ['Lost'], defaultCurrency: 'EUR' });
let store: Store;
let workspace: WorkspaceStore;

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('pages', false);
  await bring('account', [row('a1', { name: 'Borwood Tools', industry: 'Energy' }), row('a2', { name: 'Other Ltd' })]);
  await bring('contact', [row('c1', { name: 'Rosa Dahl', title: 'CFO', accountId: 'a1' })]);
  await bring('deal', [row('d1', { name: 'Pumps', accountName: 'borwood  tools', stage: 'Won', createdAt: day('2026-01-10'), closedAt: day('2026-03-01'), amount: 500_000 }), row('d2', { name: 'Valves', accountId: 'a2', stage: 'Proposal', createdAt: day('2026-02-01') })]);
  await bring('stage_change', [row('s1', { dealId: 'd1', stage: 'Proposal', at: day('2026-01-12') }), row('s2', { dealId: 'd1', stage: 'Won', fromStage: 'Proposal', at: day('2026-03-02') })]);
  await bring('activity', [
    row('x1', { dealId: 'd1', contactId: 'c1', type: 'Call', at: day('2026-02-01'), recordedAt: day('2026-02-10') }),
    row('x2', { accountId: 'a1', type: 'Visit', at: day('2026-02-15') }),
    row('x3', { dealId: 'd2', type: 'E-mail', at: day('2026-02-16') }),
  ]);
  await bring('invoice', [row('i1', { dealId: 'd1', at: day('2026-04-01'), amount: 250_000, currency: 'EUR' })]);
}, 60_000);
afterAll(() => store.jobs.stop());

const row = (recordId: string, fields: MappedRow['fields']): MappedRow => ({ recordId, line: 2, fields, attributes: {} });
let number = 0;

async function bring(kind: Kind, rows: readonly MappedRow[]): Promise<void> {
  number += 1;
  const batch = { id: number, knownAt: imported };
  await workspace.facts.insert(incomingTable(kind), incomingLines(kind, 'files', batch)(rows));
  await promoteBatch(workspace.facts, kind, batch);
  await dropArrived(workspace.facts, kind, batch.id);
  await workspace.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: imported, recorded_at: imported }]));
  await drainOutbox(workspace.state, workspace.facts);
}

async function pageOf(account: string, asOf: number) {
  const log = await loadLog(workspace.facts, settings, [imported], 'analyse');
  const shown = accountRows(log, asOf).find((candidate) => candidate.id === account);
  expect(accountRowSchema.safeParse(shown).success).toBe(true);
  if (!shown) throw new Error('the account is missing');
  return accountPage({ facts: workspace.facts, row: shown, records: [{ source: 'files', id: account }], others: [], deals: log.deals.filter((deal) => deal.accountId === account).map((deal) => accountDeal(deal, asOf)), asOf });
}

test('an account page tells what happened to it and to its deals, the deal found by the account name', async () => {
  const page = await pageOf('a1', imported);
  expect(page.timeline.map((entry) => entry.kind)).toEqual(['invoice', 'stage', 'won', 'activity', 'activity', 'stage', 'deal_created']);
  expect(page.people).toMatchObject([{ id: 'c1', name: 'Rosa Dahl', title: 'CFO', touches: 1, lastTouchAt: '2026-02-01T09:00:00.000Z', until: null }]);
  expect(page.account).toMatchObject({ wonDeals: 1, wonAmount: 5000, openDeals: 0, invoiced: 2500 });
});

test('on an earlier date nothing later is shown: no close, no invoice, no call before it was written down', async () => {
  const page = await pageOf('a1', day('2026-02-05'));
  expect(page.deals[0]).toMatchObject({ status: 'open', closedAt: null, amount: null });
  expect(page.timeline.map((entry) => entry.kind)).toEqual(['stage', 'deal_created']);
});

test('a deal page lists its stages and activities', async () => {
  const log = await loadLog(workspace.facts, settings, [imported], 'analyse');
  const deal = log.deals.find((candidate) => candidate.id === 'd1');
  if (!deal) throw new Error('the deal is missing');
  const page = await dealPage({ facts: workspace.facts, deal: accountDeal(deal, imported), answer: null, lossReason: null, attributes: {}, notes: [], touches: [], people: [], asOf: imported });
  expect(page.timeline.map((entry) => entry.kind)).toEqual(['stage', 'closed', 'activity', 'stage', 'created']);
});

test('search finds accounts and deals by a part of their name, in any case', async () => {
  const hits = await workspace.facts.query(searchStatement, { text: 'BORWOOD' });
  expect(hits.map((hit) => [hit.kind, hit.id])).toEqual(expect.arrayContaining([['account', 'a1'], ['deal', 'd1']]));
});
