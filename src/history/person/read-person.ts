import { delayInputs, influenceKinds, influenceOf, influenceSchema, type InfluenceKind, type PersonAsked, type PersonKind, type PersonTouches, type ReadPurpose, valueOfInput } from '../../model/index.ts';
import { byRecord, readVersions, type PersonRecord, type WorkspaceStore } from '../../store/index.ts';
import { readGiven } from '../delay/read-delay.ts';
import { toldRecord, type ToldRecord } from './person-facts.ts';
import { answersOfContacts, touchesOfRecords } from './person-statements.ts';

/** What the records of a person say, and what follows from rows that name them. */
export interface PersonRead {
  readonly records: readonly ToldRecord[];
  readonly touches: PersonTouches;
  /** Deals that touches with the person name. */
  readonly deals: readonly string[];
  readonly asked: readonly PersonAsked[];
  /** How many imported answers were matched with a kind of influence, and the kinds. */
  readonly influences: readonly string[];
}

const iso = (at: number): string => new Date(at).toISOString();
const ofKind = (known: readonly PersonRecord[], kind: PersonKind): readonly PersonRecord[] => known.filter((record) => record.kind === kind);
const named = (known: readonly PersonRecord[]): { ids: string[]; keys: string[] } => ({ ids: known.map(({ recordId }) => recordId), keys: known.map(({ source, recordId }) => `${source}:${recordId}`) });

/** Everything that may be read of a person for a purpose. Whoever refuses the purpose comes back empty: the gate stands in every statement. */
export async function readPerson(store: WorkspaceStore, known: readonly PersonRecord[], purpose: ReadPurpose): Promise<PersonRead> {
  const [contacts, leads] = [ofKind(known, 'contact'), ofKind(known, 'lead')];
  const [told, ofContacts, ofLeads, imported, given] = await Promise.all([
    Promise.all([toldRecords(store, contacts, 'contact', purpose), toldRecords(store, leads, 'lead', purpose)]),
    store.facts.query(touchesOfRecords('contact', purpose), named(contacts)),
    store.facts.query(touchesOfRecords('lead', purpose), named(leads)),
    store.facts.query(answersOfContacts(purpose), named(contacts)),
    readGiven(store.facts, contacts.map(({ recordId }) => recordId), purpose),
  ]);
  const rows = [...ofContacts, ...ofLeads];
  const records = told.flat();
  const said = [...records.some(({ kind }) => kind === 'contact') ? await ownAsks(store, contacts) : [], ...imported.map(answerFrom)];
  return {
    records, touches: touchesFrom(rows), deals: dealsOf(rows, said),
    asked: [...said, ...given.map(givenFrom)],
    influences: [...new Set(imported.flatMap((row) => labelOf(influenceOf(row.said)) ?? []))],
  };
}

/** Purchases that activities name with the person, or that the person answered about. */
const dealsOf = (rows: ReadonlyArray<{ readonly deals: readonly string[] }>, said: readonly PersonAsked[]): string[] =>
  [...new Set([...rows.flatMap((row) => row.deals), ...said.flatMap(({ dealId, answeredAt }) => (answeredAt === null || dealId === null ? [] : [dealId]))].filter((deal) => deal !== ''))];

async function toldRecords({ facts }: WorkspaceStore, known: readonly PersonRecord[], kind: PersonKind, purpose: ReadPurpose): Promise<ToldRecord[]> {
  const keys = new Set(known.map(({ key }) => key));
  const told: ToldRecord[] = [];
  if (known.length === 0) return told;
  for await (const versions of byRecord(readVersions(facts, kind, purpose, known.map(({ recordId }) => recordId)))) told.push(toldRecord(kind, versions));
  return told.filter(({ key }) => keys.has(key));
}

interface TouchRow { readonly kind: string; readonly n: number; readonly first_at: number; readonly last_at: number }

function touchesFrom(rows: readonly TouchRow[]): PersonTouches {
  const byType = Map.groupBy(rows, ({ kind }) => kind);
  return {
    count: rows.reduce((sum, { n }) => sum + n, 0),
    firstAt: rows.length === 0 ? null : iso(Math.min(...rows.map((row) => row.first_at))), lastAt: rows.length === 0 ? null : iso(Math.max(...rows.map((row) => row.last_at))),
    byType: [...byType].map(([type, group]) => ({ type: type === '' ? 'other' : type, count: group.reduce((sum, { n }) => sum + n, 0), lastAt: iso(Math.max(...group.map((row) => row.last_at))) })).sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
  };
}

const labelOf = (kind: ReturnType<typeof influenceOf>): string | null => (kind === null ? null : (influenceKinds[kind] as InfluenceKind).label);

const influenceAsked = { question: 'Who or what most influenced this choice?', aboutPurchase: false } as const;

const answerFrom = (row: { deal_id: string | null; asked: number | null; answered: number | null; said: string | null; text: string | null }): PersonAsked =>
  ({ dealId: row.deal_id, ...influenceAsked, askedAt: row.asked === null ? null : iso(row.asked), answeredAt: row.answered === null ? null : iso(row.answered), said: row.said, text: row.text });

/** An input of what waiting costs, as the person's answer: what was said, and where it stands. */
const givenFrom = ({ dealId, given }: Awaited<ReturnType<typeof readGiven>>[number]): PersonAsked =>
  ({ dealId, question: 'What does waiting cost your company?', aboutPurchase: true, askedAt: null, answeredAt: iso(given.at), said: `${delayInputs[given.input].name}: ${valueOfInput({ ...given, at: iso(given.at) })}`, text: given.evidence });

/** Asks name a contact by its id alone. */
async function ownAsks({ state }: WorkspaceStore, contacts: readonly PersonRecord[]): Promise<PersonAsked[]> {
  const rows = await state.selectFrom('asks').selectAll().where('contact_id', 'in', contacts.map(({ recordId }) => recordId)).orderBy('created_at').execute();
  return rows.map((row) => ({ dealId: row.deal_id, ...influenceAsked, askedAt: row.created_at.toISOString(), answeredAt: row.answered_at?.toISOString() ?? null, said: labelOf(influenceSchema.nullable().catch(null).parse(row.said)), text: row.comment }));
}
