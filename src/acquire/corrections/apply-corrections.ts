import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { kindOfSubject, type PersonKind } from '../../model/index.ts';
import { byRecord, correctedLine, drainOutbox, dropArrived, findPersonRecords, incomingLines, incomingTable, promoteBatch, putInOutbox, readVersions, type SystemTables, type Version, type WorkspaceStore } from '../../store/index.ts';
import { approvedCorrections, type CorrectionRow } from './read-corrections.ts';
import { corrected } from './with-corrections.ts';

export interface ApplyCorrections {
  readonly store: WorkspaceStore;
  readonly system: Kysely<SystemTables>;
  readonly now: number;
  /** The date that answers are about now; a correction counts from it on. */
  readonly asOf: number;
}

/**
 * Writes what was approved, and is not written yet, as a version of its record, so that every read has it: pages, search, own
 * SQL, exports. What cannot be read now (undone, deleted by its source, or kept from every read by its person) waits for the next time.
 */
export async function applyCorrections(given: ApplyCorrections): Promise<void> {
  const approved = await approvedCorrections(given.store.state);
  const due = new Set(approved.filter((row) => row.batch_id === null).map((row) => row.record));
  for (const record of due) await correctRecord(given, record, approved.filter((row) => row.record === record));
}

async function correctRecord(given: ApplyCorrections, key: string, corrections: readonly CorrectionRow[]): Promise<void> {
  const { store } = given;
  const kind = kindOfSubject(key);
  const [known] = await findPersonRecords(store.facts, [key]);
  const newest = known && await newestVersion(store, kind, known.source, known.recordId);
  if (!newest || newest.removed) return;
  const told = corrected(newest, corrections);
  if (told.fields === newest.fields && told.attributes === newest.attributes) return;
  const due = corrections.filter((row) => row.batch_id === null);
  const batch = await newBatch(given, newest, due);
  await store.facts.insert(incomingTable(kind), incomingLines(kind, newest.source, batch)([{ ...told, recordId: newest.recordId, line: correctedLine }]));
  await promoteBatch(store.facts, kind, batch);
  await dropArrived(store.facts, kind, batch.id);
  await commit(given, batch, due);
}

async function newestVersion({ facts }: WorkspaceStore, kind: PersonKind, source: string, id: string): Promise<Version | undefined> {
  for await (const versions of byRecord(readVersions(facts, kind, 'store', [id]))) {
    const newest = versions[versions.length - 1];
    if (newest?.source === source) return newest;
  }
  return undefined;
}

/** It is known from the date of the data on, or from its own earlier day where it is written again; never before the version it corrects. */
async function newBatch({ system, now, asOf }: ApplyCorrections, newest: Version, due: readonly CorrectionRow[]): Promise<{ id: number; knownAt: number }> {
  const { rows: [number] } = await sql<{ id: string }>`SELECT nextval('batch_numbers') AS id`.execute(system);
  const since = Math.min(...due.map((row) => row.known_at?.getTime() ?? Infinity), now, asOf);
  return { id: Number(number?.id), knownAt: Math.max(newest.knownAt, since) };
}

async function commit({ store, now }: ApplyCorrections, batch: { id: number; knownAt: number }, due: readonly CorrectionRow[]): Promise<void> {
  await store.state.transaction().execute(async (transaction) => {
    const ids = due.map(({ id }) => id);
    await transaction.updateTable('corrections').set({ batch_id: batch.id }).where('id', 'in', ids).execute();
    await transaction.updateTable('corrections').set({ known_at: new Date(batch.knownAt) }).where('id', 'in', ids).where('known_at', 'is', null).execute();
    await putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: `correction:${ids[ids.length - 1]}`, fact: 'commit', known_at: batch.knownAt, recorded_at: now }]);
  });
  await drainOutbox(store.state, store.facts);
}
