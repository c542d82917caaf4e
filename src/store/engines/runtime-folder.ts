import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** The kernel takes 108 bytes of socket path on Linux and 104 on macOS, the ending zero included. */
const longestSocketPathBytes = 100;
const longestSocketName = 'clickhouse.sock.stale-0000000000';

/** Characters that are patterns to the facts engine when it reads a file. */
const patternCharacters = /[*?{}[\]]/;

/**
 * The 0700 folder of an installation's sockets: `run` in its data folder, or a short one under the system's temporary
 * folder where that path is too long for a socket. The same data folder always leads to the same runtime folder.
 */
export async function runtimeFolderOf(dataDir: string, asked: string | undefined): Promise<string> {
  const inside = path.join(await realpath(dataDir), 'run');
  const folder = asked ?? (fits(inside) ? inside : shortFolder(inside));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseForeign(folder);
  await chmod(folder, 0o700);
  return folder;
}

const fits = (folder: string): boolean => Buffer.byteLength(path.join(folder, longestSocketName)) <= longestSocketPathBytes && !patternCharacters.test(folder);

function shortFolder(inside: string): string {
  const digest = createHash('sha256').update(inside).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `hindcast-${process.getuid?.() ?? 0}-${digest}`);
}

/** A folder in a place where everybody may write could have been laid there by somebody else. */
async function refuseForeign(folder: string): Promise<void> {
  const found = await lstat(folder);
  const mine = process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== mine) throw new Error(`${folder} belongs to another user; it cannot hold this installation's sockets.`);
}
