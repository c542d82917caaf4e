import { allowed, needsGrant, purposeEffects, purposeMeanings, purposes, retentionRule, type ConsentOverview, type LedgerEntry, type PageToken, type Person, type Purpose, type SourceTerms } from '../../model/index.ts';
import { countPersonRecords, type WorkspaceStore } from '../../store/index.ts';
import { readTerms } from '../terms/read-terms.ts';
import { readCorrections } from '../corrections/read-corrections.ts';
import { ledgerSummary } from './ledger-summary.ts';
import { entryOf } from './read-ledger.ts';

export interface OverviewParts {
  readonly store: WorkspaceStore;
  readonly links: readonly PageToken[];
  /** The people of some records, by record. */
  readonly peopleOf: (records: readonly string[]) => Promise<ReadonlyMap<string, Person>>;
  readonly now: number;
}

type Counts = Awaited<ReturnType<typeof countPersonRecords>>[number];
const shownEntries = 100;

/** What all records of people together allow, and what was said last. */
export async function consentOverview({ store, links, peopleOf, now }: OverviewParts): Promise<ConsentOverview> {
  const [terms, recalled, counts, rows, corrections] = await Promise.all([readTerms(store.state), countRecalled(store), countPersonRecords(store.facts), store.state.selectFrom('consent_ledger').selectAll().orderBy('sequence').execute(), readCorrections(store.state)]);
  const ledger = rows.map(entryOf);
  const people = await peopleOf([...new Set([...ledger.map(({ subject }) => subject), ...corrections.map(({ record }) => record)])]);
  const personOf = (record: string): Person => people.get(record) ?? { id: record, records: [record] };
  const total = sumOf(counts, 'records');
  const mayBeShown = (record: string): boolean => mayBeUsed('analyse', record, Map.groupBy(ledger, ({ subject }) => subject), personOf, now);
  const refusedFor = (purpose: Purpose): number => (purpose === 'store' || purpose === 'analyse' || purpose === 'predict' ? sumOf(counts, purpose) : total - grantedFor(purpose, ledger, personOf, now));
  return {
    records: { contacts: sumOf(counts.filter(({ kind }) => kind === 'contact'), 'records'), inquiries: sumOf(counts.filter(({ kind }) => kind === 'lead'), 'records') },
    purposes: purposes.map((purpose) => ({
      purpose, meaning: purposeMeanings[purpose], basis: needsGrant(purpose) ? 'the person\'s own yes' : 'legitimate interest', ...purposeEffects[purpose], allowed: total - refusedFor(purpose), refused: refusedFor(purpose),
    })),
    sources: sourcesOf(counts, terms),
    ledger: ledger.toReversed().slice(0, shownEntries), summary: ledgerSummary(ledger, now), corrections: corrections.map((one) => (mayBeShown(one.record) ? one : { ...one, from: null, to: null })), links: [...links], recalled,
  };
}

/** Sources that hold people, and those with terms that hold nobody any more. */
function sourcesOf(counts: readonly Counts[], terms: readonly SourceTerms[]): ConsentOverview['sources'] {
  const bySource = Map.groupBy(counts, ({ source }) => source);
  return [...new Set([...bySource.keys(), ...terms.map(({ source }) => source)])].sort().map((source) => {
    const held = terms.find((one) => one.source === source);
    return {
      source, records: sumOf(bySource.get(source) ?? [], 'records'), basis: held?.loan ? 'on loan' : 'legitimate interest',
      retention: held?.retentionDays ? retentionRule(held.retentionDays) : null, lender: held?.loan?.lender ?? null, until: held?.loan?.endedAt?.slice(0, 10) ?? held?.loan?.until ?? null,
    };
  });
}

/** People who asked to be forgotten; records that went for another reason are nobody's wish. */
async function countRecalled({ state }: WorkspaceStore): Promise<number> {
  const { n } = await state.selectFrom('recalls').select(({ fn }) => fn.countAll<string>().as('n')).where('records', '>', 0).executeTakeFirstOrThrow();
  return Number(n);
}

const sumOf = (counts: readonly Counts[], field: 'records' | 'store' | 'analyse' | 'predict'): number => counts.reduce((sum, row) => sum + row[field], 0);

/** Records whose person said yes: only those of whom something was said can have. */
function grantedFor(purpose: Purpose, ledger: readonly LedgerEntry[], personOf: (record: string) => Person, now: number): number {
  const records = new Set(ledger.filter((entry) => entry.purpose === purpose && entry.statement === 'grant').map(({ subject }) => subject));
  const byRecord = Map.groupBy(ledger, ({ subject }) => subject);
  return [...records].filter((record) => mayBeUsed(purpose, record, byRecord, personOf, now)).length;
}

function mayBeUsed(purpose: Purpose, record: string, byRecord: ReadonlyMap<string, readonly LedgerEntry[]>, personOf: (record: string) => Person, now: number): boolean {
  const person = personOf(record);
  return allowed(person.records.flatMap((one) => byRecord.get(one) ?? []), { person: person.id, records: person.records }, purpose, now).allowed;
}
