import { forgetFolder, watchFolder, watchedFolders } from '../acquire/index.ts';
import type { Principal, WatchedFolder, WatchedFolderInput, WatchedFolders } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

export interface HouseFoldersOptions {
  readonly house: Pick<House, 'configuration'>;
  readonly state: WorkspaceStore['state'];
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** Folders whose files a workspace imports by itself. */
export class HouseFolders implements WatchedFolders {
  readonly #o: HouseFoldersOptions;

  constructor(options: HouseFoldersOptions) {
    this.#o = options;
  }

  list = (): Promise<WatchedFolder[]> => watchedFolders(this.#o.state);

  async watch(input: WatchedFolderInput, by: Principal): Promise<WatchedFolder[]> {
    const folder = await watchFolder(this.#o.state, input, this.#o.house.configuration.dataFolder);
    await this.#o.audit(by, 'folder watched', folder);
    return this.list();
  }

  async forget(path: string, by: Principal): Promise<WatchedFolder[]> {
    await forgetFolder(this.#o.state, path);
    await this.#o.audit(by, 'folder no longer watched', path);
    return this.list();
  }
}
