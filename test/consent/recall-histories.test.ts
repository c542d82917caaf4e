import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishRecalls, recallPerson, setConsent, type RecallParts } from '../../src/acquire/index.ts';
import { readForgotten } from '../../src/acquire/recall/kept-out.ts';
import { ForgottenPeople, leaveOutForgotten } from '../../src/acquire/recall/leave-out.ts';
import { takeTurn, writeStandings } from '../../src/acquire/consent/write-standings.ts';
import { randomStream, type RandomStream } from '../../src/learn/index.ts';
import { purposes, subjectOf, type Kind, type MappedRow, type PersonKind, type Purpose } from '../../src/model/index.ts';
import { allRecordsOf, peopleOf, personOf } from '../../src/resolve/index.ts';
import { Store, drainOutbox, dropArrived, findPersonRecords, incomingLines, incomingTable, promoteBatch, putInOutbox, visibleRows, type WorkspaceStore } from '../../src/store/index.ts';
import { withEngines } from '../../src/store/engines/testing.ts';

/**
 * A thousand small worlds side by side in one workspace: in each, people arrive, are joined and parted, say what they allow
 * and ask to be forgotten, in random order. What is said of everybody else must not change by it, ever.
 */
const worlds = 1_000;
const rounds = 5;
const perWorld = 5;

interface Subject { readonly world: number; readonly kind: PersonKind; readonly id: string; readonly key: string; readonly name: string; readonly email: string }
type Step = { readonly does: 'import' | 'nothing' } | { readonly does: 'link' | 'unlink'; readonly a: Subject; readonly b: Subject }
  | { readonly does: 'say'; readonly who: Subject; readonly purpose: Purpose; readonly statement: 'grant' | 'object' } | { readonly does: 'recall'; readonly who: Subject };

const engines = withEngines();
const start = Date.parse('2026-06-30T09:00:00Z');
const random = randomStream('recalls', 11);
const pick = <T>(list: readonly T[], from: RandomStream = random): T => list[Math.floor(from() * list.length)] as T;
const letters = (): string => Array.from({ length: 9 }, () => pick([...'bcdfghjklmnpqrstvwxz'])).join('');

/** Namesakes and shared mail boxes are common: a third have the name or the address of the one before. */
function peopleOfWorld(world: number): Subject[] {
  const subjects: Subject[] = [];
  for (let index = 0; index < perWorld; index += 1) {
    const [kind, id, before] = [random() < 0.6 ? 'contact' as const : 'lead' as const, `w${world}-${index}`, subjects[index - 1]];
    const name = before && random() < 0.33 ? before.name : `${letters()} ${letters()}`;
    const email = before && random() < 0.33 ? before.email : `${letters()}@example.com`;
    subjects.push({ world, kind, id, key: subjectOf(kind, 'files', id), name, email });
  }
  return subjects;
}

function stepOf(subjects: readonly Subject[]): Step {
  const [a, b, roll] = [pick(subjects), pick(subjects), random()];
  if (roll < 0.25) return { does: 'import' };
  if (roll < 0.55) return a === b ? { does: 'nothing' } : { does: roll < 0.45 ? 'link' : 'unlink', a, b };
  return roll < 0.8 ? { does: 'say', who: a, purpose: pick(purposes), statement: roll < 0.7 ? 'object' : 'grant' } : { does: 'recall', who: a };
}

const people = Array.from({ length: worlds }, (_, world) => peopleOfWorld(world));
const steps = people.map((subjects) => Array.from({ length: rounds }, () => stepOf(subjects)));
const everybody = people.flat();
const forgotten = new Set<string>();

let house: Store;
let store: WorkspaceStore;
let parts: RecallParts;
let batches = 0;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => start, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('recalls', false);
  parts = {
    store, system: house.system, people: house.peopleTables(), pools: { workspace: engines().postgres('recalls'), system: engines().postgres('system') },
    now: () => start, newId: randomUUID, forgetUploads: async () => undefined, log: () => undefined,
  };
  await bring(everybody);
}, 180_000);
afterAll(() => house.jobs.stop());

const rowOf = ({ id, name, email, kind }: Subject): MappedRow => ({ recordId: id, line: 2, fields: { name, email, createdAt: start, ...(kind === 'lead' ? { company: 'A' } : { accountName: 'A' }) }, attributes: { remark: `of ${id}` } });
const touchOf = ({ id, kind, name, world }: Subject): MappedRow => ({ recordId: `t-${id}`, line: 2, fields: { dealId: `d${world}`, [kind === 'contact' ? 'contactId' : 'leadId']: id, type: 'Call', subject: `with ${name}`, at: start }, attributes: {} });

