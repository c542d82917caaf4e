import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Removes uploaded files, whatever is in them: they are needed only until they are imported, and nobody can say of a file
 * whom it names. Folders in `busy` (absolute paths) are left to the imports that read them. Returns how many folders went.
 */
export async function forgetUploads(folder: string, busy: ReadonlySet<string>): Promise<number> {
  const held = await readdir(folder).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  });
  const due = held.map((name) => path.join(folder, name)).filter((upload) => !busy.has(upload));
  for (const upload of due) await rm(upload, { recursive: true, force: true });
  return due.length;
}
