import { sql, type Kysely, type Transaction } from 'kysely';
import { allowedWithOthers, consentInputSchema, endOfDay, purposeMeanings, purposes, type ConsentAnswer, type ConsentInput } from '../../model/index.ts';
import { drainOutbox, findPersonRecords, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { readLedger } from '../consent/read-ledger.ts';
import { peopleOfVisitors, subjectsOfPerson, subjectsOfVisitor, visitorsOfRecords, type LinkedVisitor } from '../consent/visitors-of-people.ts';
import { takeTurn, writeStandings } from '../consent/write-standings.ts';
import { takeVisitorTurn, weighVisitors } from './weigh-visitors.ts';

interface Visitor { readonly id: string; readonly nodes: readonly string[] }

/** True for an exact id of a visitor, as `user:<id>` or `anonymous:<id>`. */
export const isVisitorNode = (id: string): boolean => /^(?:user|anonymous):./.test(id);

/**
 * Adds a word of whom events name by an exact id, said of all ids that were joined with it. It counts for the contact whom the visitor is taken for as well. It waits for events that are being
 * kept: once it answers, no event is kept, and none is read, for a purpose that it refuses.
 */
export async function setVisitorConsent(store: WorkspaceStore, node: string, given: ConsentInput, by: string | null, now: number): Promise<void> {
  const input = consentInputSchema.parse(given);
  await store.state.transaction().execute(async (transaction) => {
    await takeVisitorTurn(transaction);
    await takeTurn(transaction);
    await sql`INSERT INTO visitor_ids (node, visitor, first_at) VALUES (${node}, ${node}, ${new Date(now)}) ON CONFLICT (node) DO NOTHING`.execute(transaction);
    const { id, nodes } = await visitorOf(transaction, node);
    await transaction.insertInto('consent_ledger').values(nodes.map((subject) => ({
      subject, purpose: input.purpose, statement: input.statement, basis: 'consent', wording: input.wording ?? null, source: input.source, said_of: id,
      at: new Date(now), expires_at: input.expiresAt === undefined ? null : new Date(endOfDay(input.expiresAt)), by_user: by,
    }))).execute();
    await weighWithOthers(transaction, store, id, now);
  });
  await drainOutbox(store.state, store.facts);
}

/** What a visitor now allows, for its own ids and for whom it is taken for. */
async function weighWithOthers(transaction: Transaction<WorkspaceTables>, { facts }: WorkspaceStore, id: string, now: number): Promise<void> {
  const person = (await peopleOfVisitors(transaction, [id])).get(id);
  const siblings = person === undefined ? [] : await visitorsOfRecords(transaction, person.records);
  await weighVisitors(transaction, new Set([id, ...siblings.map(({ visitor }) => visitor)]), now);
  if (person !== undefined) await writeStandings(transaction, [{ ...person, known: await findPersonRecords(facts, person.records) }], now);
}

/** What a visitor allows and everything that was said, of the contact whom it is taken for as well. */
export async function visitorConsent({ state }: WorkspaceStore, node: string, now: number): Promise<ConsentAnswer> {
  const { id, nodes } = await visitorOf(state, node);
  const person = (await peopleOfVisitors(state, [id])).get(id);
  const siblings = person === undefined ? [] : (await visitorsOfRecords(state, person.records)).filter(({ visitor }): boolean => visitor !== id);
  const others = person === undefined ? [] : [subjectsOfPerson(person), ...siblings.map((one: LinkedVisitor) => subjectsOfVisitor(one))];
  const ledger = await readLedger(state, [...nodes, ...others.flatMap(({ records }) => records)]);
  return {
    person: id, records: [...nodes], ledger,
    purposes: purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...allowedWithOthers(ledger, { person: id, records: nodes }, others, purpose, now) })),
  };
}

async function visitorOf(state: Kysely<WorkspaceTables>, node: string): Promise<Visitor> {
  const { rows } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE visitor = (SELECT visitor FROM visitor_ids WHERE node = ${node}) ORDER BY node`.execute(state);
  return rows[0] ? { id: rows[0].visitor, nodes: rows.map((row) => row.node) } : { id: node, nodes: [node] };
}