async function* each<T>(list: Iterable<T>): AsyncIterable<T> { yield* list; }

/** An import as the importer makes it: forgotten people are left out, the rest is compared with what is held. */
async function bring(subjects: readonly Subject[]): Promise<void> {
  const { list } = await readForgotten(store.state);
  const rows: ReadonlyArray<readonly [Kind, MappedRow[]]> = [
    ...(['contact', 'lead'] as const).map((kind) => [kind, subjects.filter((one) => one.kind === kind).map(rowOf)] as const), ['activity', subjects.map(touchOf)],
  ];
  for (const [kind, all] of rows) {
    const batch = { id: batches += 1, knownAt: start };
    const kept: MappedRow[] = [];
    const given = each(all.map((row) => ({ row })));
    for await (const item of list ? leaveOutForgotten(given, kind, 'files', new ForgottenPeople(list)) : given) if ('row' in item) kept.push(item.row);
    if (kept.length === 0) continue;
    await store.facts.insert(incomingTable(kind), incomingLines(kind, 'files', batch)(kept));
    await promoteBatch(store.facts, kind, batch);
    await dropArrived(store.facts, kind, batch.id);
    await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: start, recorded_at: start }]));
  }
  await drainOutbox(store.state, store.facts);
}

/** Who is who, also of those who are gone. */
const everyone = () => peopleOf(store, everybody.map(({ key }) => key), start);

const isHere = ({ key }: Subject): boolean => !forgotten.has(key);

/** Words on who is who and on consent, many in one transaction: the same rows and standings as one command each. */
async function sayAll(due: readonly Step[]): Promise<void> {
  const words = due.flatMap((step) => ((step.does === 'link' || step.does === 'unlink') && isHere(step.a) && isHere(step.b) ? [{ a: step.a.key, b: step.b.key, a_known_at: new Date(start), b_known_at: new Date(start), says: step.does === 'link' ? 'same' : 'different', at: new Date(start), by_user: null }] : []));
  if (words.length > 0) await store.state.insertInto('identity_decisions').values(words).execute();
  const folded = await everyone();
  const recordsOf = (key: string): { id: string; records: readonly string[] } => folded.get(key) ?? { id: key, records: [key] };
  const said = due.flatMap((step) => (step.does === 'say' && isHere(step.who) ? recordsOf(step.who.key).records.map((subject) => ({ subject, purpose: step.purpose, statement: step.statement, basis: 'consent', wording: null, source: 'test', said_of: recordsOf(subject).id, at: new Date(start), expires_at: null, by_user: null })) : []));
  if (said.length > 0) await store.state.insertInto('consent_ledger').values(said).execute();
  const touched = [...new Set([...words.flatMap(({ a, b }) => [...recordsOf(a).records, ...recordsOf(b).records]), ...said.map(({ subject }) => subject)])];
  const known = new Map((await findInBlocks(touched)).map((record) => [record.key, record]));
  const whole = new Map(touched.map((key) => [recordsOf(key).id, recordsOf(key)]));
  const list = [...whole.values()].map(({ id, records }) => ({ id, records: [...records], known: records.flatMap((key) => known.get(key) ?? []) }));
  await store.state.transaction().execute(async (transaction) => { await takeTurn(transaction); await writeStandings(transaction, list, start); });
  await drainOutbox(store.state, store.facts);
}

async function findInBlocks(keys: readonly string[]) {
  const found = [];
  for (let from = 0; from < keys.length; from += 200) found.push(...await findPersonRecords(store.facts, keys.slice(from, from + 200)));
  return found;
}

