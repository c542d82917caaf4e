import { sql } from 'kysely';
import { endLeftRuns, fedSourcesDue } from '../../acquire/index.ts';
import { Failure } from '../../model/index.ts';
import { SourceQueue, type QueuedSource } from '../../store/index.ts';
import { isAlive } from '../worker-names.ts';
import { runLiveSource, runsFolder, type LiveParts } from './house-live-sources.ts';

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
  const queued = new Set<string>();
  await queue.work((due) => runDue(house, due, stop.signal).finally(() => queued.delete(`${due.workspace}/${due.source}`)));
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  const look = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = queueDue(house, queue, queued).catch((error: Error) => house.log(`Due sources could not be looked up: ${error.message}`)).finally(() => { isLooking = false; });
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

/** What a killed process left lying is removed, and its source is due at once where it has a schedule. */
async function resumeLeft(house: LiveParts): Promise<void> {
  const { store, now } = house;
  for (const { name: workspace } of await store.workspaces()) {
    const left = await store.workspace(workspace);
    const rows = await left.state.selectFrom('live_sources').select(['name', 'worker', 'every_minutes', 'daily_at']).where('worker', 'is not', null).execute();
    for (const { name, worker, every_minutes: every, daily_at: daily } of rows) {
      if (worker === null || isAlive(worker)) continue;
      await endLeftRuns(left, name, { now: now(), folder: runsFolder(house) });
      await left.state.updateTable('live_sources').set({ worker: null, ...(every === null && daily === null ? {} : { next_try_at: new Date(now()) }) }).where('name', '=', name).where('worker', '=', worker).execute();
    }
  }
}

/** `queued`: what this process has queued and not ended. What is fed has no time of its own to be put off by. */
async function queueDue({ store, now }: LiveParts, queue: SourceQueue, queued: Set<string>): Promise<void> {
  for (const { name: workspace } of await store.workspaces()) {
    const { state } = await store.workspace(workspace);
    const at = new Date(now());
    const due = await state.updateTable('live_sources').set({ next_try_at: sql<Date>`${at}::timestamptz + make_interval(mins => ${queuedForMinutes})` }).where('next_try_at', '<=', at).returning('name').execute();
    const fed = (await fedSourcesDue(state)).filter((source) => !queued.has(`${workspace}/${source}`));
    for (const source of new Set([...due.map(({ name }) => name), ...fed])) {
      queued.add(`${workspace}/${source}`);
      await queue.add({ workspace, source });
    }
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
