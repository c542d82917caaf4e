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
 * One record, one purpose: the last objection or withdrawal stands until a later grant. A grant counts only until it
 * expires, and only while the record belongs to the person of whom it was said; without it, what was said before stands.
 */
function verdictOf(ledger: readonly LedgerEntry[], record: string, person: string, purpose: Purpose, at: number): Verdict {
  const said = ledger.filter((entry) => entry.subject === record && entry.purpose === purpose && Date.parse(entry.at) <= at && counts(entry, person, at));
  const last = said.reduce<LedgerEntry | undefined>((latest, entry) => (latest && latest.sequence > entry.sequence ? latest : entry), undefined);
  if (!last) return byDefault(purpose);
  const day = last.at.slice(0, 10);
  if (last.statement === 'object') return { allowed: false, why: `objected on ${day}` };
  if (last.statement === 'withdraw') return { allowed: false, why: `withdrawn on ${day}` };
  return { allowed: true, why: `granted on ${day}` };
}

const counts = (entry: LedgerEntry, person: string, at: number): boolean =>
  entry.statement !== 'grant' || (entry.saidOf === person && (entry.expiresAt === null || Date.parse(entry.expiresAt) > at));

const byDefault = (purpose: Purpose): Verdict =>
  needsGrant(purpose) ? { allowed: false, why: 'needs a grant' } : { allowed: true, why: 'legitimate interest, the default of imported records' };
