import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { HouseApplication } from '../../src/main/application.ts';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import { openAccess } from '../../src/main/open-access.ts';
import { systemPrincipal, type Workspace } from '../../src/model/index.ts';
import type { Facts, WorkspaceStore } from '../../src/store/index.ts';

/** Folders imported one after the other, each under the name of its system. */
export interface ImportedSystems {
  readonly application: HouseApplication;
  readonly workspace: Workspace;
  readonly store: WorkspaceStore;
  readonly facts: Facts;
  close(): Promise<void>;
}

export async function importSystems(folder: string, sources: readonly string[]): Promise<ImportedSystems> {
  const data = path.join(folder, 'data');
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: data }, data), now: Date.now, newId: randomUUID, log: () => undefined });
  const application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true });
  const workspace = await application.workspace('main');
  for (const source of sources) await importOne(application, workspace, path.join(folder, source), source);
  const store = await house.store.workspace('main');
  return { application, workspace, store, facts: store.facts, close: () => application.close() };
}

async function importOne(application: HouseApplication, workspace: Workspace, files: string, source: string): Promise<void> {
  const { id } = await workspace.startImport({ paths: [files], source }, systemPrincipal);
  await application.waitForJob(id, () => undefined);
  const { state, error } = await workspace.import(id);
  if (state !== 'done') throw new Error(`the import of ${source} is ${state}: ${error ?? 'no reason is told'}`);
}
