import { sql } from 'kysely';
import { takeTurn } from '../acquire/index.ts';
import { agesOf, drainOutbox, type WorkspaceStore } from '../store/index.ts';
import { readPart, writeFold, type Cause } from './entities/refold.ts';

/** Records that fold together with some records and are not of their people: evidence or a word connects them. */
export async function connectedTo({ state }: WorkspaceStore, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`SELECT record FROM identity_members WHERE component = ANY (ARRAY(SELECT component FROM identity_members WHERE record = ANY (${[...keys]}::text[])))
    AND NOT entity = ANY (ARRAY(SELECT entity FROM identity_members WHERE record = ANY (${[...keys]}::text[]))) ORDER BY record`.execute(state);
  return rows.map(({ record }) => record);
}

/** Folds what some records are connected with: once somebody in it was forgotten, what was kept apart because of them may be one now. */
export async function foldAgain(store: WorkspaceStore, keys: readonly string[], cause: Cause, now: number): Promise<void> {
  if (keys.length === 0) return;
  await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    const records = [...await agesOf(store.facts, keys)].map(([key, knownAt]) => ({ key, knownAt }));
    await writeFold(state, store.facts, await readPart(state, store.facts, records), cause, now);
  });
  await drainOutbox(store.state, store.facts);
}
