import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadLog, logAsOf, type Log } from '../../src/history/index.ts';
import { HouseApplication } from '../../src/main/application.ts';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse, type House } from '../../src/main/house.ts';
import { openAccess } from '../../src/main/open-access.ts';
import { WorkspaceState } from '../../src/main/workspace-state.ts';
import { systemPrincipal, type ImportAnswer, type Workspace, type WorkspaceSettings } from '../../src/model/index.ts';

/** A house on a new folder, which closing removes. */
export interface EmptyHouse {
  readonly house: House;
  readonly application: HouseApplication;
  close(): Promise<void>;
}

/** Files imported through the real job without any hand mapping, and the log as of their own clock. */
export interface ImportedWorkspace {
  readonly workspace: Workspace;
  readonly answer: ImportAnswer;
  readonly settings: WorkspaceSettings;
  readonly log: Log;
  readonly asOf: number;
  /** Imports further files into the same workspace. */
  importMore(files: string): Promise<ImportAnswer>;
}

export interface ImportedSet extends ImportedWorkspace, EmptyHouse {}

export async function openEmptyHouse(): Promise<EmptyHouse> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-set-'));
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: () => undefined });
  const application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true });
  return { house, application, close: async () => { await application.close(); await rm(folder, { recursive: true, force: true }); } };
}

export async function importSet(files: string): Promise<ImportedSet> {
  const opened = await openEmptyHouse();
  return { ...opened, ...(await importInto(opened, 'main', files)) };
}

/** Imports into a workspace of the house, which need not be there yet. */
export async function importInto({ house, application }: EmptyHouse, name: string, files: string): Promise<ImportedWorkspace> {
  if (name !== 'main') await house.store.createWorkspace(name, false);
  const workspace = await application.workspace(name);
  const importMore = async (more: string): Promise<ImportAnswer> => {
    const started = await workspace.startImport({ paths: [more] }, systemPrincipal);
    await application.waitForJob(started.id, () => undefined);
    return workspace.import(started.id);
  };
  const answer = await importMore(files);
  const store = await house.store.workspace(name);
  const state = new WorkspaceState(store.state, Date.now, randomUUID);
  const [dates, settings] = await Promise.all([state.importDates(), state.settings()]);
  const asOf = dates[dates.length - 1] as number;
  const log = logAsOf(await loadLog(store.facts, settings, dates, 'analyse'), asOf);
  return { workspace, answer, settings, log, asOf, importMore };
}
