import { kindOfSubject, profileSchema, sourceOfKey, type PersonFact, type PersonPage, type Profile, type ProfileConsent } from '../../model/index.ts';

/** Fields of records that traits of the Segment specification are for. */
const traitOf: Readonly<Record<string, string | undefined>> = { name: 'name', email: 'email', phone: 'phone', title: 'title', accountName: 'company', company: 'company' };
const isTrait = (fact: PersonFact): boolean => !fact.further && traitOf[fact.field] !== undefined;

/**
 * What a person's page holds, as a profile that travels. Of a field that several records have, the value known last is the trait; all
 * others are attributes, by the record where their name is taken. What was never said of a purpose is no consent.
 */
export function profileFromPage(page: PersonPage): Profile {
  const latest = page.facts.toSorted((a, b) => (a.knownAt < b.knownAt ? 1 : -1));
  const traits = latest.filter(isTrait).toReversed().map((fact) => [traitOf[fact.field] as string, fact] as const);
  const asTrait = new Map(traits);
  const further = latest.filter((fact) => asTrait.get(traitOf[fact.field] ?? '') !== fact && fact.field !== 'accountId');
  return profileSchema.parse({
    id: page.id, ids: page.records.map(({ key }) => ({ kind: kindOfSubject(key), source: sourceOfKey(key), value: key.split(':').slice(2).join(':') })),
    traits: Object.fromEntries([...asTrait].map(([name, { value }]) => [name, value])), custom: attributesOf(further), consents: page.purposes.flatMap((purpose) => consentOf(page, purpose)),
    accounts: page.account === null ? [] : [{ id: page.account.id, name: page.account.name, since: latest.find(({ field }) => field === 'accountId')?.knownAt ?? null }],
  });
}

/** Names that profiles keep for something else go by the record too. */
const isReserved = (name: string): boolean => name === 'security' || name === '__proto__';

function attributesOf(facts: readonly PersonFact[]): Record<string, string> {
  const named = new Map<string, string>();
  for (const { field, record, value } of facts) named.set(named.has(field) || isReserved(field) ? `${record} ${field}` : field, value);
  return Object.fromEntries(named);
}

/** Where a purpose stands, by what was said last; joined records have the strictest word of any. */
function consentOf({ ledger }: PersonPage, { purpose, allowed }: PersonPage['purposes'][number]): Array<Partial<ProfileConsent>> {
  const last = ledger.filter((entry) => entry.purpose === purpose).toSorted((a, b) => b.sequence - a.sequence)[0];
  if (last === undefined) return [];
  const state = allowed ? 'granted' : last.statement === 'object' ? 'denied' : 'revoked';
  return [{ purpose, state, at: last.at, expiresAt: last.expiresAt, basis: last.basis, wording: last.wording, source: last.source }];
}
