import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const keyBytes = 32;

/** The key that seals sources' secrets: a file that only this user can read, beside the data and in no backup. Made when it is first needed. */
export async function sourceKey(dataFolder: string): Promise<Buffer> {
  const file = path.join(dataFolder, 'keys', 'live-sources.key');
  const held = await readFile(file).catch(() => null);
  if (held?.length === keyBytes) return held;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // Of two processes that make it at once the first one's stays.
  await writeFile(file, randomBytes(keyBytes), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error; });
  return readFile(file);
}
