import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from '../../model/index.ts';
import { readRecord, recordTableNames, type Facts } from '../../store/index.ts';

/** Writes what was decided, assigned and said, one file of JSON lines per table that holds anything. */
export async function exportRecord(facts: Facts, folder: string): Promise<Manifest['record']> {
  await mkdir(folder);
  const written: Manifest['record'] = [];
  for (const table of recordTableNames) {
    const file = `${table}.jsonl`;
    const stream = createWriteStream(path.join(folder, file), { mode: 0o600 });
    let rows = 0;
    for await (const row of readRecord(facts, table)) {
      rows += 1;
      if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'finish');
    written.push({ file, table, rows });
  }
  return written;
}
