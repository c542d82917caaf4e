import type { Selectable } from 'kysely';
import type { SourceHealth, TablePlan } from '../../model/index.ts';
import type { SourceRunTable, WorkspaceStore } from '../../store/index.ts';
import { liveSourceOf, scheduleOf, type LiveSourceRow } from './book.ts';
import { minutesBetween } from './next-try.ts';
import { sourceRunOf } from './runs.ts';

interface HealthParts {
  readonly key: Buffer;
  readonly now: number;
  readonly isAlive: (worker: string) => boolean;
}

const minuteMs = 60_000;
/** Intervals without a success after which a source is late. */
const lateAfter = 2.5;

/** How every live source does, by name. */
export async function readHealth({ state }: WorkspaceStore, parts: HealthParts): Promise<SourceHealth[]> {
  const [rows, runs, cursors, mappings] = await Promise.all([
    state.selectFrom('live_sources').selectAll().orderBy('name').execute(),
    state.selectFrom('source_runs').selectAll().orderBy('started_at', 'desc').execute(),
    state.selectFrom('live_cursors').select(['source', 'stream', 'at']).execute(),
    state.selectFrom('live_mappings').selectAll().orderBy('stream').execute(),
  ]);
  return rows.map((row) => ({
    ...healthOf(row, runs.filter(({ source }) => source === row.name), parts),
    streams: mappings.filter(({ source }) => source === row.name).map(({ stream, tables }) => ({
      stream, kind: (tables as TablePlan[])[0]?.kind ?? null,
      cursorAt: cursors.find((one) => one.source === row.name && (one.stream === stream || one.stream === ''))?.at.toISOString() ?? null,
    })),
  }));
}

function healthOf(row: LiveSourceRow, runs: readonly Selectable<SourceRunTable>[], { key, now, isAlive }: HealthParts): Omit<SourceHealth, 'streams'> {
  const success = runs.find(({ state }) => state === 'done');
  const last = runs[0];
  const successAt = success?.finished_at ?? null;
  const lag = successAt === null ? null : (now - successAt.getTime()) / minuteMs;
  return {
    source: liveSourceOf(row, key), state: stateOf(row, lag, isAlive),
    lastSuccessAt: successAt?.toISOString() ?? null, lagMinutes: lag === null ? null : Math.round(lag * 10) / 10,
    lastRecords: success ? Number(success.records) : null, records: runs.reduce((sum, run) => sum + Number(run.records), 0),
    errorsInARow: row.errors_in_row, nextTryAt: row.next_try_at?.toISOString() ?? null,
    error: row.errors_in_row > 0 ? last?.error ?? null : null, todo: row.errors_in_row > 0 ? last?.todo ?? null : null,
    lastRun: last ? sourceRunOf(last) : null,
  };
}

function stateOf(row: LiveSourceRow, lag: number | null, isAlive: (worker: string) => boolean): SourceHealth['state'] {
  if (row.worker !== null && isAlive(row.worker)) return 'running';
  if (row.errors_in_row > 0) return 'failing';
  if (lag === null) return 'never read';
  const between = minutesBetween(scheduleOf(row));
  return between !== null && lag > between * lateAfter ? 'late' : 'healthy';
}
