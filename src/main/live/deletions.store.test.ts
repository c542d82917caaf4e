import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { exportWorkspace } from '../../act/index.ts';
import { findImport, plansOfExport, readManifest, readMapped, runImport, undoImport } from '../../acquire/index.ts';
import { accountPage, loadLog, logAsOf, missingRecord, searchStatement, type Log } from '../../history/index.ts';
import { systemPrincipal, workspaceSettingsSchema, type Receipt } from '../../model/index.ts';
import { FactsEraser, findPersonRecordsAnywhere, listPeople, type WorkspaceStore } from '../../store/index.ts';
import { createImport } from '../create-import.ts';
import { tableStats } from '../table-stats.ts';
import { withLiveSources, type OpenedLive } from './testing.ts';

const { folder, opened, parts } = withLiveSources();

const schemas = [
  { type: 'SCHEMA', stream: 'deals', key_properties: ['id'], schema: { properties: { id: {}, dealname: {}, dealstage: {}, amount: {}, createdate: {}, account_id: {} } } },
  { type: 'SCHEMA', stream: 'accounts', key_properties: ['id'], schema: { properties: { id: {}, account_name: {}, industry: {}, website: {}, billing_country: {} } } },
  { type: 'SCHEMA', stream: 'contacts', key_properties: ['id'], schema: { properties: { id: {}, full_name: {}, email: {}, account_id: {} } } },
  { type: 'SCHEMA', stream: 'calls', key_properties: ['id'], schema: { properties: { id: {}, deal_id: {}, type: {}, activity_date: {}, subject: {} } } },
];
const record = (stream: string, values: object): object => ({ type: 'RECORD', stream, record: values });
const deal = (id: number, more: object = {}): object => record('deals', { id: `D-${id}`, dealname: `Deal ${id}`, dealstage: 'Proposal', amount: 100 + id, createdate: '2026-01-05T10:00:00Z', account_id: `A-${1 + (id % 2)}`, ...more });
const call = (id: number, more: object = {}): object => record('calls', { id: `T-${id}`, deal_id: `D-${id}`, type: 'Call', activity_date: '2026-02-01T10:00:00Z', subject: `Call ${id}`, ...more });
const gone = { _sdc_deleted_at: '2026-03-01T00:00:00Z' };
const whole = [
  ...schemas, ...Array.from({ length: 30 }, (_, n) => deal(n + 1)), record('accounts', { id: 'A-1', account_name: 'Borwood Tools', industry: 'Tools', website: 'borwood.example', billing_country: 'Germany' }), record('accounts', { id: 'A-2', account_name: 'Kestrel Pumps', industry: 'Pumps', website: 'kestrel.example', billing_country: 'France' }),
  record('contacts', { id: 'C-1', full_name: 'Ivo Brandt', email: 'ivo@example.com', account_id: 'A-1' }), record('contacts', { id: 'C-2', full_name: 'Rosa Dahl', email: 'rosa@example.com', account_id: 'A-2' }),
  ...Array.from({ length: 30 }, (_, n) => call(n + 1)),
];

async function* lines(messages: readonly object[]): AsyncIterable<Uint8Array> {
  yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n'));
}
/** What a run told, with the receipt of its last import and a moment at which all of it is known. */
async function load({ live, workspace }: OpenedLive, messages: readonly object[]): Promise<{ importId: string; receipt: Receipt; at: number }> {
  const run = await live.load({ format: 'singer', source: 'crm', input: lines(messages) }, systemPrincipal);
  expect(run.error).toBeNull();
  const importId = run.imports.at(-1) as string;
  const at = Date.now();
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  return { importId, receipt: (await findImport(workspace.state, importId)).receipt as Receipt, at };
}
const logOf = ({ facts }: WorkspaceStore): Promise<Log> => loadLog(facts, workspaceSettingsSchema.parse({}), [], 'analyse');
const has = (log: Log, at: number, id: string): boolean => logAsOf(log, at).deals.some((one) => one.id === id);
const removedIn = ({ tables }: Receipt): Record<string, number> => Object.fromEntries(tables.filter(({ rowsRemoved }) => rowsRemoved > 0).map(({ kind, rowsRemoved }) => [kind, rowsRemoved]));
const viewed = async ({ facts }: WorkspaceStore, view: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const block of facts.stream(`SELECT record_id FROM ${view} ORDER BY record_id`, {})) for (const [id] of block) ids.push(String(id));
  return ids;
};

