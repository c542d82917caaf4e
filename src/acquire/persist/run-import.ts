import path from 'node:path';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { endOfDay, type ImportPlan, type Kind, type Receipt, type Repair, type TablePlan } from '../../model/index.ts';
import { drainOutbox, dropArrived, promoteBatch, putInOutbox, removeBatches, sumArrived, type Batch, type SystemTables, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { takeTurn } from '../consent/write-standings.ts';
import { readForgotten } from '../recall/kept-out.ts';
import { ForgottenPeople, leaveOutForgotten } from '../recall/leave-out.ts';
import { findImport } from './import-rows.ts';
import { emptyReceipt, isReconciled, receiptTable, whatIsMissing } from './receipt.ts';
import { writeTable, type RowOrReject } from './write-table.ts';

export interface RunImport {
  readonly workspace: WorkspaceStore;
  readonly system: Kysely<SystemTables>;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly progress: (stage: string, done: number, total: number | null) => Promise<void>;
  /** Rows of a planned table with repairs and people's corrections applied, as they count from `knownAt` on (epoch ms). */
  readonly read: (plan: ImportPlan, table: TablePlan & { kind: Kind }, repairs: readonly Repair[], knownAt: number) => AsyncIterable<RowOrReject>;
  /** Repairs that the tables of this import call for, found by comparing them with each other. */
  readonly findRepairs: (plan: ImportPlan) => Promise<Repair[]>;
  readonly undoDays: number;
  /** State that changes in the very transaction that makes the rows count, such as where a live source was left. */
  readonly withCommit?: (transaction: Transaction<WorkspaceTables>) => Promise<void>;
}

type ImportedTable = TablePlan & { kind: Kind };
const dayMs = 86_400_000;

/**
 * Runs a queued import to its end: reads every table into arrival tables under a number of its own, compares with what is
 * held, and makes all of it count at once by one commit fact. Killed at any moment before that, nothing of it counts, and
 * running it again starts a fresh attempt.
 */
export async function runImport(importId: string, run: RunImport): Promise<Receipt> {
  const { state } = run.workspace;
  const row = await findImport(state, importId);
  if (row.state === 'done' || row.state === 'partly') return row.receipt as Receipt;
  const plan = row.plan as ImportPlan;
  await abandonAttempt(run, plan, row.batch_id);
  const batch = await newBatch(run, plan);
  await state.updateTable('imports').set({ state: 'running', batch_id: batch.id, known_at: new Date(batch.knownAt), error: null }).where('id', '=', importId).execute();
  const undone = new Set((row.receipt as Receipt | null)?.repairs.filter((repair) => repair.undone).map((repair) => repair.id));
  const forgotten = await readForgotten(state);
  const receipt = await readEverything(importId, run, plan, { batch, undone, people: forgotten.list && new ForgottenPeople(forgotten.list) });
  if (!await commit(importId, run, batch, { receipt, recalls: forgotten.recalls })) {
    for (const kind of kindsOf(plan)) await removeBatches(run.workspace.facts, kind, [batch.id]);
    return runImport(importId, run);
  }
  for (const kind of kindsOf(plan)) await dropArrived(run.workspace.facts, kind, batch.id);
  return receipt;
}

const importedTables = (plan: ImportPlan): ImportedTable[] =>
  plan.tables.filter((table): table is ImportedTable => table.use === 'import' && table.kind !== null);

const kindsOf = (plan: ImportPlan): Kind[] => [...new Set(importedTables(plan).map((table) => table.kind))];

/** The date from which the files' undated cells are known: the confirmed "today", never later than now. */
async function newBatch(run: RunImport, plan: ImportPlan): Promise<Batch> {
  const result = await sql<{ id: string }>`SELECT nextval('batch_numbers') AS id`.execute(run.system);
  const answer = plan.confirmations.find((confirmation) => confirmation.id === 'today')?.answer;
  return { id: Number(result.rows[0]?.id), knownAt: Math.min(dayMeant(answer) ?? run.now(), run.now()) };
}

/** An export names the very instant; a person names a day, which is meant whole. */
function dayMeant(answer: Record<string, unknown> | undefined): number | undefined {
  if (typeof answer?.['at'] === 'number') return answer['at'];
  return typeof answer?.['date'] === 'string' ? endOfDay(answer['date']) : undefined;
}

async function abandonAttempt(run: RunImport, plan: ImportPlan, batchId: string | null): Promise<void> {
  if (batchId === null) return;
  for (const kind of kindsOf(plan)) await dropArrived(run.workspace.facts, kind, Number(batchId));
}

/** Repairs that a person took back are listed, and not made again. */
const keepUndone = (repairs: readonly Repair[], undone: ReadonlySet<string>): Repair[] =>
  repairs.map((repair) => (undone.has(repair.id) ? { ...repair, undone: true } : repair));

interface Attempt {
  readonly batch: Batch;
  readonly undone: ReadonlySet<string>;
  /** People who may not come back; null where there are none. */
  readonly people: ForgottenPeople | null;
}

async function readEverything(importId: string, run: RunImport, plan: ImportPlan, { batch, undone, people }: Attempt): Promise<Receipt> {
  const { facts, state } = run.workspace;
  const receipt = emptyReceipt();
  const repairs = keepUndone(await run.findRepairs(plan), undone);
  const tables = importedTables(plan);
  const total = tables.reduce((rows, table) => rows + table.rows, 0);
  const firstRejects: Receipt['firstRejects'] = [];
  let before = 0;
  let rejects = 0;
  const lines: Receipt['tables'] = [];
  for (const kind of kindsOf(plan)) {
    for (const table of tables.filter((candidate) => candidate.kind === kind)) {
      const onRows = async (rows: number) => {
        await run.progress(`reading ${path.basename(table.file)}`, before + rows, total);
        await state.updateTable('imports').set({ rows_done: before + rows, rows_total: total, stage: `reading ${path.basename(table.file)}` }).where('id', '=', importId).execute();
      };
      const rows = run.read(plan, table, repairs, batch.knownAt);
      const read = await writeTable(table, people ? leaveOutForgotten(rows, kind, table.source, people) : rows, { facts, batch, signal: run.signal, onRows });
      const counts = await promoteBatch(facts, kind, batch);
      lines.push(receiptTable(table, read, counts, await sumArrived(facts, kind, batch)));
      await dropArrived(facts, kind, batch.id);
      before += read.rows;
      rejects += read.rejects;
      firstRejects.push(...read.firstRejects.slice(0, Math.max(0, 20 - firstRejects.length)));
    }
  }
  return {
    ...receipt, tables: lines, rejects, firstRejects, repairs,
    listed: plan.tables.filter((table) => table.use === 'list').map((table) => ({ file: table.file, why: table.listedWhy ?? 'not a table of records' })),
    missing: whatIsMissing(plan.tables),
    reconciled: isReconciled(lines),
  };
}

/**
 * One transaction makes the import done, remembers its receipt and sends the fact that its rows count. False where somebody
 * was forgotten since the reading began: what was read may hold that person, so it is read again.
 */
async function commit(importId: string, run: RunImport, batch: Batch, { receipt, recalls }: { receipt: Receipt; recalls: number }): Promise<boolean> {
  const { state, facts } = run.workspace;
  run.signal.throwIfAborted();
  const now = run.now();
  const isWhole = await state.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    if ((await readForgotten(transaction)).recalls !== recalls) return false;
    await transaction.updateTable('imports').set({
      state: receipt.rejects > 0 ? 'partly' : 'done',
      finished_at: new Date(now), receipt: JSON.stringify(receipt), stage: 'done', undo_until: new Date(now + run.undoDays * dayMs),
      rows_done: receipt.tables.reduce((rows, table) => rows + table.rowsHere, 0),
    }).where('id', '=', importId).execute();
    await run.withCommit?.(transaction);
    await putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: importId, fact: 'commit', known_at: batch.knownAt, recorded_at: now }]);
    return true;
  });
  await drainOutbox(state, facts);
  return isWhole;
}
