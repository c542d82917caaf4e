import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely, Selectable } from 'kysely';
import { Failure } from '../../../model/index.ts';
import type { WorkspaceTables } from '../../../store/index.ts';
import { copyFile } from './copy-file.ts';
import { liesWithin, listFiles, type SeenFile } from './list-files.ts';

export interface LookParts {
  readonly state: Kysely<WorkspaceTables>;
  readonly now: () => number;
  /** A new folder for the copies of this look; made when the first is. */
  readonly copiesFolder: string;
  /** Imports everything in the folder of copies and returns the import's id. Throws `Failure` where it holds no table. */
  readonly importCopies: (source: string | null) => Promise<string>;
}

/** A file must have been the same for so long before it is taken. */
export const settledMs = 30_000;
const mostAtOnce = 200;

type Folder = Pick<Selectable<WorkspaceTables['watched_folders']>, 'path' | 'source'>;
interface Ready { readonly seen: SeenFile; readonly copy: string; readonly hash: string }

/**
 * Looks into a watched folder: files that have not changed for `settledMs` between two looks are copied, and those whose content was not
 * imported before are imported together, so that tables that belong to each other are read as one export. Nothing in the
 * folder is moved, changed or removed. Returns the id of the import, or null.
 */
export async function lookInto(folder: Folder, parts: LookParts): Promise<string | null> {
  const { state, now } = parts;
  const listing = await listFiles(folder.path).catch((error: Error) => error);
  if (listing instanceof Error) {
    await state.updateTable('watched_folders').set({ fault: 'It cannot be read.', last_look_at: new Date(now()) }).where('path', '=', folder.path).execute();
    return null;
  }
  await state.updateTable('watched_folders').set({ fault: listing.cut ? 'It holds more than 5,000 files: the others are not looked at.' : null, last_look_at: new Date(now()) }).where('path', '=', folder.path).execute();
  const settled = await noteFiles(folder.path, listing.files, parts);
  const ready = await copies(folder.path, settled.slice(0, mostAtOnce), parts);
  return ready.length === 0 ? null : importTogether(folder, ready, parts);
}

/** Writes down what is seen now, forgets what is gone, and returns the files that have settled and are not judged yet. */
async function noteFiles(folder: string, files: readonly SeenFile[], { state, now }: LookParts): Promise<SeenFile[]> {
  const held = new Map((await state.selectFrom('watched_files').selectAll().where('folder', '=', folder).execute()).map((row) => [row.file, row]));
  const gone = [...held.keys()].filter((file) => !files.some((one) => one.file === file));
  if (gone.length > 0) await state.deleteFrom('watched_files').where('folder', '=', folder).where('file', 'in', gone).execute();
  const settled: SeenFile[] = [];
  for (const seen of files) {
    const before = held.get(seen.file);
    if (before !== undefined && Number(before.size) === seen.size && Number(before.modified_ms) === seen.modifiedMs) {
      if (before.state === 'arriving' && now() - before.seen_at.getTime() >= settledMs) settled.push(seen);
      continue;
    }
    const fresh = { size: seen.size, modified_ms: seen.modifiedMs, state: 'arriving', detail: null, import_id: null, seen_at: new Date(now()) };
    await state.insertInto('watched_files').values({ folder, file: seen.file, ...fresh }).onConflict((conflict) => conflict.columns(['folder', 'file']).doUpdateSet(fresh)).execute();
  }
  return settled;
}

async function copies(folder: string, settled: readonly SeenFile[], parts: LookParts): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const seen of settled) {
    const copy = path.join(parts.copiesFolder, seen.file);
    const copied = await liesWithin(folder, seen.file) ? await copyFile(folder, seen, copy) : { outcome: 'refused' as const, reason: 'a link leads out of the folder' };
    if (copied.outcome === 'refused') await judge(folder, seen, parts, 'refused', copied.reason, null);
    if (copied.outcome !== 'copied') continue;
    const before = await importOf(folder, copied.hash, parts);
    if (before === null && !ready.some(({ hash }) => hash === copied.hash)) { ready.push({ seen, copy, hash: copied.hash }); continue; }
    await judge(folder, seen, parts, 'known', null, before);
    await rm(copy, { force: true });
  }
  return ready;
}

/** The import that took this content, unless it failed or was stopped: then it is taken again. */
async function importOf(folder: string, hash: string, { state }: LookParts): Promise<string | null> {
  const row = await state.selectFrom('watched_contents').innerJoin('imports', 'imports.id', 'watched_contents.import_id')
    .select(['watched_contents.import_id', 'imports.state']).where('folder', '=', folder).where('hash', '=', hash).executeTakeFirst();
  return row === undefined || row.state === 'failed' || row.state === 'cancelled' ? null : row.import_id;
}

async function importTogether(folder: Folder, ready: readonly Ready[], parts: LookParts): Promise<string | null> {
  let importId: string;
  try {
    importId = await parts.importCopies(folder.source);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    for (const { seen } of ready) await judge(folder.path, seen, parts, 'refused', error.message, null);
    await rm(parts.copiesFolder, { recursive: true, force: true });
    return null;
  }
  for (const { seen, hash } of ready) {
    const kept = { import_id: importId };
    await parts.state.insertInto('watched_contents').values({ folder: folder.path, hash, ...kept }).onConflict((conflict) => conflict.columns(['folder', 'hash']).doUpdateSet(kept)).execute();
    await judge(folder.path, seen, parts, 'queued', null, importId);
  }
  return importId;
}

async function judge(folder: string, { file }: SeenFile, { state }: LookParts, to: 'known' | 'queued' | 'refused', detail: string | null, importId: string | null): Promise<void> {
  await state.updateTable('watched_files').set({ state: to, detail, import_id: importId }).where('folder', '=', folder).where('file', '=', file).execute();
}
