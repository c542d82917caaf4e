import { z } from 'zod';
import type { ConsentOverview, Correction, OwnPage, PeopleAnswer, PersonPage } from './answers/person.ts';
import type { ConsentAnswer, ConsentInput } from './consent/ledger.ts';
import type { Principal } from './access.ts';
import type { ProfileFile, ProfileWish } from './profile/profile-file.ts';
import type { RecallAnswer } from './recall.ts';
import type { PageLink, PageToken } from './page-tokens.ts';

/** Kinds of record that are about a person. */
export const personKinds = ['contact', 'lead'] as const;
export type PersonKind = (typeof personKinds)[number];

/** A record as a subject of consent: `contact:<source>:<id>`. */
export const subjectOf = (kind: PersonKind, source: string, id: string): string => `${kind}:${source}:${id}`;

/** The kind of record that a subject names. */
export const kindOfSubject = (subject: string): PersonKind => (subject.startsWith('lead:') ? 'lead' : 'contact');

/** Source of a record's key. Names of sources hold no colon. */
export const sourceOfKey = (key: string): string => key.split(':')[1] ?? '';

/**
 * What a person can say of records: they are one, they are not, nobody can tell, or an earlier word is taken back. Of accounts also that the first is
 * below the second (`below`), or below none, whatever records say (`alone`, both being that account).
 */
export const identityWords = ['same', 'different', 'unsure', 'undo', 'below', 'alone'] as const;
export type IdentitySays = (typeof identityWords)[number];
/** What is said of two records being one. */
export type PairSays = Exclude<IdentitySays, 'undo' | 'below' | 'alone'>;

/** A person's word on who is who. Later words replace earlier ones that they contradict. */
export const identityDecisionSchema = z.object({
  sequence: z.number().int(),
  a: z.string(),
  b: z.string(),
  /** When each record was first known (epoch ms): the older one names the person. */
  aKnownAt: z.number(),
  bKnownAt: z.number(),
  says: z.enum(identityWords),
  /** Groups of records that are different, where it parts more than two records. */
  sides: z.array(z.array(z.string())).nullable().default(null),
  /** The word that is taken back. */
  undoes: z.number().int().nullable().default(null),
});
export type IdentityDecision = z.infer<typeof identityDecisionSchema>;

/** A person: the records joined by words and edges. The id is the key of the record known first; the others are its aliases. */
export const personSchema = z.object({
  id: z.string(),
  records: z.array(z.string()),
  /** Visitors of websites that are taken for the person, where a word was said on one. */
  visitors: z.array(z.string()).optional(),
});
export type Person = z.infer<typeof personSchema>;

/** Which people are listed: by a part of a name, an address or an id; those who refuse something alone. */
export interface PeopleFilter {
  readonly search?: string;
  readonly refusing?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A wish of the person: another value in a field of a record, or none. */
export const correctionInputSchema = z.object({
  record: z.string().min(1).max(400),
  field: z.string().min(1).max(300),
  to: z.string().trim().max(1000).nullable(),
});
export type CorrectionInput = z.infer<typeof correctionInputSchema>;

export const correctionDecisionSchema = z.object({
  says: z.enum(['approve', 'decline']),
  /** What the person is told about it. */
  reason: z.string().trim().min(1).max(1000).optional(),
});
export type CorrectionDecision = z.infer<typeof correctionDecisionSchema>;

/** Consent, identity and profiles of people, by record id or key. */
export interface People {
  list(filter: PeopleFilter): Promise<PeopleAnswer>;
  /** A person's profile for a colleague; the read is written to the access log that the person sees. */
  profile(id: string, by: Principal): Promise<PersonPage>;
  /**
   * The profile in a format of exchange, read as `profile` is. Throws `Failure('not_allowed')` where it is for others and the person did not grant
   * `share`.
   */
  exportProfile(id: string, wish: ProfileWish, by: Principal): Promise<ProfileFile>;
  /** What the person sees of it, by a link of their own; `what` names the read in the access log. */
  ownPage(key: string, what: 'own page' | 'copy taken along'): Promise<OwnPage>;
  consentOverview(): Promise<ConsentOverview>;
  /** A link to the person's own page. Throws `Failure('not_allowed')` where the principal is no admin. */
  makeLink(id: string, days: number | undefined, by: Principal): Promise<PageLink>;
  /** Takes a link back. Twice is once. Throws `Failure`: `not_found`, `not_allowed`. */
  takeBackLink(id: string, by: Principal): Promise<PageToken>;
  /** Every wish for a correction, open ones first, then the newest. */
  corrections(): Promise<Correction[]>;
  /** Throws `Failure`: `not_found` for a record that is not of this person, `bad_request` for a field that cannot be corrected. */
  askCorrection(key: string, input: CorrectionInput): Promise<Correction>;
  /** An approved correction is in force for every read when it returns. Throws `Failure`: `not_found`, `not_allowed`, `conflict` where it was decided otherwise. */
  decideCorrection(id: string, decision: CorrectionDecision, by: Principal): Promise<Correction>;
  /** The person whom a record belongs to. Throws `not_found`, or `conflict` where the id means several records. */
  person(id: string): Promise<Person>;
  consent(id: string): Promise<ConsentAnswer>;
  /** In force for every read when it returns. */
  setConsent(id: string, input: ConsentInput, by: Principal): Promise<ConsentAnswer>;
  /** Forgets a person: nothing of the person is in any read, export or backup when it returns, and no later import brings the person back. It cannot be undone. */
  recall(id: string, by: Principal): Promise<RecallAnswer>;
}
