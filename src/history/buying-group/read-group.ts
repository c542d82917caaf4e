import type { z } from 'zod';
import { touchesOfPeople } from '../../acquire/index.ts';
import { suggestedByTitle, type GroupMember, type Part, type Person, type RoleClaim } from '../../model/index.ts';
import { peopleOf } from '../../resolve/index.ts';
import { findPersonRecords, type Facts, type WorkspaceStore } from '../../store/index.ts';
import type { AccountDeal, AccountRecordName } from '../pages/account-page.ts';
import { foldRoles } from './fold-roles.ts';
import { claimsListed, claimsOfContacts, standingWords } from './read-roles.ts';
import { answersOnDeal, contactsListed, contactsOfCompany, namesByKey, partsAtCompany, partsInDeal, rolesOfContacts } from './statements.ts';

/** The records of a company, and records of other companies that have an id of one of these. */
export interface CompanyRecords {
  readonly records: ReadonlyArray<AccountRecordName>;
  readonly others: ReadonlyArray<AccountRecordName>;
}

export interface GroupAsked {
  readonly deal: Pick<AccountDeal, 'id' | 'createdAt' | 'closedAt'>;
  /** Whose deal it is; null where no account is known. */
  readonly company: CompanyRecords | null;
  /** Epoch ms. */
  readonly asOf: number;
  /** Until when what people said, and did on websites, counts: these are no rows of files. */
  readonly saidBy: number;
  /** The day that somebody looks back to, ISO date; left out where nobody does. */
  readonly lookedAt?: string | undefined;
  readonly now: number;
}

/** A part, and the key of the record that it names. */
interface Taken extends Part { readonly key: string }

type Counts = z.output<typeof partsInDeal.row>;
const mostShown = 200;
const iso = (at: number): string => new Date(at).toISOString();
const idOf = (key: string): string => key.split(':').slice(2).join(':');

/**
 * Who took part in a deal, those first whom something names with the deal, each person once: in what, how often, when last, what says so, and which roles they have
 * by whom.
 */
export async function readGroup(store: WorkspaceStore, asked: GroupAsked): Promise<GroupMember[]> {
  const [{ taken, contacts }, listed, words] = await Promise.all([
    takenByRecords(store.facts, asked), store.facts.query(contactsListed, { deal: asked.deal.id, asOf: asked.saidBy }), standingWords(store, asked.deal.id, asked.saidBy),
  ]);
  const all = [...taken, ...listed.map(({ key, said_at }) => onList(key, 'On the list of contacts', iso(said_at))), ...words.filter(({ says }) => says === 'has').map(({ record, at }) => onList(record, 'Named by a user', at))];
  const keys = [...new Set([...all.map(({ key }) => key), ...contacts, ...words.map(({ record }) => record)])];
  const persons = await peopleOf(store, keys, asked.now);
  const touches = await touchesTaken(store, keys.map((key) => persons.get(key) ?? { id: key, records: [key] }), asked);
  const members = await withNames(store, membersOf([...all, ...touches], persons), asked.asOf);
  return withRoles(store, { members, persons, claims: [...words, ...claimsListed(listed)], saidBy: asked.saidBy });
}

const onList = (key: string, part: string, at: string): Taken => ({ key, part, from: 'list', times: 1, firstAt: at, lastAt: at });

interface Given {
  readonly members: ReadonlyArray<Omit<GroupMember, 'roles' | 'suggested'>>;
  readonly persons: ReadonlyMap<string, Person>;
  readonly claims: readonly RoleClaim[];
  readonly saidBy: number;
}

async function withRoles({ facts }: Pick<WorkspaceStore, 'facts'>, { members, persons, claims, saidBy }: Given): Promise<GroupMember[]> {
  const keys = members.flatMap(({ records }) => records).filter((key) => key.startsWith('contact:'));
  const ofContacts = keys.length === 0 ? [] : claimsOfContacts(await facts.query(rolesOfContacts, { keys, ids: keys.map(idOf), asOf: saidBy }));
  const named = new Map(members.flatMap(({ records, name }) => records.map((key) => [key, name] as const)));
  const byPerson = Map.groupBy([...claims, ...ofContacts].map((claim) => ({ ...claim, by: named.get(claim.by ?? '') ?? claim.by })), ({ record }) => persons.get(record)?.id ?? record);
  const people = members.map(({ name, key }) => ({ name, claims: byPerson.get(persons.get(key)?.id ?? key) ?? [] }));
  const roles = foldRoles(people);
  return members.map((member, place) => ({ ...member, roles: roles[place] ?? [], suggested: suggestionFor(member.title, roles[place] ?? []) }));
}

/** A title suggests nothing of a role on which something was said. */
function suggestionFor(title: string | null, roles: GroupMember['roles']): GroupMember['suggested'] {
  const role = suggestedByTitle(title);
  return roles.some((one) => one.role === role) ? null : role;
}

const openSpan = ({ deal, saidBy }: GroupAsked): { from: number; to: number } => ({ from: deal.createdAt ?? 0, to: Math.min(deal.closedAt ?? Infinity, saidBy) });

