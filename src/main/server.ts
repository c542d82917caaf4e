import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { idempotencyKeys } from '../access/index.ts';
import { buildServer } from '../api/index.ts';
import { servePages } from '../pages/index.ts';
import { systemPrincipal } from '../model/index.ts';
import type { Configuration } from './configuration.ts';
import { openHouse } from './house.ts';
import { HouseApplication } from './application.ts';
import { KeptAnalyst } from './kept-analyst.ts';
import { KeptAnswers } from './kept-answers.ts';
import { openAccess } from './open-access.ts';
import { sendDigests } from './send-digests.ts';
import { subscribeToBrokers } from './devices/subscribe-to-brokers.ts';
import { WorkerProcess } from './worker-process.ts';

export interface RunningServer {
  readonly url: string;
  readonly application: HouseApplication;
  /** Closes everything this process started; resolves when nothing of it is left. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly configuration: Configuration;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** Folder of the built app. */
export const webFolder = path.resolve(import.meta.dirname, '../../web/dist');
/** Folder of the scripts that other sites load. */
const trackerFolder = path.resolve(import.meta.dirname, '../../tracker/dist');

/** Starts engines, worker and HTTP server. The worker joins the engines that this process owns. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { configuration, log } = options;
  const house = await openHouse({ configuration, now: Date.now, newId: randomUUID, log });
  const worker = new WorkerProcess({ ...options.environment, HINDCAST_DATA: configuration.dataFolder }, log);
  await worker.start();
  const access = openAccess(house, randomBytes);
  const analyst = new KeptAnalyst(new KeptAnswers({ store: house.store, now: Date.now, newId: randomUUID }), worker);
  const application = new HouseApplication(house, analyst, access, { runsJobsItself: false });
  const publicUrl = await application.publicUrl();
  const server = await buildServer({
    application, webFolder, trackerFolder, now: Date.now, log, publicUrl,
    pages: (app) => servePages(app, { application, publicUrl, now: Date.now, log }),
    idempotency: idempotencyKeys({ db: house.store.peopleTables(), now: Date.now }),
    secureCookies: publicUrl?.startsWith('https://') ?? false,
  });
  const url = await server.listen({ host: configuration.host, port: configuration.port });
  await application.setBaseUrl(publicUrl ?? url);
  await access.audit(systemPrincipal, 'server started', url);
  const stopDigests = sendDigests(application.digests, log);
  // Here, where events are collected: both share one collector, and what they send is stored together.
  const unsubscribe = subscribeToBrokers(house);
  return {
    url, application,
    stop: async () => {
      await stopDigests();
      await unsubscribe();
      await server.close();
      await worker.close();
      await house.close();
    },
  };
}
