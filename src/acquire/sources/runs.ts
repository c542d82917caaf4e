import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import { Failure, type ImportPlan, type SourceRun } from '../../model/index.ts';
import { dropArrived, type SourceRunTable, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import type { LiveSourceRow } from './book.ts';

type RunRow = Selectable<SourceRunTable>;
const runsKept = 200;

export const sourceRunOf = (row: RunRow): SourceRun => ({
  id: row.id, source: row.source, state: row.state as SourceRun['state'], startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null, stage: row.stage,
  records: Number(row.records), taken: Number(row.taken), rejected: Number(row.rejected), imports: row.imports, error: row.error, todo: row.todo, notes: row.notes === '' ? [] : row.notes.split('\n'),
});

/** Takes a source for one process; refused while a living process has it. */
export async function claimSource(state: Kysely<WorkspaceTables>, row: LiveSourceRow, worker: string, isAlive: (worker: string) => boolean): Promise<void> {
  if (row.worker !== null && isAlive(row.worker)) throw busy(row.name);
  const taken = await state.updateTable('live_sources').set({ worker, cancel_asked: false }).where('name', '=', row.name).where(sql<boolean>`worker IS NOT DISTINCT FROM ${row.worker}`).returning('name').executeTakeFirst();
  if (!taken) throw busy(row.name);
}

const busy = (name: string): Failure => new Failure('conflict', `The source "${name}" is being read.`, 'Wait for it, or stop it with "hindcast source cancel".');

/** Ends what a killed process left of a source: its runs with what lay in their folders, and imports of which nothing counts. */
export async function endLeftRuns({ state, facts }: WorkspaceStore, source: string, { now, folder }: { now: number; folder: string }): Promise<void> {
  const left = await state.updateTable('source_runs').set({ state: 'failed', finished_at: new Date(now), error: 'The process ended before the run did; what was not committed is read again.' })
    .where('source', '=', source).where('state', '=', 'running').returning(['id', 'import_id']).execute();
  for (const { id: run, import_id: id } of left) {
    // Records that were not imported, and the configuration of a command with its secrets.
    await rm(path.join(folder, run), { recursive: true, force: true });
    if (id === null) continue;
    const given = await state.updateTable('imports').set({ state: 'failed', finished_at: new Date(now), error: 'The process ended before the import did; its records are read again.' })
      .where('id', '=', id).where('state', 'in', ['queued', 'running']).returning(['batch_id', 'plan']).executeTakeFirst();
    if (!given?.batch_id) continue;
    const kinds = new Set((given.plan as ImportPlan).tables.flatMap(({ kind }) => (kind === null ? [] : [kind])));
    for (const kind of kinds) await dropArrived(facts, kind, Number(given.batch_id));
  }
}

export async function beginRun(state: Kysely<WorkspaceTables>, id: string, source: string, now: number): Promise<void> {
  await state.insertInto('source_runs').values({ id, source, state: 'running', started_at: new Date(now), finished_at: null, import_id: null, error: null, todo: null }).execute();
  await sql`DELETE FROM source_runs WHERE source = ${source} AND id NOT IN (SELECT id FROM source_runs WHERE source = ${source} ORDER BY started_at DESC LIMIT ${runsKept})`.execute(state);
}

export async function readRun(state: Kysely<WorkspaceTables>, id: string): Promise<SourceRun> {
  return sourceRunOf(await state.selectFrom('source_runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

const runsShown = 50;

/** The last runs of a source, newest first. */
export async function lastRuns(state: Kysely<WorkspaceTables>, source: string): Promise<SourceRun[]> {
  const rows = await state.selectFrom('source_runs').selectAll().where('source', '=', source).orderBy('started_at', 'desc').limit(runsShown).execute();
  return rows.map(sourceRunOf);
}
