import { isoDate, purposeEffects, type ConsentAnswer, type Correction, type PageToken, type PersonPage, type PersonRead as ReadNoted, type ReadPurpose } from '../../model/index.ts';
import type { PersonRecord, Version, WorkspaceStore } from '../../store/index.ts';
import { accountStatement } from '../pages/statements.ts';
import { factsOf } from './person-facts.ts';
import { inferencesOf } from './person-inferences.ts';
import { removalsOf } from '../removals.ts';
import { readPerson, type PersonRead } from './read-person.ts';

export interface PersonPageInput {
  readonly store: WorkspaceStore;
  readonly known: readonly PersonRecord[];
  readonly purpose: ReadPurpose;
  readonly consent: ConsentAnswer;
  readonly identity: PersonPage['identity'];
  readonly onWebsites: PersonPage['onWebsites'];
  readonly corrections: readonly Correction[];
  readonly reads: readonly ReadNoted[];
  readonly links: readonly PageToken[];
  readonly loans: PersonPage['loans'];
  readonly retention: PersonPage['retention'];
  /** Chances of inquiries by their id, asked for only where the person has one. */
  readonly chanceOf: (inquiries: readonly string[]) => Promise<ReadonlyArray<{ readonly inquiry: string; readonly chance: number }>>;
  readonly now: number;
}

/**
 * Everything held about one person, read for a purpose. Of whoever refuses that purpose come keys, dates and what was said, and
 * no content: the person must be found to be answered.
 */
export async function personPage(input: PersonPageInput): Promise<PersonPage> {
  const { store, known, purpose, consent, corrections } = input;
  const verdict = consent.purposes.find((one) => one.purpose === purpose);
  const read = await readPerson(store, known, purpose);
  const facts = read.records.flatMap((record) => factsOf(record, corrections));
  const account = await accountOf(store, facts.find(({ field, further }) => field === 'accountId' && !further)?.value, input.now);
  const inquiries = read.records.filter(({ kind }) => kind === 'lead').flatMap(({ versions }) => versions[0]?.recordId ?? []);
  return {
    id: consent.person, title: facts.find(({ field, further }) => field === 'name' && !further)?.value ?? consent.person,
    readable: { purpose, allowed: verdict?.allowed ?? false, why: verdict?.why ?? '' }, account,
    records: await shownRecords(store, known, read), facts, touches: read.touches, onWebsites: input.onWebsites, asked: [...read.asked],
    inferences: inferencesOf({
      read, records: read.records.length, joinedAt: input.identity.find(({ says }) => says === 'same')?.at ?? null, visitors: input.onWebsites.visitors, account,
      chances: inquiries.length === 0 ? [] : await input.chanceOf(inquiries), asOf: isoDate(input.now),
    }),
    purposes: consent.purposes.map((one) => ({ ...one, ...purposeEffects[one.purpose] })), ledger: consent.ledger,
    identity: input.identity, loans: input.loans, retention: input.retention, reads: [...input.reads], links: [...input.links],
    corrections: verdict?.allowed ? [...corrections] : corrections.map((one) => ({ ...one, from: null, to: null })),
  };
}

async function accountOf({ facts }: WorkspaceStore, id: string | undefined, now: number): Promise<PersonPage['account']> {
  if (id === undefined) return null;
  const [account] = await facts.query(accountStatement, { accounts: [id], others: [], asOf: now });
  return account ? { id, name: account.name ?? id } : null;
}

/** Every record, refused ones included; when it was last updated and by which files only where it may be read. */
async function shownRecords({ state }: WorkspaceStore, known: readonly PersonRecord[], read: PersonRead): Promise<PersonPage['records']> {
  const newest = new Map(read.records.map(({ key, versions }) => [key, versions[versions.length - 1]?.knownAt]));
  const deletedAt = new Map(read.records.map(({ key, versions }) => [key, deletedSince(versions)]));
  const imports = await state.selectFrom('imports').select(['known_at', 'plan']).where('state', 'in', ['done', 'partly']).execute();
  return known.map(({ key, kind, source, knownAt }) => {
    const at = newest.get(key);
    const tables = imports.filter((row) => row.known_at?.getTime() === at).flatMap((row) => (row.plan as { tables: ReadonlyArray<{ file: string; kind: string | null; source: string }> }).tables);
    const files = [...new Set(tables.filter((table) => table.kind === kind && table.source === source).map((table) => baseName(table.file)))];
    const gone = deletedAt.get(key);
    return { key, kind, source, knownSince: new Date(knownAt).toISOString(), updatedAt: at === undefined ? null : new Date(at).toISOString(), ...(gone === undefined ? {} : { deletedAt: new Date(gone).toISOString() }), files: files.slice(0, 5) };
  });
}

/** What a source deleted is still held, so its person still sees it, with since when. */
function deletedSince(versions: readonly Version[]): number | undefined {
  const last = removalsOf(versions).removals.at(-1);
  return last?.value ? last.at : undefined;
}

const baseName = (file: string): string => file.split(/[\\/]/).pop() ?? file;
