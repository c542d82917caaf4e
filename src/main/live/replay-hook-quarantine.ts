import { moveToTheEnd, readHookQuarantine, replayDeliveries } from '../../acquire/index.ts';
import { Failure, type ReplayAnswer, type ReplayRequest } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { runLiveSource, type LiveParts } from './house-live-sources.ts';

const mostAtOnce = 1_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nothing: ReplayAnswer = { replayed: 0, accepted: 0, dropped: 0, duplicate: 0, quarantined: 0 };

/** Reads deliveries in quarantine again, as they are or repaired, and says how many are still there afterwards. */
export async function replayHookQuarantine(house: LiveParts, store: WorkspaceStore, { id, code, source, payload }: ReplayRequest): Promise<ReplayAnswer> {
  if (id !== undefined && !uuid.test(id)) return nothing;
  const rows = await readHookQuarantine(store.state, { last: mostAtOnce, id, code, source });
  for (const [of, list] of Map.groupBy(rows, (row) => row.source)) {
    if (id === undefined) await moveToTheEnd(store.state, of, list.map((row) => row.id));
    else await replayDeliveries(store.state, of, { id, payload });
    await runNow(house, store, of);
  }
  const left = rows.length === 0 ? [] : await store.state.selectFrom('hook_deliveries').select('id').where('id', 'in', rows.map((row) => row.id)).where('code', 'is not', null).execute();
  return { ...nothing, replayed: rows.length, accepted: rows.length - left.length, quarantined: left.length };
}

/** One that is being read already reads these too. */
async function runNow(house: LiveParts, store: WorkspaceStore, source: string): Promise<void> {
  try {
    await runLiveSource(house, store, source, {});
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'conflict')) throw error;
  }
}
