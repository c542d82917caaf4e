import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { recordFolder, type Manifest } from '../../model/index.ts';
import { factWithoutForgotten, forgottenContacts } from '../recall/manifest-without-forgotten.ts';
import type { ForgottenPeople } from '../recall/leave-out.ts';
import { recordTableNames, restoreRecord, type Facts } from '../../store/index.ts';

/** Brings back what was decided, assigned and said, into tables that hold nothing yet; `people` were forgotten since and stay out. */
export async function bringBackRecord(facts: Facts, folder: string, manifest: Manifest, people: ForgottenPeople | null): Promise<void> {
  for (const { file, table } of manifest.record) {
    const known = recordTableNames.find((name) => name === table);
    if (!known) continue;
    const text = await readFile(path.join(folder, recordFolder, file), 'utf8');
    const rows = text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
    await restoreRecord(facts, known, people ? withoutForgotten(rows, manifest, people) : rows);
  }
}

function withoutForgotten(rows: readonly Record<string, unknown>[], manifest: Manifest, people: ForgottenPeople): object[] {
  const isForgotten = forgottenContacts(manifest, people);
  return rows.map((row) => factWithoutForgotten(row, people, isForgotten)).filter((row) => row !== null);
}
