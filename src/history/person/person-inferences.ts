import { buyingRoles, countWords, dateWords, inferences, suggestedByTitle, type InferenceId, type KnownVisitor, type PersonInference } from '../../model/index.ts';
import { factsOf } from './person-facts.ts';
import type { PersonRead } from './read-person.ts';

export interface Concluded {
  readonly read: PersonRead;
  /** How many records the person has, and when users last said so. */
  readonly records: number;
  readonly joinedAt: string | null;
  /** Visitors of websites that are taken for the person. */
  readonly visitors: readonly KnownVisitor[];
  readonly account: { readonly id: string; readonly name: string } | null;
  /** Chances of the person's inquiries, by inquiry, where they are predicted. */
  readonly chances: ReadonlyArray<{ readonly inquiry: string; readonly chance: number }>;
  readonly asOf: string;
}

interface Value { readonly value: string; readonly at: string | null }

/** What is concluded about a person now, each under its declaration. Nothing can be concluded that is not declared. */
export function inferencesOf(concluded: Concluded): PersonInference[] {
  return Object.entries(valuesOf(concluded)).flatMap(([id, found]) => {
    const { aboutPurchase: _, from, ...declared } = inferences[id as InferenceId];
    return found ? [{ id: id as InferenceId, ...declared, from: [...from], value: found.value, at: found.at, confidence: null }] : [];
  });
}

function valuesOf({ read, records, joinedAt, visitors, account, chances, asOf }: Concluded): Record<InferenceId, Value | null> {
  const { touches, deals, influences } = read;
  return {
    same_person: records > 1 ? { value: countWords(records, 'record'), at: joinedAt } : null,
    same_visitor: records > 0 && visitors.length > 0 ? { value: countWords(visitors.length, 'visitor'), at: visitors.map(({ linkedAt }) => linkedAt).toSorted().at(-1) ?? null } : null,
    company: account ? { value: account.name, at: null } : null,
    touches: touches.lastAt ? { value: `${countWords(touches.count, 'time')}, last on ${dateWords(touches.lastAt, asOf)}`, at: touches.lastAt } : null,
    takes_part: deals.length > 0 ? { value: countWords(deals.length, 'purchase'), at: touches.lastAt } : null,
    role_suggested: deals.length > 0 ? suggestedRole(read) : null,
    influence_named: influences.length > 0 ? { value: influences.join(', '), at: null } : null,
    inquiry_chance: chances.length > 0 ? { value: chances.map(({ inquiry, chance }) => `${inquiry}: ${Math.round(chance * 100)} %`).join(', '), at: asOf } : null,
  };
}

function suggestedRole({ records }: PersonRead): Value | null {
  const roles = [...new Set(records.flatMap((record) => factsOf(record, []).filter(({ field }) => field === 'title').flatMap(({ value }) => suggestedByTitle(value) ?? [])))];
  return roles.length === 0 ? null : { value: roles.map((role) => buyingRoles[role].name).join(', '), at: null };
}
