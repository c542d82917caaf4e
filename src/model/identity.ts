import { z } from 'zod';
import type { Principal } from './access.ts';
import type { BlockedValue, BlockedValuesAnswer } from './blocked-values.ts';
import type { JobAnswer } from './application.ts';
import type { RunPreview, ThresholdsAnswer } from './identity-threshold.ts';
import type { IdentityLimits, IdentityLimitsAnswer, RefusedJoinsAnswer, RuleOutlook } from './identity-limits.ts';
import type { IdentityRuleInput, IdentityRulesAnswer } from './identity-rules.ts';
import type { VisitorJoins } from './known-visitors.ts';
import { identityWords, type PairSays, type Person } from './people.ts';

export const changeKinds = ['merge', 'split'] as const;
export const changeCauses = ['word', 'run', 'recall', 'limits', 'rule', 'address'] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** What became of people: records, or a visitor of websites and a record, that were joined or came apart. */
export const identityChangeSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  kind: z.enum(changeKinds),
  /** The person that is left of a merge, or that was split. */
  person: z.string(),
  /** Records as they were grouped before a merge, or are since a split; of a visitor, one of its exact ids (`user:<id>`, `anonymous:<id>`) and a record. */
  parts: z.array(z.array(z.string())),
  /** A word of somebody, a run that found evidence, the recall of a person, limits or a rule that somebody set, or an address that a visitor gave. */
  cause: z.enum(changeCauses),
  by: z.string().nullable(),
  /** Number of the run that found it; of a visitor, of the look at visitors. Null for words and recalls. */
  run: z.number().int().nullable(),
  /** Of a visitor: which address, given where and when, or why it speaks no more. Of records `explain` says it. */
  why: z.string().nullable(),
});
export type IdentityChange = z.infer<typeof identityChangeSchema>;

/** The visitor of websites whom a change is about; null where it is about records alone. */
export const visitorOfChange = ([[first = ''] = []]: IdentityChange['parts']): string | null => (/^(?:user|anonymous):/.test(first) ? first : null);

export const identityChangesAnswerSchema = z.object({ rows: z.array(identityChangeSchema), next: z.string().nullable() });
export type IdentityChangesAnswer = z.infer<typeof identityChangesAnswerSchema>;

/** What one comparison says about two records, in log2 of the odds. */
export const evidenceSchema = z.object({ comparison: z.string(), level: z.string(), weight: z.number() });