test('a deletion counts from its day on: everywhere now, in no answer before it; it is undone, taken back and told once', async () => {
  const opens = await opened('deletions');
  const { workspace } = opens;
  const { facts } = workspace;
  const first = await load(opens, whole);
  expect(removedIn(first.receipt)).toEqual({});

  const second = await load(opens, [...schemas, deal(3, gone), deal(99, gone), call(3, gone), record('accounts', { id: 'A-2', ...gone }), record('contacts', { id: 'C-2', ...gone })]);
  expect(removedIn(second.receipt)).toEqual({ deal: 1, activity: 1, account: 1, contact: 1 });
  expect(second.receipt.tables.map(({ difference }) => difference)).toEqual([0, 0, 0, 0]);
  const log = await logOf(workspace);
  expect([has(log, first.at, 'D-3'), has(log, second.at, 'D-3'), has(log, second.at, 'D-4'), has(log, second.at, 'D-99')]).toEqual([true, false, true, false]);
  expect(logAsOf(logAsOf(log, second.at), first.at)).toEqual(logAsOf(log, first.at));
  expect(logAsOf(log, second.at).accounts.map(({ id }) => id)).toEqual(['A-1']);
  expect([await viewed(workspace, 'accounts'), await viewed(workspace, 'contacts'), (await viewed(workspace, 'deals')).length, (await viewed(workspace, 'activities')).length]).toEqual([['A-1'], ['C-1'], 29, 29]);
  expect((await listPeople(facts, { search: '', refusedOnly: false, after: null, limit: 10 })).map(({ name }) => name)).toEqual(['Ivo Brandt']);
  expect(await facts.query(searchStatement, { text: 'Deal 3' })).toEqual([expect.objectContaining({ id: 'D-30' })]);
  expect((await tableStats(facts, second.at)).map(({ kind, rows }) => [kind, rows])).toEqual(expect.arrayContaining([['deal', 29], ['account', 1], ['contact', 1], ['activity', 29]]));
  expect((await missingRecord(facts, 'deal', 'D-3', second.at)).message).toBe(`The deal "D-3" was deleted in crm on ${new Date(second.at).toISOString().slice(0, 10)}.`);
  expect((await missingRecord(facts, 'deal', 'D-99', second.at)).message).toContain('There is no deal');
  const page = (at: number) => accountPage({ facts, row: { id: 'A-2' } as never, records: [{ source: 'crm', id: 'A-2' }], others: [], deals: [{ id: 'D-3', name: null, status: 'open', stage: null, amountCents: null, currency: null, createdAt: null, closedAt: null, accountId: null }], asOf: at });
  const [before, after] = [await page(first.at), await page(second.at)];
  expect([before.people.length, before.timeline.length, after.people.length, after.timeline.length]).toEqual([1, 1, 0, 0]);

  const again = await load(opens, [...schemas, deal(3, gone), call(3, gone)]);
  expect([removedIn(again.receipt), again.receipt.tables.map(({ rowsUnchanged }) => rowsUnchanged)]).toEqual([{}, [1, 1]]);
  const back = await load(opens, [...schemas, deal(3)]);
  expect(back.receipt.tables[0]).toMatchObject({ rowsChanged: 1, rowsRemoved: 0 });
  const returned = await logOf(workspace);
  expect([first, second, again, back].map(({ at }) => has(returned, at, 'D-3'))).toEqual([true, false, false, true]);

  await undoImport(workspace, back.importId, Date.now());
  expect(has(await logOf(workspace), back.at, 'D-3')).toBe(false);
  await undoImport(workspace, second.importId, Date.now());
  const restored = await logOf(workspace);
  expect([has(restored, second.at, 'D-3'), has(restored, back.at, 'D-3'), await viewed(workspace, 'contacts')]).toEqual([true, true, ['C-1', 'C-2']]);

  await load(opens, [...schemas, record('contacts', { id: 'C-2', ...gone })]);
  const eraser = await FactsEraser.open(facts, { records: [{ key: 'contact:crm:C-2', kind: 'contact', source: 'crm', recordId: 'C-2' }], sources: [], pattern: null });
  expect(await eraser.eraseRecords()).toContainEqual({ what: 'contacts', rows: 3 });
  await eraser.close();
  expect(await findPersonRecordsAnywhere(facts, ['C-2'])).toEqual([]);
});

