import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const notOurs = new Set(['node_modules', 'dist', 'pictures', '.git', '.hindcast', '.tmp']);

/** Every file of ours under the named folders, as paths from the root, sorted. */
export function filesUnder(root, folders, matches = () => true) {
  return folders.flatMap((folder) => [...walk(root, folder)]).filter(matches).sort();
}

/** Every folder of ours under the named ones, themselves included, sorted. */
export const foldersUnder = (root, folders) =>
  [...new Set(filesUnder(root, folders).flatMap(parentsOf))].sort();

function parentsOf(path) {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function* walk(root, folder) {
  for (const entry of entriesOf(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !notOurs.has(entry.name)) yield* walk(root, path);
    if (entry.isFile()) yield path;
  }
}

function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

export const isTypeScript = (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