/** What can be read of people, for every purpose of reading, by record; with what they said and who they are. */
async function answers(): Promise<Map<string, string>> {
  const told = new Map<string, string[]>();
  const add = (key: string, text: string): void => { told.set(key, [...told.get(key) ?? [], text]); };
  for (const purpose of ['store', 'analyse', 'predict'] as const) {
    for (const kind of ['contact', 'lead'] as const) {
      for await (const block of store.facts.stream(`SELECT record_id, name, email, attributes FROM ${visibleRows(kind, purpose)} ORDER BY record_id`, {})) for (const [id, ...rest] of block) add(subjectOf(kind, 'files', String(id)), `${purpose} ${JSON.stringify(rest)}`);
    }
    for await (const block of store.facts.stream(`SELECT ifNull(contact_id, ''), ifNull(lead_id, ''), count() FROM ${visibleRows('activity', purpose)} GROUP BY 1, 2 ORDER BY 1, 2`, {})) for (const [contact, lead, n] of block) add(contact ? `contact:files:${String(contact)}` : `lead:files:${String(lead)}`, `${purpose} touches ${String(n)}`);
  }
  for (const row of await store.state.selectFrom('consent_ledger').selectAll().orderBy('sequence').execute()) add(row.subject, `${row.purpose} ${row.statement}`);
  for (const [key, person] of await everyone()) if (person.records.length > 1) add(key, `is ${person.records.join(' ')}`);
  return new Map([...told].map(([key, list]) => [key, list.join('\n')]));
}

/** Forgets the people whom one round asks for: a sample by one command each, the others of all worlds together. */
async function forget(due: readonly Step[]): Promise<Set<string>> {
  const asked = due.flatMap((step) => (step.does === 'recall' && isHere(step.who) ? [step.who] : []));
  const folded = await everyone();
  const keys = new Set(asked.flatMap(({ key }) => folded.get(key)?.records ?? [key]));
  for (const one of asked.slice(0, 2)) await recallPerson(parts, await allRecordsOf(store, one.key, start), null);
  const records = await findInBlocks([...keys]);
  if (records.length > 0) await recallPerson(parts, records, null);
  return keys;
}

test(`in ${worlds} random histories a recall changes what is said of nobody else, and nobody forgotten comes back`, { timeout: 600_000 }, async () => {
  let recalls = 0;
  for (let round = 0; round < rounds; round += 1) {
    const due = steps.map((list) => list[round] as Step);
    await bring(due.flatMap((step, world) => (step.does === 'import' ? people[world] as Subject[] : [])));
    await sayAll(due);
    const before = await answers();
    const gone = await forget(due);
    recalls += gone.size;
    for (const key of gone) forgotten.add(key);
    const after = await answers();
    expect([...after.keys()].filter((key) => forgotten.has(key))).toEqual([]);
    for (const key of gone) before.delete(key);
    expect(after).toEqual(before);
  }
  const held = await answers();
  await bring(everybody);
  const again = await answers();
  expect([...again.keys()].filter((key) => forgotten.has(key))).toEqual([]);
  for (const { key } of everybody.filter(isHere)) expect(again.get(key), key).toBe(held.get(key));
  expect(recalls).toBeGreaterThan(800);
});

test('a recall that was cut short is in force all the same, and the next start goes on with it', async () => {
  const one = everybody.filter(isHere).find(({ name }) => everybody.filter((other) => other.name === name).length === 1);
  if (!one) throw new Error('everybody was forgotten');
  const records = await allRecordsOf(store, one.key, start);
  const cut: RecallParts = { ...parts, forgetUploads: async () => { throw new Error('cut short'); } };
  await expect(recallPerson(cut, records, null)).rejects.toThrow('cut short');
  expect((await answers()).has(one.key)).toBe(false);
  expect(await finishRecalls(parts)).toBe(1);
  expect(await finishRecalls(parts)).toBe(0);
  const open = await store.state.selectFrom('recalls').select('id').where('targets', 'is not', null).execute();
  expect(open).toEqual([]);
  for (const { key } of records) forgotten.add(key);
});

test('by the commands themselves: a joined person goes whole, and a word of consent after it changes nobody', async () => {
  const [one] = everybody.filter(isHere);
  if (!one) throw new Error('everybody was forgotten');
  const before = await answers();
  const records = await allRecordsOf(store, one.key, start);
  await recallPerson(parts, records, null);
  const other = everybody.filter(isHere).find(({ key }) => !records.some((record) => record.key === key));
  if (!other) throw new Error('nobody is left');
  await setConsent(store, await personOf(store, other.key, start), { purpose: 'contact', statement: 'grant' }, null, start);
  const after = await answers();
  for (const { key } of records) expect(after.has(key)).toBe(false);
  for (const { key } of everybody.filter(isHere).filter(({ world }) => world !== one.world && world !== other.world)) expect(after.get(key)).toBe(before.get(key));
});
