import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportWorkspace } from '../../src/act/index.ts';
import { AccountIds } from '../../src/history/load/account-ids.ts';
import { readAccountTouches, readTouches } from '../../src/history/load/touches.ts';
import { activitiesOfAccount, activitiesOfDeal, answersOfContacts, contactVersions, contactsById, contactsListed, contactsOfAccount, contactsOfCompany, keysToShow, loadLog, namesByKey, partsAtCompany, partsInDeal, readAsked, readDelay, readGiven, readTypedTouches, searchStatement, rolesOfContacts, touchesByContact, touchesOfRecords } from '../../src/history/index.ts';
import { tableStats } from '../../src/main/table-stats.ts';
import { manifestName, manifestSchema, workspaceSettingsSchema, type ReadPurpose } from '../../src/model/index.ts';
import { listPeople, readRecord, readVersions, type WorkspaceStore } from '../../src/store/index.ts';
import type { RandomPeople, RandomSubject } from './random-people.ts';

/** One way in which people are read: for which purpose, who could be seen in it, and who is (by index, or how many). */
export interface Reader {
  readonly name: string;
  readonly purpose: ReadPurpose;
  readonly candidates: (subject: RandomSubject) => boolean;
  readonly seen: (store: WorkspaceStore) => Promise<Set<number> | number>;
}

const canaries = (value: unknown): Set<number> => new Set([...JSON.stringify(value).matchAll(/kx(\d{6})q/g)].map(([, digits]) => Number(digits)));
const ids = (list: Iterable<string>): Set<number> => new Set([...list].map((id) => Number(id.replace(/^\D+/, ''))));
interface Keyed { readonly key: string }
const keyIds = (rows: readonly Keyed[]): Set<number> => ids(rows.map(({ key }) => key.split(':').at(-1) ?? ''));
const countOf = (touches: ReadonlyMap<string, number[]>): number => [...touches.values()].reduce((sum, list) => sum + list.length, 0);
const inThese = (places: ReadonlySet<string>) => (subject: RandomSubject): boolean => subject.touch !== 'account' && places.has(subject.deal);

const kindsOfPeople = ['contact', 'lead', 'activity', 'answer', 'deal_contact'] as const;
type KindOfPeople = (typeof kindsOfPeople)[number];
const isIn = (kind: KindOfPeople) => (subject: RandomSubject): boolean => kind === 'activity' || subject.kind === (kind === 'lead' ? 'lead' : 'contact');
/** A contact has a role in one row and tells of one in another. */
const rowsEach = (kind: KindOfPeople): number => (kind === 'deal_contact' ? 2 : 1);

