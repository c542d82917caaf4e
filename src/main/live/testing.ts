/** For tests: live sources over real engines. Imports vitest, so never import it elsewhere. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { systemPrincipal } from '../../model/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { Store, newestRows, type Engines, type WorkspaceStore } from '../../store/index.ts';
import type { AllowedHost } from '../../net/index.ts';
import { HouseLiveSources } from './house-live-sources.ts';

export interface OpenedLive {
  readonly live: HouseLiveSources;
  readonly workspace: WorkspaceStore;
}

export interface LiveForTests {
  readonly folder: () => string;
  readonly engines: () => Engines;
  readonly parts: () => ConstructorParameters<typeof HouseLiveSources>[0]['house'];
  opened(workspace: string): Promise<OpenedLive>;
}

export function withLiveSources(allowHosts: readonly AllowedHost[] = []): LiveForTests {
  const engines = withEngines();
  let folder = '';
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hindcast-live-'));
    store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  });
  afterAll(async () => {
    await store.jobs.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const parts = (): ReturnType<LiveForTests['parts']> => ({
    configuration: { dataFolder: folder, allowHosts } as ReturnType<LiveForTests['parts']>['configuration'],
    store, now: Date.now, newId: randomUUID, log: () => undefined, analyst: { forget: async () => undefined },
  });
  return {
    folder: () => folder, engines, parts,
    opened: async (name) => {
      const workspace = await store.createWorkspace(name, false);
      return { workspace, live: new HouseLiveSources({ house: parts(), store: workspace, audit: async () => undefined }) };
    },
  };
}

/** Three companies and their people in a CRM: Bo and Cy at Acme, Di at Brix under a private address, and Zed, of no company. */
export async function knowCompanies({ live }: OpenedLive): Promise<void> {
  const schema = (stream: string) => ({ type: 'SCHEMA', stream, key_properties: ['id'], schema: { properties: {} } });
  const record = (stream: string, values: object) => ({ type: 'RECORD', stream, record: values });
  const contact = (id: string, name: string, email: string, account: string | null) => record('contacts', { id, 'Full Name': name, Email: email, 'Account ID': account, 'Created Date': '2026-01-05' });
  await live.create({ name: 'crm', kind: 'singer', settings: { 'as.accounts': 'account', 'as.contacts': 'contact' } }, systemPrincipal);
  const messages = [
    schema('accounts'), record('accounts', { id: 'A-1', 'Account Name': 'Acme Pumps', Website: 'https://www.acme.example' }), record('accounts', { id: 'A-2', 'Account Name': 'Brix', Website: 'brix.example' }), record('accounts', { id: 'A-3', 'Account Name': 'Cole', Website: 'cole.example' }),
    schema('contacts'), contact('C-1', 'Bo Acker', 'Bo@acme.example', 'A-1'), contact('C-2', 'Cy Acker', 'cy@acme.example', 'A-1'), contact('C-3', 'Di Brix', 'di.brix@gmail.com', 'A-2'), contact('C-4', 'Zed', 'zed@elsewhere.example', null),
  ];
  const run = await live.load({ format: 'singer', source: 'crm', input: (async function* () { yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n')); })() }, systemPrincipal);
  if (run.state !== 'done' || run.taken !== 7) throw new Error(JSON.stringify(run));
}

const activityRow = z.object({ source: z.string(), id: z.string(), type: z.string().nullable(), direction: z.string().nullable(), at: z.string(), recorded: z.string().nullable(), owner: z.string().nullable(), subject: z.string().nullable(), account: z.string().nullable(), contact: z.string().nullable(), attributes: z.record(z.string(), z.string()) });

/** Activities that may be read, oldest first. */
export const activitiesIn = ({ facts }: WorkspaceStore): Promise<z.output<typeof activityRow>[]> => facts.query({
  name: 'activities', parameters: z.object({}), row: activityRow,
  text: 'SELECT source_system AS source, record_id AS id, type, direction, toString(at) AS at, toString(recorded_at) AS recorded, owner, subject, account_id AS account, contact_id AS contact, attributes FROM (SELECT * FROM ' + newestRows('activity', 'analyse', '*') + ') ORDER BY at, account NULLS LAST, contact',
}, {});

/** How often each reason of leaving out is told in a run's notes, by the reason's first words. */
export const leftOutIn = (notes: readonly string[]): Record<string, number> =>
  Object.fromEntries(notes.filter((note) => note.startsWith('left out,')).map((note) => [note.slice('left out, '.length).replace(/ \(.*$|: \d+$/g, ''), Number(note.split(': ').at(-1))]));
