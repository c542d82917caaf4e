import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { recordFolder, type Manifest } from '../../model/index.ts';
import { recordTableNames, restoreRecord, type Facts } from '../../store/index.ts';

/** Brings back what was decided, assigned and said, into tables that hold nothing yet. */
export async function bringBackRecord(facts: Facts, folder: string, manifest: Manifest): Promise<void> {
  for (const { file, table } of manifest.record) {
    const known = recordTableNames.find((name) => name === table);
    if (!known) continue;
    const text = await readFile(path.join(folder, recordFolder, file), 'utf8');
    await restoreRecord(facts, known, text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as object));
  }
}
