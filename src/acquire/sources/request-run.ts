import type { Kysely } from 'kysely';
import { Failure } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { findLiveSource, forgetReading } from './book.ts';

/** Makes a source due now, so that the process that reads sources takes it up within seconds. `full` forgets where it was left. */
export async function requestRun(state: Kysely<WorkspaceTables>, name: string, { full, now, isAlive }: { full: boolean; now: number; isAlive: (worker: string) => boolean }): Promise<void> {
  const row = await findLiveSource(state, name);
  if (row.worker !== null && isAlive(row.worker)) throw new Failure('conflict', `The source "${name}" is being read.`, 'Wait for it, or cancel the run.');
  await state.transaction().execute(async (transaction) => {
    if (full) await forgetReading(transaction, name);
    await transaction.updateTable('live_sources').set({ next_try_at: new Date(now) }).where('name', '=', name).execute();
  });
}
