import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** A file as it is seen in a folder: its path below it, and what changes while it is written. */
export interface SeenFile {
  readonly file: string;
  readonly size: number;
  readonly modifiedMs: number;
}

const deepest = 5;
const mostFiles = 5_000;
/** Names that programs give to files that are not finished. */
const unfinished = /^(\.|~\$)|~$|\.(tmp|temp|part|partial|crdownload|download|filepart|swp|lock)$/i;

/** What a folder holds, and whether there was more than may be. */
export interface Listing { readonly files: readonly SeenFile[]; readonly cut: boolean }

/** Ordinary files of a folder and of those below it. Links are never followed, wherever they point; hidden and unfinished files are passed over. */
export async function listFiles(root: string): Promise<Listing> {
  const files: SeenFile[] = [];
  const folders: Array<readonly [folder: string, depth: number]> = [['', 0]];
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const [folder, depth] = next;
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (unfinished.test(entry.name)) continue;
      if (entry.isDirectory() && depth < deepest) folders.push([file, depth + 1]);
      if (!entry.isFile()) continue;
      if (files.length >= mostFiles) return { files, cut: true };
      const { size, mtimeMs } = await lstat(path.join(root, file));
      files.push({ file, size, modifiedMs: Math.floor(mtimeMs) });
    }
  }
  return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), cut: false };
}

/** Whether a file still lies in the folder and not behind a link that was put in its way. */
export async function liesWithin(root: string, file: string): Promise<boolean> {
  const folder = await realpath(path.dirname(path.join(root, file)));
  return folder === root || folder.startsWith(`${root}${path.sep}`);
}