async function takenByRecords(facts: Facts, asked: GroupAsked): Promise<{ taken: Taken[]; contacts: readonly string[] }> {
  const { deal: { id: deal }, company: of, asOf, saidBy } = asked;
  const company = of === null ? null : { accounts: of.records.map(({ id }) => id), others: of.others.map(({ source, id }) => `${source}:${id}`), asOf };
  const [named, noted, answers, contacts] = await Promise.all([
    facts.query(partsInDeal, { deal, asOf }), company === null ? [] : facts.query(partsAtCompany, { ...company, ...openSpan(asked) }),
    facts.query(answersOnDeal, { deal, asOf, saidBy }), company === null ? [] : facts.query(contactsOfCompany, company),
  ]);
  const known = [...named, ...noted, ...contacts].map(({ key }) => key);
  const answered = await answersTaken(facts, answers, known);
  return { taken: [...named.map((one) => activity(one, 'record')), ...noted.map((one) => activity(one, 'account')), ...answered], contacts: contacts.map(({ key }) => key) };
}

/** An answer by a link of ours names the contact's id alone: a record that takes part already, one of the company, else any of that id. */
async function answersTaken(facts: Facts, answers: ReadonlyArray<z.output<typeof answersOnDeal.row>>, known: readonly string[]): Promise<Taken[]> {
  const own = answers.filter(({ source }) => source === '').map(({ contact }) => contact);
  const records = own.length === 0 ? [] : (await findPersonRecords(facts, own)).map(({ key }) => key);
  const keyOf = (contact: string): string | undefined => [...known, ...records].find((key) => key.startsWith('contact:') && idOf(key) === contact);
  return answers.flatMap((one): Taken[] => {
    const key = one.source === '' ? keyOf(one.contact) : `contact:${one.source}:${one.contact}`;
    return key === undefined ? [] : [{ key, ...dates(one), part: 'Answered about it', from: 'answer' }];
  });
}

/** What people of the group and of the account did on websites while the deal was open. */
async function touchesTaken(store: WorkspaceStore, persons: readonly Person[], asked: GroupAsked): Promise<Taken[]> {
  const people = [...new Map(persons.map((person) => [person.id, person])).values()];
  const touches = await touchesOfPeople(store, { people, ...openSpan(asked), asOf: asked.lookedAt });
  return touches.map(({ person, kind, times, firstAt, lastAt }) => ({ key: person, part: kind.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()), from: 'touch', times, firstAt: iso(firstAt), lastAt: iso(lastAt) }));
}

const dates = ({ times, first_at, last_at }: Pick<Counts, 'times' | 'first_at' | 'last_at'>): Pick<Part, 'times' | 'firstAt' | 'lastAt'> => ({ times, firstAt: iso(first_at), lastAt: iso(last_at) });
const activity = (one: Counts, from: 'record' | 'account'): Taken => ({ key: one.key, part: one.type || 'Activity', from, ...dates(one) });

type Unnamed = Omit<GroupMember, 'name' | 'title' | 'roles' | 'suggested'>;

/** Records of one person stand together; what they took part in by the same ground is added up. */
export function membersOf(taken: readonly Taken[], persons: ReadonlyMap<string, Person>): Unnamed[] {
  const byPerson = Map.groupBy(taken, ({ key }) => persons.get(key)?.id ?? key);
  return [...byPerson.values()].map((theirs) => {
    const records = [...new Set(theirs.filter(({ from }) => from !== 'touch').map(({ key }) => key))];
    if (records.length === 0) records.push((theirs[0] as Taken).key);
    const parts = [...Map.groupBy(theirs, ({ part, from }) => `${from} ${part}`).values()].map(addedUp);
    const key = records[0] as string;
    return { id: idOf(key), key, records, parts, touches: parts.reduce((sum, { from, times }) => sum + (from === 'answer' || from === 'list' ? 0 : times), 0), isNamed: parts.some(({ from }) => from !== 'account' && from !== 'touch') };
  }).sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.touches - a.touches || (a.key < b.key ? -1 : 1));
}

function addedUp(same: readonly Taken[]): Part {
  const [{ key: _, ...first }] = same as [Taken, ...Taken[]];
  return { ...first, times: same.reduce((sum, { times }) => sum + times, 0), firstAt: same.map(({ firstAt }) => firstAt).sort()[0] as string, lastAt: same.map(({ lastAt }) => lastAt).sort().at(-1) as string };
}

async function withNames({ facts }: Pick<WorkspaceStore, 'facts'>, members: readonly Unnamed[], asOf: number): Promise<Given['members']> {
  const shown = members.slice(0, mostShown);
  const keys = shown.flatMap(({ records }) => records);
  const known = new Map((keys.length === 0 ? [] : await facts.query(namesByKey, { keys, ids: keys.map(idOf), asOf })).map((one) => [one.key, one]));
  return shown.map((member) => {
    const held = member.records.flatMap((key) => known.get(key) ?? []);
    return { ...member, name: held.find(({ name }) => name !== null)?.name ?? member.id, title: held.find(({ title }) => title !== null)?.title ?? null };
  });
}
