/** For tests: live sources over real engines. Imports vitest, so never import it elsewhere. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { withEngines } from '../../store/engines/testing.ts';
import { Store, type Engines, type WorkspaceStore } from '../../store/index.ts';
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

export function withLiveSources(): LiveForTests {
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
    configuration: { dataFolder: folder, allowHosts: [{ host: '127.0.0.1', port: null }] } as unknown as ReturnType<LiveForTests['parts']>['configuration'],
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
