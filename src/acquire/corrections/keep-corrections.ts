import type { Kysely } from 'kysely';
import type { Manifest } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { hashOf, readKeptOut } from '../recall/kept-out.ts';
import { correctionFrom } from './read-corrections.ts';

type Kept = Manifest['corrections'];

/** Corrections as an export keeps them, without those of records that refuse to be kept. */
export async function correctionsToKeep(state: Kysely<WorkspaceTables>, refused: ReadonlySet<string>): Promise<Kept> {
  const rows = await state.selectFrom('corrections').selectAll().orderBy('asked_at').orderBy('id').execute();
  return rows.filter(({ record }) => !refused.has(record)).map((row) => ({ ...correctionFrom(row), further: row.further, knownAt: row.known_at?.getTime() ?? null }));
}

/** Brings corrections back beside those that are there, but for forgotten people's; rows imported after this are corrected as they were. */
export async function bringBackCorrections(state: Kysely<WorkspaceTables>, kept: Kept): Promise<void> {
  const at = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));
  const keptOut = await readKeptOut(state);
  const forgotten = new Set(keptOut?.entries.flatMap(({ kind, hash }) => (kind === 'record' ? [hash] : [])));
  for (const one of kept.filter(({ record }) => !keptOut || !forgotten.has(hashOf(keptOut.key, 'record', record)))) {
    await state.insertInto('corrections').values({
      id: one.id, person: one.person, record: one.record, field: one.field, further: one.further, from_value: one.from, to_value: one.to, state: one.state, asked_at: new Date(one.askedAt),
      decided_at: at(one.decidedAt), decided_by: one.decidedBy, reason: one.reason, batch_id: null, known_at: one.knownAt === null ? null : new Date(one.knownAt),
    }).onConflict((conflict) => conflict.column('id').doNothing()).execute();
  }
}
