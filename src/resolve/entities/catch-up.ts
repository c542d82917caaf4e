import { sql } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { drainOutbox, type WorkspaceStore } from '../../store/index.ts';
import { readInForce } from '../limits/limited.ts';
import { readEverything, writeFold } from './refold.ts';

/**
 * Folds everything where words came in by another way than a command: from an export, or from a version that kept no table of members. Nothing to do
 * costs one small read.
 */
export async function catchUp(store: WorkspaceStore, now: number): Promise<void> {
  if (!(await isBehind(store))) return;
  await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    await writeFold(state, store.facts, await readEverything(state, store.facts, await readInForce(state)), { kind: 'word', id: null }, now);
    await sql`UPDATE identity_fold SET words_through = (SELECT coalesce(max(sequence), 0) FROM identity_decisions)`.execute(state);
  });
  await drainOutbox(store.state, store.facts);
}

async function isBehind({ state }: WorkspaceStore): Promise<boolean> {
  const { rows: [row] } = await sql<{ behind: boolean }>`SELECT coalesce((SELECT max(sequence) FROM identity_decisions), 0) > words_through AS behind FROM identity_fold`.execute(state);
  return row?.behind ?? false;
}
