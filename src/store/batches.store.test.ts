import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { MappedRow } from '../model/index.ts';
import { withEngines } from './engines/testing.ts';
import { dropArrived, incomingLines, promoteBatch, sumArrived } from './facts/batch.ts';
import { incomingTable } from './facts/kind-tables.ts';
import { drainOutbox, putInOutbox } from './outbox.ts';
import { Store, type WorkspaceStore } from './store.ts';

const engines = withEngines({}, process.env);
let store: Store;
let workspace: WorkspaceStore;

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('batches', false);
}, 60_000);
afterAll(() => store.jobs.stop());

const rows = (amounts: readonly number[]): MappedRow[] =>
  amounts.map((amount, index) => ({ recordId: `deal-${index}`, line: index + 2, fields: { name: `Deal ${index}`, amount, currency: 'EUR', stage: 'Proposal' }, attributes: { Colour: 'red' } }));

async function bring(id: number, amounts: readonly number[], knownAt = id * 1000) {
  const batch = { id, knownAt };
  await workspace.facts.insert(incomingTable('deal'), incomingLines('deal', 'files', batch)(rows(amounts)));
  const counts = await promoteBatch(workspace.facts, 'deal', batch);
  const sums = await sumArrived(workspace.facts, 'deal', batch);
  await dropArrived(workspace.facts, 'deal', batch.id);
  return { counts, sums };
}

const count = { name: 'count', text: 'SELECT count() AS n, toFloat64(sum(amount_cents)) AS cents FROM deals', parameters: z.object({}), row: z.object({ n: z.coerce.number(), cents: z.coerce.number().nullable() }) } as const;
const seen = async () => (await workspace.facts.query(count, {}))[0];

async function say(fact: 'commit' | 'withdraw', id: number) {
  await workspace.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: id, import_id: 'x', fact, known_at: id * 1000, recorded_at: id * 1000 }]));
  await drainOutbox(workspace.state, workspace.facts);
}

test('rows count from their commit fact on, only what changed makes a version, and a withdrawal brings back what was', async () => {
  const first = await bring(1, [100, 200, 300]);
  expect(first.counts).toEqual({ arrived: 3, fresh: 3, changed: 0, removed: 0, unchanged: 0, repeated: 0 });
  expect(first.sums).toEqual([{ column: 'amount', currency: 'EUR', cents: 600 }]);
  expect((await seen())?.n).toBe(0);
  await say('commit', 1);
  expect(await seen()).toEqual({ n: 3, cents: 600 });

  const second = await bring(2, [100, 250, 300, 400]);
  expect(second.counts).toEqual({ arrived: 4, fresh: 1, changed: 1, removed: 0, unchanged: 2, repeated: 0 });
  await say('commit', 2);
  expect(await seen()).toEqual({ n: 4, cents: 1050 });

  await say('withdraw', 2);
  expect(await seen()).toEqual({ n: 3, cents: 600 });
});

test('an attempt that was given up leaves nothing that counts', async () => {
  const before = await seen();
  await bring(7, [1, 2, 3, 4, 5]);
  expect(await seen()).toEqual(before);
});

test('a fact in the outbox arrives once, however often it is sent', async () => {
  const table = 'holding_reasons';
  const row = { deal_id: 'd', reason: 'no_budget', by_user: null, occurred_at: 1000 };
  await workspace.state.transaction().execute((transaction) => putInOutbox(transaction, table, [row]));
  const waiting = await workspace.state.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  // As after a crash between the insert and the delete.
  await workspace.facts.insert(table, waiting.rows, { token: `outbox-${waiting.id}` });
  await drainOutbox(workspace.state, workspace.facts);
  const held = await workspace.facts.query({ name: 'held', text: `SELECT count() AS n FROM ${table}`, parameters: z.object({}), row: z.object({ n: z.coerce.number() }) }, {});
  expect(held[0]?.n).toBe(1);
});

test('a job is run once, reports, and can be cancelled while it waits', async () => {
  const ran: unknown[] = [];
  const waiting = await store.jobs.add('export', 'batches', { n: 1 });
  expect((await store.jobs.cancel(waiting.id)).state).toBe('cancelled');
  const job = await store.jobs.add('analyse', 'batches', { n: 2 });
  const handlers = { analyse: async (context: { request: unknown; progress(stage: string, done: number, total: number | null): Promise<void> }) => { ran.push(context.request); await context.progress('half', 1, 2); } };
  await Promise.all([store.jobs.runOne(job.id, handlers), store.jobs.runOne(job.id, handlers)]);
  expect(ran).toEqual([{ n: 2 }]);
  expect(await store.jobs.get(job.id)).toMatchObject({ state: 'done', stage: 'half', done: 1, total: 2 });
});

test('a job whose worker is gone is queued again; one whose worker lives is left alone', async () => {
  const job = await store.jobs.add('analyse', 'batches', {});
  await store.system.updateTable('jobs').set({ state: 'running', worker: 'dead' }).where('id', '=', job.id).execute();
  await store.jobs.requeueLeftBehind((worker) => worker === 'dead');
  expect((await store.jobs.get(job.id)).state).toBe('running');
  await store.jobs.requeueLeftBehind(() => false);
  expect((await store.jobs.get(job.id)).state).toBe('queued');
});

test('a workspace can be dropped and made again, empty', async () => {
  await store.createWorkspace('passing', false);
  await store.dropWorkspace('passing');
  expect(await store.hasWorkspace('passing')).toBe(false);
  const again = await store.createWorkspace('passing', false);
  expect((await again.facts.query(count, {}))[0]?.n).toBe(0);
  await store.dropWorkspace('passing');
});
