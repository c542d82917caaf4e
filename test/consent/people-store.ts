import { setConsent, takeTurn, writeStandings, type KnownPerson } from '../../src/acquire/index.ts';
import { personOf } from '../../src/resolve/index.ts';
import { drainOutbox, dropArrived, findPersonRecords, incomingLines, incomingTable, promoteBatch, putInOutbox, type PersonRecord, type WorkspaceStore } from '../../src/store/index.ts';
import type { Kind } from '../../src/model/index.ts';
import { rowsOf, type RandomPeople } from './random-people.ts';

/** Brings the rows of a company in as one committed batch per kind. */
export async function bringPeople(store: WorkspaceStore, people: RandomPeople, at: number): Promise<void> {
  for (const [index, kind] of (['account', 'deal', 'contact', 'lead', 'activity', 'answer', 'deal_contact'] as const satisfies Kind[]).entries()) {
    const batch = { id: index + 1, knownAt: at };
    await store.facts.insert(incomingTable(kind), incomingLines(kind, 'files', batch)(rowsOf(people, kind, at)));
    await promoteBatch(store.facts, kind, batch);
    await dropArrived(store.facts, kind, batch.id);
    await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: at, recorded_at: at }]));
  }
  await drainOutbox(store.state, store.facts);
  const asked = people.subjects.filter(({ kind }) => kind === 'contact');
  await store.facts.insert('ask_facts', asked.map(({ id, deal }) => ({ ask_id: id, deal_id: deal, contact_id: id, fact: 'asked', said: null, offer_wanted: null, by_user: null, occurred_at: at })));
  await store.facts.insert('delay_facts', asked.map(({ id, deal, canary }) => ({
    input_id: id, deal_id: deal, input: 'old_costs_per_month', fact: 'given', low: 1, likely: 1, high: 1, currency: 'EUR', on_day: null, words: null, source: 'buyer_said', contact_id: id, evidence: canary, said_on: null, by_user: null, occurred_at: at,
  })));
}

const blockRows = 1000;

/** Says everything at once: the same rows and standings as one command per word would write, in few transactions. */
export async function sayEverything(store: WorkspaceStore, people: RandomPeople, at: number): Promise<void> {
  const key = (index: number): string => people.subjects[index]?.key as string;
  for (let from = 0; from < people.words.length; from += blockRows) {
    await store.state.insertInto('consent_ledger').values(people.words.slice(from, from + blockRows).map((word) => ({
      subject: key(word.subject), purpose: word.purpose, statement: word.statement, basis: 'consent', wording: null, source: 'test', said_of: linkedOf(people, word.subject, key), at: new Date(at), expires_at: null, by_user: null,
    }))).execute();
  }
  for (let from = 0; from < people.links.length; from += blockRows) {
    await store.state.insertInto('identity_decisions').values(people.links.slice(from, from + blockRows).map(([a, b]) => ({
      a: key(a), b: key(b), a_known_at: new Date(at), b_known_at: new Date(at), says: 'same', at: new Date(at), by_user: null,
    }))).execute();
  }
  const known = await knownPeople(store, people);
  for (let from = 0; from < known.length; from += blockRows) {
    await store.state.transaction().execute(async (transaction) => {
      await takeTurn(transaction);
      await writeStandings(transaction, known.slice(from, from + blockRows), at);
    });
  }
  await drainOutbox(store.state, store.facts);
}

/** The person's id: of two records known at once, the key that sorts first. */
function linkedOf(people: RandomPeople, subject: number, key: (index: number) => string): string {
  const link = people.links.find((pair) => pair.includes(subject));
  return link ? [key(link[0]), key(link[1])].sort()[0] as string : key(subject);
}

async function knownPeople(store: WorkspaceStore, people: RandomPeople): Promise<KnownPerson[]> {
  const records = new Map<string, PersonRecord>();
  for (let from = 0; from < people.subjects.length; from += 200) {
    for (const record of await findPersonRecords(store.facts, people.subjects.slice(from, from + 200).map(({ key }) => key))) records.set(record.key, record);
  }
  const partner = new Map(people.links.flatMap(([a, b]) => [[a, b], [b, a]] as const));
  return people.subjects.flatMap(({ index, key }): KnownPerson[] => {
    const other = partner.get(index);
    if (other !== undefined && other < index) return [];
    const keys = [key, ...(other === undefined ? [] : [people.subjects[other]?.key as string])].sort();
    return [{ id: keys[0] as string, records: keys, known: keys.flatMap((one) => records.get(one) ?? []) }];
  });
}

/** One word by the command itself. */
export async function say(store: WorkspaceStore, key: string, purpose: 'store' | 'analyse' | 'predict', statement: 'grant' | 'object', at: number): Promise<void> {
  await setConsent(store, await personOf(store, key, at), { purpose, statement }, null, at);
}
