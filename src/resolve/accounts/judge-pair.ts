import type { ApartReason, JoinReason } from '../../model/index.ts';
import type { AccountEvidence } from './account-record.ts';
import { nameAgreement, type NameAgreement } from './name-agreement.ts';

export type Verdict =
  | { readonly says: 'one'; readonly reason: JoinReason; readonly weight: number; readonly detail: string }
  | { readonly says: 'apart'; readonly reason: ApartReason; readonly detail: string };

/** Log2 of the odds that two records are one company, by what speaks for it. Set by hand: registers do not err, typed names do. */
const weights = { lei: 30, number: 26, vat: 24, verified: 16, verifiedNearly: 14, verifiedPart: 9, typed: 12, typedNearly: 10, nameAndCountry: 8, nameAndLabel: 6, name: 5 } as const;

/** What two records say of being one company; null where nothing speaks for it. The order of the two does not matter. */
export function judgePair(a: AccountEvidence, b: AccountEvidence): Verdict | null {
  const ids = idsTogether(a, b);
  const hasDomain = a.domain !== '' && a.domain === b.domain;
  const agreement = nameAgreement(a.core, b.core);
  if (ids.same === undefined && !hasDomain && agreement !== 'same') return null;
  if (ids.disagree !== undefined) return apart('registry ids disagree', ids.disagree);
  if (ids.same !== undefined) return one('registry id', weights[ids.same.split(' ')[0] as 'lei' | 'number' | 'vat'], ids.same);
  return hasDomain ? byDomain(a, b, agreement) : byName(a, b);
}

const one = (reason: JoinReason, weight: number, detail: string): Verdict => ({ says: 'one', reason, weight, detail });
const apart = (reason: ApartReason, detail: string): Verdict => ({ says: 'apart', reason, detail });
const differ = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b;
const both = (a: string, b: string): string => [a, b].sort().join(' and ');

/** Numbers of one register: the kind in which two records share one, and the kind in which they have none in common. */
function idsTogether(a: AccountEvidence, b: AccountEvidence): { readonly same?: string; readonly disagree?: string } {
  const kinds = [...new Set(a.ids.map((id) => id.kind))].filter((kind) => b.ids.some((id) => id.kind === kind)).sort();
  const isShared = (kind: string): boolean => a.ids.some((id) => id.kind === kind && b.ids.some((other) => other.kind === kind && other.value === id.value));
  const [same, disagree] = [kinds.find(isShared), kinds.find((kind) => !isShared(kind))];
  return { ...(same === undefined ? {} : { same }), ...(disagree === undefined ? {} : { disagree }) };
}

/** "company" is no form that contradicts another. */
const formsDiffer = (a: AccountEvidence, b: AccountEvidence): boolean => a.legalForm !== 'company' && b.legalForm !== 'company' && differ(a.legalForm, b.legalForm);

function byDomain(a: AccountEvidence, b: AccountEvidence, agreement: NameAgreement): Verdict {
  if (differ(a.country, b.country)) return apart('countries differ', both(a.country, b.country));
  const isVerified = a.isVerified || b.isVerified;
  if (formsDiffer(a, b) && !(isVerified && agreement === 'same')) return apart('legal forms differ', both(a.legalForm, b.legalForm));
  if (agreement === 'other' || (agreement === 'part' && !isVerified)) return apart('names differ', a.domain);
  if (agreement === 'part') return one('verified domain', weights.verifiedPart, a.domain);
  if (isVerified) return one('verified domain', agreement === 'same' ? weights.verified : weights.verifiedNearly, a.domain);
  return one('domain', agreement === 'same' ? weights.typed : weights.typedNearly, a.domain);
}

const labelOf = (domain: string): string => domain.slice(0, domain.indexOf('.'));

/** Names are equal. A country that one lacks says nothing. */
function byName(a: AccountEvidence, b: AccountEvidence): Verdict | null {
  if (a.core === '') return null;
  if (differ(a.country, b.country)) return apart('countries differ', both(a.country, b.country));
  if (formsDiffer(a, b)) return apart('legal forms differ', both(a.legalForm, b.legalForm));
  if (differ(a.domain, b.domain) && labelOf(a.domain) !== labelOf(b.domain)) return apart('domains differ', both(a.domain, b.domain));
  if (differ(a.domain, b.domain)) return one('name and country', weights.nameAndLabel, both(a.domain, b.domain));
  if (differ(a.city, b.city)) return apart('cities differ', both(a.city, b.city));
  return a.country !== '' && b.country !== '' ? one('name and country', weights.nameAndCountry, a.country) : one('name', weights.name, a.core);
}
