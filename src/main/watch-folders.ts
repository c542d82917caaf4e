import path from 'node:path';
import { lookInto, planFiles, settledMs } from '../acquire/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { createImport, requireImportable } from './create-import.ts';
import type { House } from './house.ts';
import { uploadsOf } from './recall-parts.ts';

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

/** One look into every watched folder of every workspace; each folder's fault is its own. */
export async function lookEverywhere(parts: Parts): Promise<void> {
  const { store, now, newId, log, configuration } = parts;
  for (const { name } of await store.workspaces()) {
    const workspace = await store.workspace(name);
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
  const id = await createImport(workspace, plan, request, 'watched folder', now(), newId);
  await store.jobs.add('import', workspace.name, { importId: id }, id);
  return id;
}