/** Every read of records that holds rows about people. `at` is the date of the data. */
export function readersOf(people: RandomPeople, at: number): Reader[] {
  const asOf = at + 86_400_000;
  const idsByAccount = new Map([...Map.groupBy(people.subjects, ({ account }) => account)].map(([account, list]) => [account, list.map(({ id }) => id)]));
  const accounts = [...new Set(people.subjects.map(({ account }) => account))];
  const dealsOf = (account: string): string[] => [...new Set(people.subjects.filter((subject) => subject.account === account).map(({ deal }) => deal))];
  const idsOf = (account: string): string[] => idsByAccount.get(account) ?? [];
  const firstOf = (account: string) => ({ keys: people.subjects.filter((subject) => subject.account === account).slice(0, 200).map(({ key }) => key), ids: idsOf(account).slice(0, 200) });
  const someDeals = new Set(people.subjects.map(({ deal }) => deal).filter((_, index) => index % 200 === 0));
  const sought = new Set(people.subjects.filter(({ kind }) => kind === 'lead').slice(0, 40).map(({ index }) => index));
  const overAccounts = async (read: (account: string, deals: string[]) => Promise<unknown>): Promise<unknown[]> => Promise.all(accounts.map((account) => read(account, dealsOf(account))));
  const overDeals = async (read: (deal: string) => Promise<unknown>): Promise<unknown[]> => Promise.all([...someDeals].map(read));
  const everybody = (): boolean => true;
  const contact = ({ kind }: RandomSubject): boolean => kind === 'contact';
  const log = (purpose: ReadPurpose, store: WorkspaceStore) => loadLog(store.facts, workspaceSettingsSchema.parse({}), [at], purpose);
  return [
    ...(['analyse', 'predict'] as const).map((purpose): Reader => ({ name: `inquiries of the log (${purpose})`, purpose, candidates: ({ kind }) => kind === 'lead', seen: async (store) => ids((await log(purpose, store)).leads.map(({ id }) => id)) })),
    { name: 'contacts of an account', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => canaries(await overAccounts((account) => facts.query(contactsOfAccount, { accounts: [account], others: [], asOf }))) },
    { name: 'when contacts were at an account', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => ids((await overAccounts((account) => facts.query(contactVersions, { accounts: [account], others: [], asOf })) as Array<Array<{ record_id: string }>>).flat().map((row) => row.record_id)) },
    { name: 'contacts by id', purpose: 'analyse', candidates: (subject) => contact(subject) && idsOf(subject.account).indexOf(subject.id) < 200, seen: async ({ facts }) => canaries(await Promise.all(accounts.map((account) => facts.query(contactsById, { contacts: idsOf(account).slice(0, 200), asOf })))) },
    { name: 'activities of an account', purpose: 'analyse', candidates: everybody, seen: async ({ facts }) => canaries(await overAccounts((account, deals) => facts.query(activitiesOfAccount, { accounts: [account], others: [], deals, asOf, limit: 100_000 }))) },
    { name: 'touches by contact', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => ids((await overAccounts((account, deals) => facts.query(touchesByContact, { accounts: [account], others: [], deals, asOf })) as Array<Array<{ contact_id: string }>>).flat().map((row) => row.contact_id)) },
    { name: 'activities of a deal', purpose: 'analyse', candidates: inThese(someDeals), seen: async ({ facts }) => canaries(await overDeals((deal) => facts.query(activitiesOfDeal, { deal, asOf }))) },
    { name: 'people of a deal', purpose: 'analyse', candidates: inThese(someDeals), seen: async ({ facts }) => keyIds((await overDeals((deal) => facts.query(partsInDeal, { deal, asOf })) as Keyed[][]).flat()) },
    { name: 'people that activities of an account name', purpose: 'analyse', candidates: ({ touch }) => touch === 'account', seen: async ({ facts }) => keyIds((await overAccounts((account) => facts.query(partsAtCompany, { accounts: [account], others: [], asOf, from: 0, to: asOf })) as Keyed[][]).flat()) },
    { name: 'contacts of a company', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => canaries(await overAccounts((account) => facts.query(contactsOfCompany, { accounts: [account], others: [], asOf }))) },
    { name: 'names by key', purpose: 'analyse', candidates: (subject) => idsOf(subject.account).indexOf(subject.id) < 200, seen: async ({ facts }) => canaries(await Promise.all(accounts.map((account) => facts.query(namesByKey, { ...firstOf(account), asOf })))) },
    { name: 'roles that are listed with a deal', purpose: 'analyse', candidates: (subject) => contact(subject) && someDeals.has(subject.deal), seen: async ({ facts }) => canaries(await overDeals((deal) => facts.query(contactsListed, { deal, asOf }))) },
    { name: 'roles of contacts', purpose: 'analyse', candidates: (subject) => contact(subject) && idsOf(subject.account).indexOf(subject.id) < 200, seen: async ({ facts }) => canaries(await Promise.all(accounts.map((account) => facts.query(rolesOfContacts, { ...firstOf(account), asOf })))) },
    { name: 'whose roles may be shown', purpose: 'analyse', candidates: (subject) => idsOf(subject.account).indexOf(subject.id) < 200, seen: async ({ facts }) => keyIds((await Promise.all(accounts.map((account) => facts.query(keysToShow, firstOf(account))))).flat()) },
    ...(['store', 'analyse'] as const).flatMap((purpose) => profileReaders(people, purpose)),
    { name: 'list of people', purpose: 'analyse', candidates: everybody, seen: async ({ facts }) => canaries(await listPeople(facts, { search: '', refusedOnly: false, after: null, limit: 100_000 })) },
    { name: 'search', purpose: 'analyse', candidates: ({ index }) => sought.has(index), seen: async ({ facts }) => canaries(await Promise.all([...sought].map((index) => facts.query(searchStatement, { text: people.subjects[index]?.canary as string })))) },
    { name: 'export', purpose: 'store', candidates: everybody, seen: exported },
    ...kindsOfPeople.map((kind): Reader => ({ name: `rows of ${kind} that an export counts`, purpose: 'store', candidates: isIn(kind), seen: async (store) => await inExport(store, (folder) => countedRows(folder, kind)) / rowsEach(kind) })),
    { name: 'asks', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => ids((await readAsked(facts)).own.map(({ askId }) => askId)) },
    { name: 'who gave what waiting costs', purpose: 'analyse', candidates: (subject) => contact(subject) && someDeals.has(subject.deal), seen: async ({ facts }) => ids((await overDeals((deal) => readDelay(facts, deal)) as Array<Array<{ contactId: string | null }>>).flat().flatMap(({ contactId }) => contactId ?? [])) },
    { name: 'where it stands what waiting costs', purpose: 'analyse', candidates: (subject) => contact(subject) && someDeals.has(subject.deal), seen: async ({ facts }) => canaries(await overDeals((deal) => readDelay(facts, deal))) },
    { name: 'who gave what waiting costs, in an export', purpose: 'store', candidates: contact, seen: async ({ facts }) => recorded(facts) },
    { name: 'imported answers', purpose: 'analyse', candidates: contact, seen: async ({ facts }) => ids((await readAsked(facts)).imported.map((versions) => versions[0]?.contactId ?? '')) },
    { name: 'touches by type', purpose: 'analyse', candidates: ({ touch }) => touch !== 'account', seen: async ({ facts }) => [...(await readTypedTouches(facts)).values()].flat().reduce((sum, { at: instants }) => sum + instants.length, 0) },
    ...(['contacts', 'leads', 'activities', 'buyer_answers', 'deal_contacts'] as const).map((view): Reader => ({ name: `own SQL over ${view}`, purpose: 'analyse', candidates: ({ kind }) => view === 'activities' || view === `${kind}s` || ((view === 'buyer_answers' || view === 'deal_contacts') && kind === 'contact'), seen: async (store) => canaries(await ofView(store, view)) })),
    ...kindsOfPeople.map((kind): Reader => ({
      name: `counts of ${kind} rows`, purpose: 'analyse', candidates: isIn(kind),
      seen: async (store) => ((await tableStats(store.facts, asOf)).find((table) => table.kind === kind)?.rows ?? 0) / rowsEach(kind),
    })),
    ...(['analyse', 'predict'] as const).flatMap((purpose): Reader[] => [
      { name: `touches of inquiries (${purpose})`, purpose, candidates: ({ kind }) => kind === 'lead', seen: async ({ facts }) => ids((await readTouches(facts, 'lead_id', purpose)).keys()) },
      { name: `touches of deals (${purpose})`, purpose, candidates: ({ touch }) => touch !== 'account', seen: async ({ facts }) => countOf(await readTouches(facts, 'deal_id', purpose)) },
      { name: `touches of accounts (${purpose})`, purpose, candidates: ({ touch }) => touch === 'account', seen: async ({ facts }) => countOf(await readAccountTouches(facts, new AccountIds(null, []), purpose)) },
    ]),
  ];
}

