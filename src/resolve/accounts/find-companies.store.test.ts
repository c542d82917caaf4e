/** Accounts of two sources as they are in the real engines: further columns are found, contacts verify a domain, who refuses is not read. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kind, MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { findCompanies } from './find-companies.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
let house: Store;
let store: WorkspaceStore;
let batches = 0;

const row = (recordId: string, fields: MappedRow['fields'], attributes: MappedRow['attributes'] = {}): MappedRow => ({ recordId, line: 2, fields, attributes });

async function bring(kind: Kind, source: string, rows: readonly MappedRow[], knownAt = at): Promise<void> {
  batches += 1;
  const batch = { id: batches, knownAt };
  await store.facts.insert(incomingTable(kind), incomingLines(kind, source, batch)([...rows]));
  await promoteBatch(store.facts, kind, batch);
  await dropArrived(store.facts, kind, batch.id);
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: knownAt, recorded_at: knownAt }]));
  await drainOutbox(store.state, store.facts);
}

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('companies', false);
  await bring('account', 'erp', [row('10', { name: 'ACME PUMPEN' }, { 'USt-IdNr.': 'DE811569869' }), row('11', { name: 'Globex Pumps', domain: 'globex.com', country: 'US' })], at - 1000);
  await bring('account', 'crm', [row('A', { name: 'Acme Pumpen GmbH', country: 'Germany' }, { 'VAT number': '811569869' }), row('B', { name: 'Globex', domain: 'www.globex.com', country: 'USA' }), row('C', { name: 'Globex Retail', parent: 'B', domain: 'gmail.com' })]);
  await bring('contact', 'crm', [row('1', { name: 'Ann Lee', email: 'ann@globex.com', accountId: 'B' })]);
}, 60_000);
afterAll(() => house.jobs.stop());

test('records of two sources are joined, each with its reason', async () => {
  const answer = await findCompanies(store, 50);
  expect(answer).toMatchObject({ records: 5, companies: 3, parents: [{ child: 'account:crm:C', parent: 'account:crm:B', reason: 'parent id' }], unheeded: [{ key: 'account:crm:C', field: 'domain' }] });
  expect(answer.joined.map(({ id, records, joinedBy }) => [id, records.length, joinedBy.map(({ reason }) => reason)])).toEqual([['account:erp:10', 2, ['registry id']], ['account:erp:11', 2, ['verified domain']]]);
});

test('asking again says the same', async () => {
  expect(await findCompanies(store, 50)).toEqual(await findCompanies(store, 50));
});
