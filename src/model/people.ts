import { z } from 'zod';
import type { ConsentAnswer, ConsentInput } from './consent/ledger.ts';
import type { Principal } from './access.ts';
import type { RecallAnswer } from './recall.ts';

/** Kinds of record that are about a person. */
export const personKinds = ['contact', 'lead'] as const;
export type PersonKind = (typeof personKinds)[number];

/** A record as a subject of consent: `contact:<source>:<id>`. */
export const subjectOf = (kind: PersonKind, source: string, id: string): string => `${kind}:${source}:${id}`;

/** A person's word that two records are, or are not, of one person. Later words about the same two replace earlier ones. */
export const identityDecisionSchema = z.object({
  sequence: z.number().int(),
  a: z.string(),
  b: z.string(),
  /** When each record was first known (epoch ms): the older one names the person. */
  aKnownAt: z.number(),
  bKnownAt: z.number(),
  says: z.enum(['same', 'different']),
});
export type IdentityDecision = z.infer<typeof identityDecisionSchema>;

/** A person: the records joined by decisions. The id is the key of the record known first; the others are its aliases. */
export const personSchema = z.object({ id: z.string(), records: z.array(z.string()) });
export type Person = z.infer<typeof personSchema>;

/** Consent and identity of people, by record id or key. */
export interface People {
  /** The person whom a record belongs to. Throws `not_found`, or `conflict` where the id means several records. */
  person(id: string): Promise<Person>;
  consent(id: string): Promise<ConsentAnswer>;
  /** In force for every read when it returns. */
  setConsent(id: string, input: ConsentInput, by: Principal): Promise<ConsentAnswer>;
  link(a: string, b: string, by: Principal): Promise<Person>;
  unlink(a: string, b: string, by: Principal): Promise<Person>;
  /** Forgets a person: nothing of the person is in any read, export or backup when it returns, and no later import brings the person back. It cannot be undone. */
  recall(id: string, by: Principal): Promise<RecallAnswer>;
}