/** Canaries of the record that an export writes of what waiting costs. */
async function recorded(facts: WorkspaceStore['facts']): Promise<Set<number>> {
  const rows: unknown[] = [];
  for await (const row of readRecord(facts, 'delay_facts')) rows.push(row);
  return canaries(rows);
}

/** Each statement of a profile by itself, for many people at once: what records say, which touches and which answers name them. */
function profileReaders(people: RandomPeople, purpose: ReadPurpose): Reader[] {
  const some = Object.fromEntries((['contact', 'lead'] as const).map((kind) => [kind, new Set(people.subjects.filter((subject) => subject.kind === kind).slice(0, 200))]));
  const idsOf = (kind: RandomSubject['kind']): string[] => [...some[kind] ?? []].map(({ id }) => id);
  const named = (kind: RandomSubject['kind']) => ({ ids: idsOf(kind), keys: idsOf(kind).map((id) => `files:${id}`) });
  const within = (kind: RandomSubject['kind']) => (subject: RandomSubject): boolean => some[kind]?.has(subject) ?? false;
  return [
    ...(['contact', 'lead'] as const).flatMap((kind): Reader[] => [
      { name: `facts of a ${kind}'s profile (${purpose})`, purpose, candidates: within(kind), seen: async ({ facts }) => canaries(await listOf(readVersions(facts, kind, purpose, idsOf(kind)))) },
      { name: `touches of a ${kind}'s profile (${purpose})`, purpose, candidates: within(kind), seen: async ({ facts }) => (await facts.query(touchesOfRecords(kind, purpose), named(kind))).reduce((sum, { n }) => sum + n, 0) },
    ]),
    { name: `what a contact gave (${purpose})`, purpose, candidates: within('contact'), seen: async ({ facts }) => ids((await readGiven(facts, idsOf('contact'), purpose)).flatMap(({ given }) => given.contactId ?? [])) },
    { name: `answers of a contact's profile (${purpose})`, purpose, candidates: within('contact'), seen: async ({ facts }) => canaries(await facts.query(answersOfContacts(purpose), named('contact'))) },
  ];
}

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function ofView({ facts }: WorkspaceStore, view: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const block of facts.stream(`SELECT * FROM ${view}`, {})) rows.push(...block);
  return rows;
}

async function inExport<T>(store: WorkspaceStore, look: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-gate-'));
  try {
    await exportWorkspace(store, path.join(folder, 'out'), () => undefined);
    return await look(path.join(folder, 'out'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const exported = (store: WorkspaceStore): Promise<Set<number>> => inExport(store, async (folder) => {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.csv'));
  return canaries(await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8'))));
});

async function countedRows(folder: string, kind: string): Promise<number> {
  const { groups } = manifestSchema.parse(JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')));
  return groups.flatMap(({ tables }) => tables).filter((table) => table.kind === kind).reduce((sum, { rows }) => sum + rows, 0);
}
