import { sql } from 'kysely';
import { Failure } from '../../model/index.ts';
import { SourceQueue, type QueuedSource } from '../../store/index.ts';
import { isAlive } from '../worker-names.ts';
import { runLiveSource, type LiveParts } from './house-live-sources.ts';

/** Waiting costs next to nothing, so there are more places than sources that hang at once. */
const places = 12;
const lookEveryMs = 2_000;
/** A source that was queued is not queued again within this time, unless its run says when it is due. */
const queuedForMinutes = 10;

export interface ScheduledSources {
  stop(): Promise<void>;
}

/** Reads every source of every workspace when it is due, several at once, for as long as the house is open. */
export async function startScheduledSources(house: LiveParts & { readonly everyMs?: number }): Promise<ScheduledSources> {
  const everyMs = house.everyMs ?? lookEveryMs;
  const queue = new SourceQueue({ pool: house.store.engines.postgres('system'), log: house.log, places, everySeconds: Math.max(0.5, (everyMs * 1.5) / 1000) });
  const stop = new AbortController();
  await resumeLeft(house);
  await queue.work((due) => runDue(house, due, stop.signal));
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  const look = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = queueDue(house, queue).catch((error: Error) => house.log(`Due sources could not be looked up: ${error.message}`)).finally(() => { isLooking = false; });
  }, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(look);
      stop.abort();
      await looking;
      await queue.stop();
    },
  };
}

/** What a killed process was reading is due at once. */
async function resumeLeft({ store, now }: LiveParts): Promise<void> {
  for (const { name } of await store.workspaces()) {
    const { state } = await store.workspace(name);
    const left = await state.selectFrom('live_sources').select(['name', 'worker']).where('worker', 'is not', null).where('every_minutes', 'is not', null).execute();
    const dead = left.filter(({ worker }) => worker !== null && !isAlive(worker)).map((row) => row.name);
    if (dead.length > 0) await state.updateTable('live_sources').set({ next_try_at: new Date(now()) }).where('name', 'in', dead).execute();
  }
}

async function queueDue({ store, now }: LiveParts, queue: SourceQueue): Promise<void> {
  for (const { name: workspace } of await store.workspaces()) {
    const { state } = await store.workspace(workspace);
    const at = new Date(now());
    const due = await state.updateTable('live_sources').set({ next_try_at: sql<Date>`${at}::timestamptz + make_interval(mins => ${queuedForMinutes})` }).where('next_try_at', '<=', at).returning('name').execute();
    for (const { name: source } of due) await queue.add({ workspace, source });
  }
}

/** One that is being read already, or that was removed meanwhile, is passed over. */
async function runDue(house: LiveParts, { workspace, source }: QueuedSource, signal: AbortSignal): Promise<void> {
  try {
    await runLiveSource(house, await house.store.workspace(workspace), source, { signal });
  } catch (error) {
    if (!(error instanceof Failure && (error.code === 'conflict' || error.code === 'not_found'))) throw error;
  }
}
