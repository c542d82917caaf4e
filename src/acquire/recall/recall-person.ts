import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Failure, holdsPeople, personKinds, readPurposes, removedMark, type RecallAnswer } from '../../model/index.ts';
import {
  FactsEraser, drainOutbox, dropPrepared, eraseHouse, eraseRejects, eraseState, namesOf, putInOutbox, scour, scouredSystemTables, scouredTables,
  type AccessTables, type ErasedRecord, type ErasedRows, type FileLine, type SystemTables, type WorkspaceStore,
} from '../../store/index.ts';
import type { ImportPlan } from '../../model/index.ts';
import type { Pool } from 'pg';
import { takeTurn } from '../consent/write-standings.ts';
import { entriesFor, keepOut, keyOf } from './kept-out.ts';
import { eraseVisitors, keepVisitorsOut } from './recall-visitors.ts';
import { asRegExp, patternOf, wordsOfPerson } from './person-pattern.ts';

/** Everything a recall reaches. */
export interface RecallParts {
  readonly store: WorkspaceStore;
  readonly system: Kysely<SystemTables>;
  readonly people: Kysely<AccessTables>;
  /** Pools of the workspace's database and of the house's own, for work outside transactions. */
  readonly pools: { readonly workspace: Pool; readonly system: Pool };
  readonly now: () => number;
  readonly newId: () => string;
  /** Removes files that were uploaded to be imported. */
  readonly forgetUploads: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** What names the person, kept until the last step is done, so that a recall that was cut short can be finished. */
const targetsSchema = z.object({
  records: z.array(z.object({ key: z.string(), kind: z.enum(personKinds), source: z.string(), recordId: z.string() })),
  sources: z.array(z.string()).default([]),
  pattern: z.string().nullable(),
  /** Exact ids by which events name the person. */
  visitors: z.array(z.string()).default([]),
});
export type Targets = z.input<typeof targetsSchema>;

/** The engines let go of what they replaced within this time. */
const cleanWithinMs = 15 * 60_000;

/**
 * Forgets a person. First a refusal of everything, which is in force for every read when it is written; then every row, text
 * and file goes; then the engines' own files are made to let go. A keyed hash stays, so that no import brings the person back.
 * Cut short at any moment, `finishRecalls` goes on with it.
 */
export async function recallPerson(parts: RecallParts, records: readonly ErasedRecord[], by: string | null, visitors: readonly string[] = []): Promise<RecallAnswer> {
  const { store, newId, now } = parts;
  if (records.length + visitors.length === 0) throw new Failure('not_found', 'There is no record of this person.', 'Give the id that its source gave it, or contact:SOURCE:ID.');
  const words = wordsOfPerson(records, await namesOf(store.facts, records));
  const targets: Targets = { records: [...records], sources: [], pattern: patternOf(words), visitors: [...visitors] };
  const [id, at] = [newId(), now()];
  await store.state.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    await transaction.insertInto('recalls').values({ id, at: new Date(at), by_user: by, records: records.length, targets: JSON.stringify(targets), finished_at: null }).execute();
    await keepOut(transaction, id, entriesFor(await keyOf(transaction), records.map(({ key }) => key), words));
    const { rows: [turn] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
    await putInOutbox(transaction, 'refusals', records.flatMap((record) => readPurposes.map((purpose) => ({
      subject: record.key, kind: record.kind, source_system: record.source, record_id: record.recordId, purpose, refused: true, sequence: Number(turn?.sequence), occurred_at: at, known_at: at,
    }))));
  });
  await drainOutbox(store.state, store.facts);
  const removed = await erase(parts, id, targets);
  return { id, at: new Date(at).toISOString(), records: records.length, removed, left: [...words.left], filesCleanBy: new Date(at + cleanWithinMs).toISOString() };
}