test('an export tells deletions, and its import knows them of the same day', async () => {
  const opens = await opened('told');
  const first = await load(opens, whole);
  const second = await load(opens, [...schemas, deal(3, gone)]);
  const target = await mkdtemp(path.join(folder(), 'export-'));
  await exportWorkspace(opens.workspace, target, () => undefined);
  const tables = await Promise.all((await readdir(target, { recursive: true })).filter((file) => file.endsWith('deals.csv')).map((file) => readFile(path.join(target, file), 'utf8')));
  expect(tables.join('').match(/^D-3,true,/gm)).toHaveLength(1);

  const { workspace } = await opened('brought');
  const manifest = await readManifest(target);
  for (const plan of plansOfExport(target, manifest as NonNullable<typeof manifest>)) {
    const importId = await createImport(workspace, plan, { paths: [] }, null, Date.now(), parts().newId);
    await runImport(importId, { workspace, system: parts().store.system, now: Date.now, signal: new AbortController().signal, progress: async () => undefined, findRepairs: async () => [], undoDays: 30, read: (of, table) => readMapped(table, { plan: of }) });
  }
  const log = await logOf(workspace);
  expect([has(log, first.at, 'D-3'), has(log, second.at, 'D-3'), logAsOf(log, second.at).deals.length]).toEqual([true, false, 29]);
});

test('a column that a person names tells deletions; without a key, or before anything is held, they say nothing', async () => {
  const { live, workspace } = await opened('named');
  await live.create({ name: 'crm', kind: 'singer', settings: { 'deleted.deals': 'is_gone' } }, systemPrincipal);
  const early = await live.load({ format: 'singer', source: 'crm', input: lines([...schemas, deal(1, { is_gone: true })]) }, systemPrincipal);
  expect(early).toMatchObject({ state: 'done', taken: 0 });
  await live.load({ format: 'singer', source: 'crm', input: lines([...schemas, ...Array.from({ length: 30 }, (_, n) => deal(n + 1, { is_gone: false }))]) }, systemPrincipal);
  const run = await live.load({ format: 'singer', source: 'crm', input: lines([...schemas, deal(1, { is_gone: 'false' }), deal(2, { is_gone: true }), deal(4, gone)]) }, systemPrincipal);
  expect(run).toMatchObject({ state: 'done', taken: 2 });
  const keyless = await live.load({ format: 'singer', source: 'crm', input: lines([{ ...schemas[3], key_properties: [], stream: 'visits' }, ...Array.from({ length: 30 }, (_, n) => record('visits', { deal_id: `D-${n}`, type: 'Visit', activity_date: '2026-02-01', subject: 'x' })), record('visits', { deal_id: 'D-1', ...gone })]) }, systemPrincipal);
  expect(keyless).toMatchObject({ rejected: 1 });
  expect((await viewed(workspace, 'deals')).filter((id) => ['D-1', 'D-2', 'D-4'].includes(id))).toEqual(['D-1', 'D-4']);
});
