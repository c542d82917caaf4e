import { appendFile, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngines, type Engines } from '../engines/index.ts';
import { temporaryFolder, withEngines } from '../engines/testing.ts';
import { putInOutbox } from '../outbox.ts';
import { Store } from '../store.ts';
import { backup, restore } from './index.ts';

const engines = withEngines();
let folder: string;
beforeAll(async () => { folder = await temporaryFolder(); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const silent = (): void => undefined;
const storeOver = (over: Engines): Promise<Store> => Store.open({ engines: over, now: () => 1_700_000_000_000, newId: randomUUID, worker: 'test', log: silent });

async function everything(over: Engines, name: string): Promise<unknown> {
  const facts = over.facts(name);
  const rows: unknown[] = [];
  for (const table of ['batches', 'decisions', 'deals_versions']) {
    for await (const piece of facts.stream(`SELECT *, tuple(*) FROM ${table} ORDER BY ALL`, {})) rows.push(...piece);
  }
  const pool = over.postgres(name);
  const notes = await pool.query('SELECT * FROM notes ORDER BY id');
  const counters = await pool.query("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1");
  return { rows, notes: notes.rows, counters: counters.rows };
}

async function fill(store: Store, name: string): Promise<void> {
  const workspace = await store.createWorkspace(name, name === 'demo');
  await workspace.facts.insert('batches', [{ batch_id: 7, import_id: 'i', fact: 'commit', known_at: 1_700_000_000_000, recorded_at: 1_700_000_000_000 }]);
  const deal = { record_id: "d'1\n\n;", source: 'crm', batch_id: 7, known_at: 1_700_000_000_000, line: 0x0a0a, attributes: { 'odd \\ name': 'täxt' } };
  await workspace.facts.insert('deals_versions', [deal, { ...deal, record_id: 'd2' }]);
  await workspace.facts.insert('deals_versions', [{ ...deal, record_id: 'under way', batch_id: 8 }]);
  await workspace.state.transaction().execute((transaction) => putInOutbox(transaction, 'decisions', [{ decision_id: 'waiting', occurred_at: 1_700_000_000_000 }]));
  await store.engines.postgres(name).query("INSERT INTO notes SELECT * FROM jsonb_populate_record(NULL::notes, $1)", [noteOf()]);
}

const noteOf = (): string => JSON.stringify({ id: '9f1b9f86-6f6a-4bb0-9d6c-000000000001', deal_id: 'd1', body: 'tab\t newline\n backslash \\ "quoted"', by_user: null, at: '2024-01-01T00:00:00Z', created_at: '2024-01-01T00:00:00Z' });

test('backup, wipe, restore: the same rows, counters and waiting facts, in an installation of its own', async () => {
  const store = await storeOver(engines());
  await fill(store, 'main');
  await fill(store, 'demo');
  const target = path.join(folder, 'copy');
  const written = await backup(store, target, silent);
  expect(written.tables).toBeGreaterThan(10);
  expect(written.bytes).toBeGreaterThan(1_000);
  const before = await everything(engines(), 'main');
  const other = path.join(folder, 'other');
  const fresh = await openEngines({ dataDir: other, log: silent });
  try {
    const restored = await storeOver(fresh);
    await restored.createWorkspace('left_over', false);
    const loaded = await restore(restored, target, silent);
    expect(loaded.tables).toBe(written.tables);
    expect((await restored.workspaces()).map((workspace) => workspace.name).sort()).toEqual(['demo', 'main']);
    const after = await everything(fresh, 'main') as { rows: unknown[][] };
    expect(after.rows.filter((row) => JSON.stringify(row).includes('under way'))).toEqual([]);
    const counted = (before as { rows: unknown[][] }).rows.filter((row) => !JSON.stringify(row).includes('under way'));
    expect({ ...after }).toEqual({ ...(before as object), rows: counted });
    expect(JSON.stringify(after.rows)).toContain('waiting');
    await restored.close();
  } finally {
    await fresh.close();
  }
}, 60_000);

test('a damaged backup is refused before anything is changed; an existing folder is never written over', async () => {
  const store = await storeOver(engines());
  const target = path.join(folder, 'damaged');
  await backup(store, target, silent);
  await expect(backup(store, target, silent)).rejects.toEqual(expect.objectContaining({ code: 'conflict' }));
  const manifest = JSON.parse(await readFile(path.join(target, 'manifest.json'), 'utf8')) as { databases: Array<{ state: Array<{ file: string }> }> };
  const file = manifest.databases[0]?.state[0]?.file ?? '';
  await appendFile(path.join(target, file), 'x');
  await expect(restore(store, target, silent)).rejects.toEqual(expect.objectContaining({ code: 'unreadable_file', message: expect.stringContaining(file) }));
  expect((await store.workspaces()).length).toBe(2);
  await expect(restore(store, path.join(folder, 'nowhere'), silent)).rejects.toEqual(expect.objectContaining({ code: 'unreadable_file' }));
});
