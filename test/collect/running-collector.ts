import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '../../src/api/index.ts';
import { HouseApplication } from '../../src/main/application.ts';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse, type House } from '../../src/main/house.ts';
import { openAccess } from '../../src/main/open-access.ts';
import { systemPrincipal, type CollectAnswer, type EventSourceSettings, type Workspace } from '../../src/model/index.ts';

/** The real server over real engines in a temporary folder, listening on loopback, with one event source. */
export interface RunningCollector {
  readonly url: string;
  readonly writeKey: string;
  readonly workspace: Workspace;
  readonly house: House;
  /** The server itself, for requests that need no socket. */
  readonly server: FastifyInstance;
  /** Sends a batch as a server does, with its key. */
  send(events: readonly unknown[], more?: object): Promise<{ status: number; body: CollectAnswer; headers: Headers }>;
  newSource(name: string, settings?: Partial<EventSourceSettings>): Promise<string>;
  close(): Promise<void>;
}

/** Built by whoever tests it. */
const trackerFolder = path.resolve(import.meta.dirname, '../../tracker/dist');

export async function runCollector(now: () => number = Date.now): Promise<RunningCollector> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-collect-'));
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now, newId: randomUUID, log: (line) => { if (process.env['HINDCAST_TEST_LOG']) process.stderr.write(`${line}\n`); } });
  const application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true });
  const workspace = await application.workspace('main');
  const { writeKey } = await workspace.events.createSource('shop', {}, systemPrincipal);
  const server = await buildServer({ application, webFolder: folder, trackerFolder, publicUrl: undefined, now, log: () => undefined, secureCookies: false });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const send: RunningCollector['send'] = async (events, more = {}) => {
    const response = await fetch(`${url}/v1/batch`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`, 'content-type': 'application/json' }, body: JSON.stringify({ batch: events, ...more }) });
    return { status: response.status, body: (await response.json()) as CollectAnswer, headers: response.headers };
  };
  return {
    url, writeKey, workspace, house, server, send,
    newSource: async (name, settings = {}) => (await workspace.events.createSource(name, settings, systemPrincipal)).writeKey,
    close: async () => { await server.close(); await application.close(); await rm(folder, { recursive: true, force: true }); },
  };
}
