import type { LedgerEntry } from './ledger.ts';
import { foundations, needsGrant, type Purpose } from './purposes.ts';

export interface Verdict {
  readonly allowed: boolean;
  readonly why: string;
}

/** Records of one person, and the id by which the person is known while they are joined. */
export interface Subjects {
  readonly person: string;
  readonly records: readonly string[];
}

/**
 * Whether a person's records may be used for a purpose at an instant (epoch ms). The strictest record decides for all
 * of them, and a purpose is allowed only where every purpose that it rests on is.
 */
export function allowed(ledger: readonly LedgerEntry[], { person, records }: Subjects, purpose: Purpose, at: number): Verdict {
  const verdicts = foundations(purpose).flatMap((needed) => records.map((record) => verdictOf(ledger, record, person, needed, at)));
  return verdicts.find((verdict) => !verdict.allowed) ?? verdicts[verdicts.length - 1] ?? { allowed: false, why: 'there is no such record' };
}

/**
 * The same where others are taken for the same person without being records of theirs, such as visitors of websites: a word of theirs against a purpose
 * counts, their silence does not.
 */
export function allowedWithOthers(ledger: readonly LedgerEntry[], own: Subjects, others: readonly Subjects[], purpose: Purpose, at: number): Verdict {
  const verdict = allowed(ledger, own, purpose, at);
  return verdict.allowed ? (others.map((one) => objectionOf(ledger, one, purpose, at)).find((one) => one !== undefined) ?? verdict) : verdict;
}

const objectionOf = (ledger: readonly LedgerEntry[], { person, records }: Subjects, purpose: Purpose, at: number): Verdict | undefined =>
  foundations(purpose).flatMap((needed) => records.map((record) => lastWord(ledger, record, person, needed, at))).filter((entry) => entry !== undefined && entry.statement !== 'grant').map((entry) => saidAs(entry as LedgerEntry))[0];

const saidAs = (entry: LedgerEntry): Verdict => ({ allowed: false, why: `${saidBy(entry).why} as ${entry.subject}` });

/**
 * One record, one purpose: the last objection or withdrawal stands until a later grant. A grant counts only until it
 * expires, and only while the record belongs to the person of whom it was said; without it, what was said before stands.
 */
function verdictOf(ledger: readonly LedgerEntry[], record: string, person: string, purpose: Purpose, at: number): Verdict {
  const last = lastWord(ledger, record, person, purpose, at);
  return last ? saidBy(last) : byDefault(purpose);
}

function lastWord(ledger: readonly LedgerEntry[], record: string, person: string, purpose: Purpose, at: number): LedgerEntry | undefined {
  const said = ledger.filter((entry) => entry.subject === record && entry.purpose === purpose && Date.parse(entry.at) <= at && counts(entry, person, at));
  return said.reduce<LedgerEntry | undefined>((latest, entry) => (latest && latest.sequence > entry.sequence ? latest : entry), undefined);
}

function saidBy({ at, statement }: LedgerEntry): Verdict {
  const day = at.slice(0, 10);
  if (statement === 'object') return { allowed: false, why: `objected on ${day}` };
  if (statement === 'withdraw') return { allowed: false, why: `withdrawn on ${day}` };
  return { allowed: true, why: `granted on ${day}` };
}

const counts = (entry: LedgerEntry, person: string, at: number): boolean =>
  entry.statement !== 'grant' || (entry.saidOf === person && (entry.expiresAt === null || Date.parse(entry.expiresAt) > at));

const byDefault = (purpose: Purpose): Verdict =>
  needsGrant(purpose) ? { allowed: false, why: 'needs a grant' } : { allowed: true, why: 'legitimate interest, the default of imported records' };
