import { rm } from 'node:fs/promises';
import path from 'node:path';
import { lookInto, planFiles, settledMs } from '../acquire/index.ts';
import { DAY_MS, type ImportRequest } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { createImport, requireImportable } from './create-import.ts';
import type { House } from './house.ts';
import { uploadsOf } from './recall-parts.ts';

/** Who the imports are by. */
const watcher = 'watched folder';

type Parts = Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>;

/** Looks into every watched folder again and again, never twice at once. Returns how to stop. */
export function lookIntoFolders(parts: Parts): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= lookEverywhere(parts).catch((error: Error) => parts.log(`Watched folders could not be looked into: ${error.message}`)).finally(() => { looking = undefined; });
  };
  const timer = setInterval(look, settledMs).unref();
  look();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** One look into every watched folder of every workspace; each folder's fault is its own. Copies go when their import has ended. */
export async function lookEverywhere(parts: Parts): Promise<void> {
  const { store, now, newId, log, configuration } = parts;
  for (const { name } of await store.workspaces()) {
    const workspace = await store.workspace(name);
    await removeCopies(parts, workspace);
    for (const folder of await workspace.state.selectFrom('watched_folders').selectAll().orderBy('path').execute()) {
      const copies = path.join(uploadsOf(configuration.dataFolder), newId());
      await lookInto(folder, { state: workspace.state, now, copiesFolder: copies, importCopies: (source) => importCopies(parts, workspace, copies, source) })
        .catch((error: Error) => log(`A watched folder of "${name}" could not be looked into: ${error.message}`));
    }
  }
}

/** As a person would import them, with every confirmation as it is pre-filled. */
async function importCopies({ store, now, newId }: Parts, workspace: WorkspaceStore, copies: string, source: string | null): Promise<string> {
  const saved = await workspace.state.selectFrom('mappings').selectAll().execute();
  const request = { paths: [copies], ...(source === null ? {} : { source }) };
  const plan = await planFiles(request.paths, { ...request, now: now(), saved });
  await requireImportable(workspace, plan, now());
  const id = await createImport(workspace, plan, request, watcher, now(), newId);
  await store.jobs.add('import', workspace.name, { importId: id }, id);
  return id;
}

/** The originals stay where they are: a copy is needed only until its import has ended. */
async function removeCopies({ configuration, now }: Parts, workspace: WorkspaceStore): Promise<void> {
  const ended = await workspace.state.selectFrom('imports').select('request').where('by_user', '=', watcher).where('finished_at', '>', new Date(now() - DAY_MS)).where('state', 'not in', ['queued', 'running']).execute();
  const uploads = `${uploadsOf(configuration.dataFolder)}${path.sep}`;
  const copies = ended.flatMap(({ request }) => (request as ImportRequest).paths).filter((folder) => folder.startsWith(uploads));
  for (const folder of copies) await rm(folder, { recursive: true, force: true });
}
