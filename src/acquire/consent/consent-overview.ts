import { allowed, needsGrant, purposeEffects, purposeMeanings, purposes, type ConsentOverview, type LedgerEntry, type PageToken, type Purpose } from '../../model/index.ts';
import { countPersonRecords, type WorkspaceStore } from '../../store/index.ts';
import { readCorrections } from '../corrections/read-corrections.ts';
import { entryOf } from './read-ledger.ts';

export interface OverviewParts {
  readonly store: WorkspaceStore;
  readonly links: readonly PageToken[];
  /** The person that each record belongs to, for those that users joined; others are a person of their own. */
  readonly personOf: (record: string) => { readonly id: string; readonly records: readonly string[] };
  readonly now: number;
}

type Counts = Awaited<ReturnType<typeof countPersonRecords>>[number];
const shownEntries = 100;

/** What all records of people together allow, and what was said last. */
export async function consentOverview({ store, links, personOf, now }: OverviewParts): Promise<ConsentOverview> {
  const [counts, rows, corrections, recalled] = await Promise.all([
    countPersonRecords(store.facts), store.state.selectFrom('consent_ledger').selectAll().orderBy('sequence').execute(), readCorrections(store.state),
    store.state.selectFrom('recalls').select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirst(),
  ]);
  const ledger = rows.map(entryOf);
  const total = sumOf(counts, 'records');
  const mayBeShown = (record: string): boolean => mayBeUsed('analyse', record, Map.groupBy(ledger, ({ subject }) => subject), personOf, now);
  const refusedFor = (purpose: Purpose): number => (purpose === 'store' || purpose === 'analyse' || purpose === 'predict' ? sumOf(counts, purpose) : total - grantedFor(purpose, ledger, personOf, now));
  return {
    records: { contacts: sumOf(counts.filter(({ kind }) => kind === 'contact'), 'records'), inquiries: sumOf(counts.filter(({ kind }) => kind === 'lead'), 'records') },
    purposes: purposes.map((purpose) => ({
      purpose, meaning: purposeMeanings[purpose], basis: needsGrant(purpose) ? 'the person\'s own yes' : 'legitimate interest', ...purposeEffects[purpose], allowed: total - refusedFor(purpose), refused: refusedFor(purpose),
    })),
    sources: [...Map.groupBy(counts, ({ source }) => source)].map(([source, of]) => ({ source, records: sumOf(of, 'records'), basis: 'legitimate interest', retention: null, lender: null, until: null })),
    ledger: ledger.toReversed().slice(0, shownEntries), corrections: corrections.map((one) => (mayBeShown(one.record) ? one : { ...one, from: null, to: null })), links: [...links], recalled: Number(recalled?.n ?? 0),
  };
}

const sumOf = (counts: readonly Counts[], field: 'records' | 'store' | 'analyse' | 'predict'): number => counts.reduce((sum, row) => sum + row[field], 0);

/** Records whose person said yes: only those of whom something was said can have. */
function grantedFor(purpose: Purpose, ledger: readonly LedgerEntry[], personOf: OverviewParts['personOf'], now: number): number {
  const records = new Set(ledger.filter((entry) => entry.purpose === purpose && entry.statement === 'grant').map(({ subject }) => subject));
  const byRecord = Map.groupBy(ledger, ({ subject }) => subject);
  return [...records].filter((record) => mayBeUsed(purpose, record, byRecord, personOf, now)).length;
}

function mayBeUsed(purpose: Purpose, record: string, byRecord: ReadonlyMap<string, readonly LedgerEntry[]>, personOf: OverviewParts['personOf'], now: number): boolean {
  const person = personOf(record);
  return allowed(person.records.flatMap((one) => byRecord.get(one) ?? []), { person: person.id, records: person.records }, purpose, now).allowed;
}