/** Two records next to each other on the way from one to another, and what joins them. */
export const identityStepSchema = z.object({
  a: z.string(),
  b: z.string(),
  /** `word`: somebody said so. `rule`: somebody said so of all records with a value. `evidence`: weighed by a model. */
  by: z.enum(['word', 'rule', 'evidence']),
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

/** A record of a person as it is compared with another. '' where the source says nothing. */
export const comparedRecordSchema = z.object({ key: z.string(), name: z.string(), email: z.string(), phone: z.string(), company: z.string(), title: z.string() });
export type ComparedRecord = z.infer<typeof comparedRecordSchema>;

/** Two records that may be one person: a person is asked. */
export const reviewPairSchema = z.object({
  a: comparedRecordSchema,
  b: comparedRecordSchema,
  weight: z.number(),
  probability: z.number(),
  /** Whether the evidence joins them as it stands. */
  joined: z.boolean(),
  evidence: z.array(evidenceSchema),
});
export type ReviewPair = z.infer<typeof reviewPairSchema>;

export const identityRunSchema = z.object({
  id: z.number().int(),
  scope: z.enum(['all', 'new']),
  state: z.enum(['under_way', 'proposed', 'in_force', 'replaced', 'failed']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  by: z.string().nullable(),
  merges: z.number().int(),
  splits: z.number().int(),
  /** Joins that a word or a limit kept apart. */
  refused: z.number().int(),
  /** Of them those that would have made a person of more than 200 records: a sign that the evidence says too much. */
  oversized: z.number().int(),
});
export type IdentityRun = z.infer<typeof identityRunSchema>;

export const reviewAnswerSchema = z.object({
  /** Pairs that were drawn first, then those nearest to the threshold. */
  rows: z.array(reviewPairSchema),
  /** From this weight on evidence joins by itself; null before the first run. */
  threshold: z.number().nullable(),
  /** People's answers so far: the same, different, not sure. */
  answered: z.object({ same: z.number().int(), different: z.number().int(), unsure: z.number().int() }),
  /** Newest first. */
  runs: z.array(identityRunSchema),
});
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

/** Who is who: the feed of merges and splits, and people's words on it. */
export interface Identity {
  /** Newest first; of one person where `person` names a record of theirs, or a visitor of websites. */
  changes(filter: { readonly person?: string; readonly cursor?: string; readonly limit: number }): Promise<IdentityChangesAnswer>;
  /** Takes a merge or split back; the people as they are then. Throws `Failure`: `not_found`, `conflict`. */
  undo(change: number, by: Principal): Promise<Person[]>;
  /** Two records, or a visitor of websites and a record, are one person, are not, or nobody can tell. In force for every read when it returns. */
  say(a: string, b: string, says: PairSays, by: Principal): Promise<Person>;
  explain(a: string, b: string): Promise<IdentityExplanation>;
  /**
   * Queues a comparison of all people; progress is in `jobs`. The first one counts when it is done, a later one waits for `approve`. What comes in
   * afterwards is compared by itself.
   */
  compare(by: Principal): Promise<JobAnswer>;
  /** Lets a run that was proposed count. Throws `Failure`: `conflict` where it is not proposed. */
  approve(run: number, by: Principal): Promise<IdentityRun>;
  /** Pairs that evidence alone does not settle, without those that somebody answered. */
  review(limit: number): Promise<ReviewAnswer>;
  /** What several thresholds would do, by the answers so far. */
  thresholds(): Promise<ThresholdsAnswer>;
  /**
   * Proposes a run by the same evidence with another threshold; null lets answers or evidence choose it. Throws `Failure`: `conflict` before the first run, or where
   * it is the one in force; `bad_request` where pairs so weak were not kept.
   */
  setThreshold(threshold: number | null, by: Principal): Promise<RunPreview>;
  /** Values that say nothing of who somebody is, and in how many records the comparison in force did not heed them. */
  blocked(): Promise<BlockedValuesAnswer>;
  /** Puts a value on the list or takes it off. The next comparison of everybody heeds that, and shows who changes before it counts. Throws `Failure`: `not_found`. */
  block(value: BlockedValue, isBlocked: boolean, by: Principal): Promise<BlockedValuesAnswer>;
  /** How many identifiers of a kind one person may have, and in which order kinds count. */
  limits(): Promise<IdentityLimitsAnswer>;
  /**
   * Sets all limits at once; they count when it returns, and what they part or join is in the feed. A dry run changes nothing. Throws `Failure`: `conflict` where they are in
   * force already.
   */
  setLimits(limits: IdentityLimits, isDryRun: boolean, by: Principal): Promise<RuleOutlook>;
  /** What holds of all records with some value: those in force, and the last that were taken back. */
  rules(): Promise<IdentityRulesAnswer>;
  /** Adds rules, which outrank words, limits and evidence; they count when it returns. A dry run changes nothing. Throws `Failure`: `conflict` before the first run, or where one is there already; `bad_request`. */
  addRules(rules: readonly IdentityRuleInput[], isDryRun: boolean, by: Principal): Promise<RuleOutlook>;
  /** Takes a rule back. Throws `Failure`: `not_found`, `conflict` where it was before. */
  takeRuleBack(rule: number, isDryRun: boolean, by: Principal): Promise<RuleOutlook>;
  /** Joins that evidence asks for and limits or rules keep apart; of one person where `person` names a record of theirs. */
  refused(filter: { readonly person?: string; readonly limit: number }): Promise<RefusedJoinsAnswer>;
  /** What became of the addresses and numbers that visitors of websites gave. */
  visitors(): Promise<VisitorJoins>;
  /** What a proposed run would change. Throws `Failure`: `conflict` where it is not proposed. */
  preview(run: number): Promise<RunPreview>;
}
