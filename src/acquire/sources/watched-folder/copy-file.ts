import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { constants, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SeenFile } from './list-files.ts';

/** A copy with the hash of what is in it, or why there is none. */
export type Copied = { readonly outcome: 'copied'; readonly hash: string } | { readonly outcome: 'changing' | 'refused'; readonly reason: string };

const largestBytes = 2_000_000_000;

/**
 * Copies a file so that nothing can change under an import. The last step of the path is opened without following links, and what was
 * opened must be an ordinary file, the same before and after: what changes meanwhile is still being written. SHA-256.
 */
export async function copyFile(root: string, seen: SeenFile, target: string): Promise<Copied> {
  if (seen.size > largestBytes) return { outcome: 'refused', reason: 'larger than 2 GB' };
  const handle = await open(path.join(root, seen.file), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null);
  if (handle === null) return { outcome: 'refused', reason: 'it cannot be opened' };
  try {
    const before = await handle.stat();
    if (!before.isFile()) return { outcome: 'refused', reason: 'no ordinary file' };
    if (before.size !== seen.size || Math.floor(before.mtimeMs) !== seen.modifiedMs) return { outcome: 'changing', reason: 'it is being written' };
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    await pipeline(
      handle.createReadStream({ start: 0, end: Math.max(0, before.size - 1), autoClose: false }),
      async function* hashed(chunks: AsyncIterable<Buffer>) { for await (const chunk of chunks) { hash.update(chunk); yield chunk; } },
      createWriteStream(target, { mode: 0o600 }),
    );
    const after = await handle.stat();
    if (after.size === before.size && after.mtimeMs === before.mtimeMs) return { outcome: 'copied', hash: hash.digest('hex') };
    await rm(target, { force: true });
    return { outcome: 'changing', reason: 'it is being written' };
  } finally {
    await handle.close();
  }
}
