import { Store, drainOutbox, openEngines } from '../store/index.ts';
import { forgetDeliveries, finishRecalls, keepTerms, removeWithdrawn } from '../acquire/index.ts';
import { Collectors } from './collectors.ts';
import type { Configuration } from './configuration.ts';
import { followFeeds } from './follow-feeds.ts';
import { jobHandlers } from './job-handlers.ts';
import { LocalAnalyst } from './local-analyst.ts';
import { sealKeptSecrets } from './seal-kept-secrets.ts';
import { startScheduledSources, type ScheduledSources } from './live/scheduled-sources.ts';
import { recallPartsOf } from './recall-parts.ts';
import { WebhookDeliverer } from './webhook-deliverer.ts';
import { isAlive, workerName } from './worker-names.ts';
import { keepJoiningVisitors } from './join-visitors.ts';
import { lookIntoFolders } from './watch-folders.ts';

export interface HouseOptions {
  readonly configuration: Configuration;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: (line: string) => void;
}

/** What one process needs to work: the data, and the means to compute answers. Every process builds its own. */
export interface House {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly analyst: LocalAnalyst;
  /** Keep the events that sources send to this process. */
  readonly collectors: Collectors;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: (line: string) => void;
  /** True where this process launched the engines; false where it joined those of a running server. */
  readonly ownsEngines: boolean;
  /** Takes jobs off the queue until the house is closed; resumes what a dead worker left behind. */
  runJobs(): Promise<void>;
  /** Runs one job here. */
  runJob(id: string): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { configuration, now, newId, log } = options;
  const engines = await openEngines({
    dataDir: configuration.dataFolder, log,
    ...(configuration.clickhouseUrl ? { clickhouseUrl: configuration.clickhouseUrl } : {}),
    ...(configuration.postgresUrl ? { postgresUrl: configuration.postgresUrl } : {}),
  });
  const worker = workerName(process.pid);
  const store = await Store.open({ engines, now, newId, worker, log });
  const analyst = new LocalAnalyst({ store, now, newId, seed: configuration.seed });
  const collectors = new Collectors({ store, now, newId, log });
  let hourly: NodeJS.Timeout | undefined;
  let stopLooking: (() => Promise<void>) | undefined;
  let scheduled: ScheduledSources | undefined;
  let stopFollowing: (() => Promise<void>) | undefined;
  let stopJoining: (() => Promise<void>) | undefined;
  const parts = { configuration, store, analyst, now, newId, log };
  const webhooks = new WebhookDeliverer(parts);
  return {
    ...parts,
    collectors,
    ownsEngines: engines.owner,
    runJobs: async () => {
      await finishInterrupted(parts);
      await sealKeptSecrets(parts);
      await keepAllTerms(parts);
      hourly = setInterval(() => { forgetAllDeliveries(parts).catch((error: Error) => log(`Deliveries could not be let go of: ${error.message}`)); keepAllTerms(parts).catch((error: Error) => log(`Terms of sources could not be kept: ${error.message}`)); }, hourMs).unref();
      webhooks.start();
      await store.jobs.requeueLeftBehind(isAlive);
      await store.jobs.run(jobHandlers(parts));
      stopLooking = lookIntoFolders(parts);
      scheduled = await startScheduledSources(parts);
      stopFollowing = followFeeds(parts);
      stopJoining = keepJoiningVisitors(parts);
    },
    runJob: (id) => store.jobs.runOne(id, jobHandlers(parts)),
    close: async () => {
      clearInterval(hourly);
      await webhooks.close();
      await Promise.all([stopLooking?.(), stopFollowing?.(), stopJoining?.(), scheduled?.stop()]);
      await collectors.close();
      await store.close();
    },
  };
}

const hourMs = 3_600_000;

/** Deliveries of webhooks as they came, once their time is over. */
async function forgetAllDeliveries({ store, now }: Pick<House, 'store' | 'now'>): Promise<void> {
  for (const { name } of await store.workspaces()) await forgetDeliveries((await store.workspace(name)).state, now());
}

/** What may no longer be kept goes: at the start, and every hour. */
async function keepAllTerms(parts: Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>): Promise<void> {
  for (const { name } of await parts.store.workspaces()) {
    const gone = await keepTerms(recallPartsOf(parts, await parts.store.workspace(name)));
    for (const { source, records, why } of gone) parts.log(`${records} records of people in "${source}" were removed: ${why === 'loan' ? 'the loan is over' : 'their time is over'}.`);
    if (gone.length > 0) await parts.analyst.forget(name);
  }
}

/** Facts that a crash left in the outbox are sent; recalls that it cut short are finished; rows whose 30 days are over are removed. */
async function finishInterrupted(parts: Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>): Promise<void> {
  const { store, now } = parts;
  for (const { name } of await store.workspaces()) {
    const workspace = await store.workspace(name);
    await drainOutbox(workspace.state, workspace.facts);
    await finishRecalls(recallPartsOf(parts, workspace));
    await removeWithdrawn(workspace, now());
  }
}
