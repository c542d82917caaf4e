/** Companies in use on the real engines: rules and words fold into companies with stable ids, and each merge and split is taken back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kind, MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { accountKey, companyOf, decideCompany, suggestParents, setParent, takeParentBack, explainCompany, foldCompanies, findCompanies, peopleOf, readChanges, readCompanyBook, refoldCompanies, undoChange } from '../index.ts';

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

const [erp, crm, french] = ['account:erp:10', 'account:crm:A', 'account:support:7'];
beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('companies', false);
  await bring('account', 'erp', [row('10', { name: 'ACME PUMPEN' }, { 'USt-IdNr.': 'DE811569869' })], at - 1000);
  await bring('account', 'crm', [row('A', { name: 'Acme Pumpen GmbH', country: 'Germany' }, { 'VAT number': '811569869' }), row('C', { name: 'Globex Retail', parent: 'A' })]);
  await bring('account', 'support', [row('7', { name: 'Acme Pumpen', country: 'France' })]);
}, 60_000);
afterAll(() => house.jobs.stop());

const companies = async (): Promise<string> => JSON.stringify(await Promise.all([erp, crm, french, 'account:crm:C'].map((key) => companyOf(store.state, key))));
const newestChange = async () => (await readChanges(store, { limit: 1 }))[0];

test('nothing is joined before somebody asks for it', async () => {
  await refoldCompanies(store, at);
  expect(await readCompanyBook(store)).toBeNull();
});

test('a word before that joins what it names and nothing else', async () => {
  await decideCompany(store, { a: crm, b: french, says: 'same', by: null, now: at });
  expect((await companyOf(store.state, crm)).records).toEqual([crm, french]);
  expect((await companyOf(store.state, erp)).records).toEqual([erp]);
  expect((await explainCompany(store, crm, erp)).apart).toBe('Accounts were not compared yet.');
  await undoChange(store, (await newestChange())?.id as number, null, at);
  expect((await companyOf(store.state, crm)).records).toEqual([crm]);
});

test('asked, records of one company are one, named by the record known first; again it changes nothing', async () => {
  expect(await foldCompanies(store, at)).toEqual({ merges: 1, splits: 0, records: 4 });
  expect(await companyOf(store.state, crm)).toEqual({ id: erp, records: [erp, crm] });
  expect((await readCompanyBook(store))?.parents).toMatchObject([{ child: 'account:crm:C', parent: crm }]);
  expect(await foldCompanies(store, at)).toEqual({ merges: 0, splits: 0, records: 4 });
  expect(await readChanges(store, { record: crm, limit: 1 })).toMatchObject([{ kind: 'merge', person: erp, parts: [[erp], [crm]], cause: 'run' }]);
});

test('why two records are one is told, and what keeps two apart', async () => {
  expect(await explainCompany(store, crm, erp)).toMatchObject({ same: true, path: [{ by: 'evidence', evidence: [{ comparison: 'registry id', level: 'vat DE' }] }] });
  expect(await explainCompany(store, crm, french)).toMatchObject({ same: false, path: [], apart: 'Countries differ: DE and FR.' });
  await expect(explainCompany(store, crm, 'account:crm:none')).rejects.toMatchObject({ code: 'not_found' });
});

test('a word outranks the rules, and taking back what it did takes the word back', async () => {
  const before = await companies();
  await decideCompany(store, { a: crm, b: french, says: 'same', by: 'ann@example.com', now: at });
  expect(await companyOf(store.state, erp)).toEqual({ id: erp, records: [erp, crm, french] });
  expect(await newestChange()).toMatchObject({ kind: 'merge', by: 'ann@example.com', cause: 'word' });
  expect((await explainCompany(store, erp, french)).path.map(({ by }) => by)).toEqual(['evidence', 'word']);
  await foldCompanies(store, at);
  expect((await companyOf(store.state, erp)).records).toHaveLength(3);
  await undoChange(store, (await newestChange())?.id as number, null, at);
  expect(await companies()).toBe(before);
});

test('a merge by rules that was taken back stays so, and comes back when that is taken back', async () => {
  const before = await companies();
  const merge = (await readChanges(store, { limit: 50 })).find(({ kind, cause }) => kind === 'merge' && cause === 'run');
  expect(await undoChange(store, merge?.id as number, null, at)).toHaveLength(2);
  expect((await companyOf(store.state, crm)).records).toEqual([crm]);
  await foldCompanies(store, at);
  expect((await companyOf(store.state, crm)).records).toEqual([crm]);
  expect((await findCompanies(store, 50)).apart).toContainEqual({ a: crm, b: erp, reason: 'somebody said so', detail: '' });
  await expect(undoChange(store, merge?.id as number, null, at)).rejects.toMatchObject({ code: 'conflict' });
  await undoChange(store, (await newestChange())?.id as number, null, at);
  expect(await companies()).toBe(before);
});

const parentOf = async (child: string): Promise<unknown[]> => (await readCompanyBook(store))?.parents.filter((edge) => edge.child === child && edge.until === undefined).map(({ parent, reason, by }) => [parent, reason, by]) ?? [];

test('a word on a parent outranks what records say, merges nothing, and what stood before stands again once it is taken back', async () => {
  const retail = 'account:crm:C';
  const [before, companiesBefore] = [await parentOf(retail), await companies()];
  expect(before).toEqual([[crm, 'parent id', null]]);
  expect(await setParent(store, { child: retail, parent: french, by: 'ann@example.com', now: at })).toEqual({ child: retail, parent: french, reason: 'somebody said so' });
  expect(await parentOf(retail)).toEqual([...before, [french, 'somebody said so', 'ann@example.com']]);
  expect(await explainCompany(store, retail, french)).toMatchObject({ same: false, apart: 'Somebody said that one is below the other.' });
  expect((await findCompanies(store, 50)).parents[0]).toEqual({ child: retail, parent: french, reason: 'somebody said so' });
  expect(await setParent(store, { child: retail, parent: null, by: null, now: at + 1 })).toEqual({ child: retail, parent: null, reason: 'somebody said so' });
  expect(await takeParentBack(store, retail, { by: null, now: at + 2 })).toEqual({ child: retail, parent: french, reason: 'somebody said so' });
  expect(await takeParentBack(store, retail, { by: null, now: at + 3 })).toEqual({ child: retail, parent: erp, reason: 'parent id' });
  expect([await parentOf(retail), await companies()]).toEqual([before, companiesBefore]);
  await expect(takeParentBack(store, retail, { by: null, now: at + 4 })).rejects.toMatchObject({ code: 'conflict' });
});

test('a circle, a company below itself, and accounts that nobody has are refused, and nothing is kept of them', async () => {
  const said = async (): Promise<number> => (await store.state.selectFrom('identity_decisions').selectAll().execute()).length;
  const before = await said();
  await expect(setParent(store, { child: erp, parent: 'account:crm:C', by: null, now: at + 5 })).rejects.toMatchObject({ code: 'conflict', message: `account:crm:C is itself below ${erp} (account:crm:C below ${erp}), and no company is below itself.`, todo: 'Change what is between them first, as in: hindcast accounts parent set account:crm:C none' });
  await expect(setParent(store, { child: crm, parent: erp, by: null, now: at + 5 })).rejects.toMatchObject({ code: 'conflict', message: `${crm} and ${erp} are one company.` });
  await expect(setParent(store, { child: crm, parent: crm, by: null, now: at + 5 })).rejects.toMatchObject({ code: 'bad_request' });
  await expect(setParent(store, { child: crm, parent: 'account:crm:none', by: null, now: at + 5 })).rejects.toMatchObject({ code: 'not_found' });
  expect(await said()).toBe(before);
});

test('words on companies change nothing for people, and words on nobody are refused', async () => {
  expect([...(await peopleOf(store, ['contact:crm:1'], at)).values()]).toEqual([{ id: 'contact:crm:1', records: ['contact:crm:1'] }]);
  expect((await store.state.selectFrom('identity_members').selectAll().execute())).toEqual([]);
  await expect(decideCompany(store, { a: crm, b: 'account:crm:none', says: 'same', by: null, now: at })).rejects.toMatchObject({ code: 'not_found' });
  await expect(decideCompany(store, { a: crm, b: crm, says: 'same', by: null, now: at })).rejects.toMatchObject({ code: 'bad_request' });
});

test('a parent is suggested by the names on one domain, until somebody says which it is, or that there is none', async () => {
  const [group, nordic, works] = ['account:crm:G', 'account:crm:GN', 'account:erp:77'];
  await bring('account', 'crm', [row('G', { name: 'Zalvendo AG', domain: 'zalvendo.example' }), row('GN', { name: 'Zalvendo Nordic Systems', domain: 'www.zalvendo.example' }), row('Twin', { name: 'Zalvendo Works', domain: 'else.example' })]);
  await bring('account', 'erp', [row('77', { name: 'Zalvendo Works', domain: 'zalvendo.example' })]);
  const suggested = async (child: string): Promise<unknown> => (await suggestParents(store, child, at + 70)).rows;
  const zalvendo = [{ id: group, name: 'Zalvendo AG', domain: 'zalvendo.example' }];
  expect([await suggested(nordic), await suggested(works), await suggested(group)]).toEqual([zalvendo, zalvendo, []]);
  await setParent(store, { child: nordic, parent: group, by: null, now: at + 60 });
  await setParent(store, { child: works, parent: null, by: null, now: at + 60 });
  expect([await suggested(nordic), await suggested(works)]).toEqual([[], []]);
  await takeParentBack(store, works, { by: null, now: at + 61 });
  expect(await suggested(works)).toEqual(zalvendo);
  await setParent(store, { child: group, parent: works, by: null, now: at + 62 });
  expect(await suggested(works), 'a circle is not suggested').toEqual([]);
});

test('an account is meant by its key, its id or its name; where several companies are called so, which ones is told', async () => {
  expect([await accountKey(store, 'account:crm:G'), await accountKey(store, ' GN '), await accountKey(store, 'zalvendo ag')]).toEqual(['account:crm:G', 'account:crm:GN', 'account:crm:G']);
  await expect(accountKey(store, 'Zalvendo Works')).rejects.toMatchObject({ code: 'conflict', todo: 'Name one of: account:crm:Twin, account:erp:77' });
  await decideCompany(store, { a: 'account:crm:Twin', b: 'account:erp:77', says: 'same', by: null, now: at + 63 });
  expect(await accountKey(store, 'Zalvendo Works')).toBe('account:crm:Twin');
  await expect(accountKey(store, 'Nobody Ltd')).rejects.toMatchObject({ code: 'not_found' });
});
