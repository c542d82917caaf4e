import { z } from 'zod';
import type { Principal } from './access.ts';
import { identityWords, type IdentitySays, type Person } from './people.ts';

export const changeKinds = ['merge', 'split'] as const;
export const changeCauses = ['word', 'run', 'recall'] as const;

/** What became of people: records that were joined, or came apart. */
export const identityChangeSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  kind: z.enum(changeKinds),
  /** The person that is left of a merge, or that was split. */
  person: z.string(),
  /** Records as they were grouped before a merge, or are since a split. */
  parts: z.array(z.array(z.string())),
  /** A word of somebody, a run that found evidence, or the recall of a person. */
  cause: z.enum(changeCauses),
  by: z.string().nullable(),
});
export type IdentityChange = z.infer<typeof identityChangeSchema>;

export const identityChangesAnswerSchema = z.object({ rows: z.array(identityChangeSchema), next: z.string().nullable() });
export type IdentityChangesAnswer = z.infer<typeof identityChangesAnswerSchema>;

/** What one comparison says about two records, in log2 of the odds. */
export const evidenceSchema = z.object({ comparison: z.string(), level: z.string(), weight: z.number() });

/** Two records next to each other on the way from one to another, and what joins them. */
export const identityStepSchema = z.object({
  a: z.string(),
  b: z.string(),
  /** `word`: somebody said so. `rule`: evidence weighed by a model. */
  by: z.enum(['word', 'evidence']),
  weight: z.number().nullable(),
  probability: z.number().nullable(),
  evidence: z.array(evidenceSchema),
  who: z.string().nullable(),
  at: z.string(),
});

/** Why two records are one person, or why not. */
export const identityExplanationSchema = z.object({
  a: z.string(),
  b: z.string(),
  same: z.boolean(),
  /** From one to the other by what joins most strongly; empty where they are not one. */
  path: z.array(identityStepSchema),
  /** What keeps them apart, in words; null where nothing does. */
  apart: z.string().nullable(),
  words: z.array(z.object({ says: z.enum(identityWords), at: z.string(), by: z.string().nullable() })),
});
export type IdentityExplanation = z.infer<typeof identityExplanationSchema>;

/** Who is who: the feed of merges and splits, and people's words on it. */
export interface Identity {
  /** Newest first; of one person where `person` names a record of theirs. */
  changes(filter: { readonly person?: string; readonly cursor?: string; readonly limit: number }): Promise<IdentityChangesAnswer>;
  /** Takes a merge or split back; the people as they are then. Throws `Failure`: `not_found`, `conflict`. */
  undo(change: number, by: Principal): Promise<Person[]>;
  /** Two records are one person, are not, or nobody can tell. In force for every read when it returns. */
  say(a: string, b: string, says: Exclude<IdentitySays, 'undo'>, by: Principal): Promise<Person>;
  explain(a: string, b: string): Promise<IdentityExplanation>;
}
