import { allowed, purposeMeanings, purposes, type ConsentAnswer, type Person } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { readLedger } from './read-ledger.ts';

/** What a person's records may be used for now, why, and everything that was said. */
export async function consentOf(store: WorkspaceStore, person: Person, now: number): Promise<ConsentAnswer> {
  const ledger = await readLedger(store.state, person.records);
  const standing = purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...allowed(ledger, { person: person.id, records: person.records }, purpose, now) }));
  return { person: person.id, records: person.records, purposes: standing, ledger };
}
