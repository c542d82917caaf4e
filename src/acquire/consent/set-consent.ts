import { consentInputSchema, endOfDay, type ConsentInput } from '../../model/index.ts';
import { drainOutbox, type WorkspaceStore } from '../../store/index.ts';
import { takeVisitorTurn, weighVisitors } from '../collect/weigh-visitors.ts';
import { visitorsOfRecords } from './visitors-of-people.ts';
import { takeTurn, writeStandings, type KnownPerson } from './write-standings.ts';

/**
 * Adds a person's word to the ledger, for each of the person's records, and is in force for every read when it returns, of what the person does on websites too.
 * Sent again after a failure it only adds the same word once more. Throws a zod error where the word makes no sense.
 */
export async function setConsent(store: WorkspaceStore, person: KnownPerson, given: ConsentInput, by: string | null, now: number): Promise<void> {
  const input = consentInputSchema.parse(given);
  const visitors = (await visitorsOfRecords(store.state, person.records)).map(({ visitor }) => visitor);
  await store.state.transaction().execute(async (transaction) => {
    if (visitors.length > 0) await takeVisitorTurn(transaction);
    await takeTurn(transaction);
    await transaction.insertInto('consent_ledger').values(person.records.map((subject) => ({
      subject, purpose: input.purpose, statement: input.statement, basis: 'consent', wording: input.wording ?? null, source: input.source, said_of: person.id,
      at: new Date(now), expires_at: input.expiresAt === undefined ? null : new Date(endOfDay(input.expiresAt)), by_user: by,
    }))).execute();
    await writeStandings(transaction, [person], now);
    await weighVisitors(transaction, visitors, now);
  });
  await drainOutbox(store.state, store.facts);
}
