import path from 'node:path';
import { forgetUploads, type RecallParts } from '../acquire/index.ts';
import type { ImportRequest } from '../model/index.ts';
import type { Store, WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

/** Folder of the files that browsers sent. */
export const uploadsOf = (dataFolder: string): string => path.join(dataFolder, 'uploads');

/** Everything of a house that forgetting a person reaches. */
export const recallPartsOf = (house: Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>, store: WorkspaceStore): RecallParts => ({
  store, system: house.store.system, people: house.store.peopleTables(), now: house.now, newId: house.newId, log: house.log,
  pools: { workspace: house.store.engines.postgres(store.name), system: house.store.engines.postgres('system') },
  forgetUploads: async () => { await forgetUploads(uploadsOf(house.configuration.dataFolder), await busyUploads(house.store)); },
});

/** Uploads that an import still reads. */
async function busyUploads(store: Store): Promise<Set<string>> {
  const busy = new Set<string>();
  for (const { name } of await store.workspaces()) {
    const { state } = await store.workspace(name);
    const rows = await state.selectFrom('imports').select('request').where('state', 'in', ['planned', 'queued', 'running']).execute();
    for (const { request } of rows) for (const file of (request as ImportRequest).paths) busy.add(file);
  }
  return busy;
}