/** Removes records for another reason than a person's wish: nothing keeps them out later. Cut short, `finishRecalls` goes on with it. */
export async function eraseNow(parts: RecallParts, targets: Targets): Promise<ErasedRows[]> {
  const id = parts.newId();
  await parts.store.state.insertInto('recalls').values({ id, at: new Date(parts.now()), by_user: null, records: 0, targets: JSON.stringify(targets), finished_at: null }).execute();
  return erase(parts, id, targets);
}

/** Goes on with recalls that were cut short. Returns how many. */
export async function finishRecalls(parts: RecallParts): Promise<number> {
  const open = await parts.store.state.selectFrom('recalls').selectAll().where('finished_at', 'is', null).execute();
  for (const { id, targets } of open) await erase(parts, id, targetsSchema.parse(targets));
  return open.length;
}

/** One erasure at a time: the lock is a session's, so that no transaction keeps old rows alive meanwhile. */
async function erase(parts: RecallParts, id: string, targets: Targets): Promise<ErasedRows[]> {
  return parts.store.state.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(4704)`.execute(connection);
    try {
      return await eraseEverywhere(parts, id, targets);
    } finally {
      await sql`SELECT pg_advisory_unlock(4704)`.execute(connection);
    }
  });
}

async function eraseEverywhere(parts: RecallParts, id: string, targets: Targets): Promise<ErasedRows[]> {
  const { store, system, people, pools } = parts;
  const eraser = await FactsEraser.open(store.facts, { ...targets, sources: targets.sources ?? [] });
  try {
    const visitors = await keepVisitorsOut(store.state, eraser, id, targets.visitors ?? []);
    await store.state.updateTable('recalls').set({ targets: JSON.stringify({ ...targets, visitors }) }).where('id', '=', id).execute();
    await eraser.aimAt(visitors);
    await forgetRejects(store, await eraser.lines());
    const facts = await eraser.eraseRecords();
    await dropPrepared(store.facts);
    const erasure = { records: targets.records, cleaned: cleanerOf(targets.pattern) };
    const { erased, askTokens } = await eraseState(store.state, erasure);
    await eraseHouse(system, people, { ...erasure, workspace: store.name, askTokens, visitors });
    await eraseVisitors(store.state, visitors);
    await parts.forgetUploads();
    await eraser.eraseStandings();
    await store.state.updateTable('recalls').set({ targets: null, finished_at: new Date(parts.now()) }).where('id', '=', id).execute();
    const refused = [...await scour(pools.workspace, scouredTables), ...await scour(pools.system, scouredSystemTables)];
    for (const line of refused) parts.log(`The state engine keeps what was deleted until it cleans up by itself: ${line}`);
    return summed([...facts, ...erased]);
  } finally {
    await eraser.close();
  }
}

function summed(rows: readonly ErasedRows[]): ErasedRows[] {
  return [...Map.groupBy(rows, ({ what }) => what)].map(([what, list]) => ({ what, rows: list.reduce((sum, one) => sum + one.rows, 0) }));
}

function cleanerOf(pattern: string | null): (text: string) => string {
  if (pattern === null) return (text) => text;
  const expression = asRegExp(pattern);
  const once = (text: string): string => text.replace(expression, (_, before: string, _found: string, after: string) => `${before}${removedMark}${after}`);
  // What stands after one find may have to stand before the next.
  return (text) => once(once(text));
}

/** Cells that were rejected on the person's lines, and on lines of which nothing was taken: nobody can say whose those are. */
async function forgetRejects(store: WorkspaceStore, lines: readonly FileLine[]): Promise<void> {
  const imports = await store.state.selectFrom('imports').select(['plan', 'batch_id']).where('batch_id', 'is not', null).execute();
  const linesIn = Map.groupBy(lines, ({ batch, kind }) => `${batch} ${kind}`);
  for (const { plan, batch_id } of imports) {
    const batch = Number(batch_id);
    for (const { file, kind } of (plan as ImportPlan).tables) {
      if (kind !== null && holdsPeople(kind)) await eraseRejects(store.facts, batch, file, (linesIn.get(`${batch} ${kind}`) ?? []).map(({ line }) => line));
    }
  }
}
