import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { Failure, watchedFileStateSchema, watchedFolderInputSchema, type WatchedFolder, type WatchedFolderInput } from '../../../model/index.ts';
import type { WorkspaceTables } from '../../../store/index.ts';

type State = Kysely<WorkspaceTables>;

/** Watched folders with the files seen in them, by path. */
export async function watchedFolders(state: State): Promise<WatchedFolder[]> {
  const [folders, files] = await Promise.all([state.selectFrom('watched_folders').selectAll().orderBy('path').execute(), state.selectFrom('watched_files').selectAll().orderBy('file').execute()]);
  return folders.map(({ path: folder, source, last_look_at: lookedAt, fault }) => ({
    path: folder, source, lastLookAt: lookedAt?.toISOString() ?? null, fault,
    files: files.filter((one) => one.folder === folder).map(({ file, state: fileState, detail, import_id: importId, seen_at: seenAt }) => ({ file, state: watchedFileStateSchema.parse(fileState), detail, importId, seenAt: seenAt.toISOString() })),
  }));
}

/** Watches a folder from now on. `ownFolder` is where Hindcast writes: nothing in it, and nothing around it, may be watched. */
export async function watchFolder(state: State, given: WatchedFolderInput, ownFolder: string): Promise<string> {
  const input = watchedFolderInputSchema.safeParse(given);
  if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'hindcast folder watch --help');
  const folder = await realFolder(input.data.path);
  const own = await realpath(ownFolder).catch(() => path.resolve(ownFolder));
  if (isInside(folder, own) || isInside(own, folder)) throw new Failure('bad_request', 'Hindcast keeps its own data there.', 'Watch a folder that holds exports and nothing else.');
  const source = input.data.source ?? null;
  await state.insertInto('watched_folders').values({ path: folder, source, last_look_at: null, fault: null }).onConflict((conflict) => conflict.column('path').doUpdateSet({ source, fault: null })).execute();
  return folder;
}

async function realFolder(given: string): Promise<string> {
  const real = path.isAbsolute(given) ? await realpath(given).catch(() => null) : null;
  if (real === null || !(await stat(real)).isDirectory()) throw new Failure('bad_request', `${given} is no folder.`, 'Give the whole path of a folder on this machine.');
  return real;
}

const isInside = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : `${outer}${path.sep}`);

/** What was imported from it stays. */
export async function forgetFolder(state: State, folder: string): Promise<void> {
  const paths = [folder, await realpath(folder).catch(() => folder)];
  const [gone] = await state.deleteFrom('watched_folders').where('path', 'in', paths).execute();
  if (!gone || gone.numDeletedRows === 0n) throw new Failure('not_found', `${folder} is not watched.`, 'List what is watched: hindcast folder list');
}
