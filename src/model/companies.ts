import { z } from 'zod';
import type { Principal } from './access.ts';
import type { IdentityExplanation } from './identity.ts';
import type { PairSays, Person } from './people.ts';

/** Why two records are of one company, the surest first. */
export const joinReasons = ['registry id', 'verified domain', 'domain', 'name and country', 'name'] as const;
export type JoinReason = (typeof joinReasons)[number];

/** Why records that something speaks for joining were not joined. */
export const apartReasons = ['registry ids disagree', 'parent and subsidiary', 'countries differ', 'legal forms differ', 'names differ', 'domains differ', 'cities differ', 'several companies fit', 'too many to compare', 'somebody said so'] as const;
export type ApartReason = (typeof apartReasons)[number];

/** Why a company is below another: somebody said so, or a record names its parent. */
export const parentReasons = ['somebody said so', 'parent id', 'parent name'] as const;
export type ParentReason = (typeof parentReasons)[number];

/** What is said of a company's parent, by hand and by its records. Ids are keys of records. */
export const parentAnswerSchema = z.object({ child: z.string(), parent: z.string().nullable(), reason: z.enum(parentReasons).nullable() });
export type ParentAnswer = z.infer<typeof parentAnswerSchema>;

/** Companies that a company may be below, by the names on one domain: to be looked at by a person. */
export const parentSuggestionsSchema = z.object({ child: z.string(), rows: z.array(z.object({ id: z.string(), name: z.string(), domain: z.string() })) });
export type ParentSuggestions = z.infer<typeof parentSuggestionsSchema>;

const pair = { a: z.string(), b: z.string(), detail: z.string() };

/** A company that several records are of: its id is the key of the record known first. */
export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  records: z.array(z.object({ key: z.string(), name: z.string() })),
  /** Weights are log2 of the odds. */
  joinedBy: z.array(z.object({ ...pair, reason: z.enum(joinReasons), weight: z.number() })),
});
export type Company = z.infer<typeof companySchema>;

/** Which records of accounts are of one company by the rules, and what was not joined. */
export const companiesAnswerSchema = z.object({
  rule: z.string(),
  records: z.number().int(),
  companies: z.number().int(),
  /** How many there are of each list; the lists hold the first of them. */
  counts: z.object({ joined: z.number().int(), apart: z.number().int(), parents: z.number().int(), unheeded: z.number().int() }),
  joined: z.array(companySchema),
  apart: z.array(z.object({ ...pair, reason: z.enum(apartReasons) })),
  parents: z.array(z.object({ child: z.string(), parent: z.string(), reason: z.enum(parentReasons) })),
  /** What of a record was not heeded, and why. */
  unheeded: z.array(z.object({ key: z.string(), field: z.string(), why: z.string() })),
});
export type CompaniesAnswer = z.infer<typeof companiesAnswerSchema>;

/** Which records of accounts are of one company. An account is named by its key, by its id or by its name; `conflict` where several are called so. */
export interface Companies {
  /** As the records are now, words heeded; nothing is changed by asking. At most `limit` of each list. */
  find(filter: { readonly limit: number }): Promise<CompaniesAnswer>;
  /** Two records, by their keys, are one company, are not, or nobody can tell. In force for every read when it returns. Throws `Failure`: `not_found`, `bad_request`. */
  say(a: string, b: string, says: PairSays, by: Principal): Promise<Person>;
  explain(a: string, b: string): Promise<IdentityExplanation>;
  /**
   * A company, by the key of any of its records, is below another, or below none (`null`), whatever records say. Nothing is merged; in force for every read when
   * it returns. Throws `Failure`: `not_found`, `bad_request`; `conflict` where it would be below itself, or both are one company.
   */
  setParent(child: string, parent: string | null, by: Principal): Promise<ParentAnswer>;
  /** Companies that it may be below, by the names on one domain; none where its parent is known. */
  suggestParents(account: string): Promise<ParentSuggestions>;
  /** Takes the last word on a company's parent back: what held before it holds again. Throws `Failure`: `conflict` where there is none. */
  takeParentBack(child: string, by: Principal): Promise<ParentAnswer>;
}
