import { z } from 'zod';
import { changeKinds } from './identity.ts';

/**
 * What tells who a record is of, and of which one person may have so many: mail addresses and telephone numbers in the form in which they are compared, records of one source
 * ("contact:crm"), values of a further column ("column:Customer no").
 */
export const identifierKindSchema = z.string().trim().max(160).regex(/^(?:email|phone|(?:contact|lead|column):\S(?:.*\S)?)$/, 'is email, phone, contact:SOURCE, lead:SOURCE or column:NAME');

/** The most different values of a kind that one person may have; null where it may have any number and counts in the order alone. */
export const identityLimitSchema = z.object({ kind: identifierKindSchema, most: z.number().int().min(1).max(100).nullable() });
export type IdentityLimit = z.infer<typeof identityLimitSchema>;

const isEachOnce = (limits: readonly IdentityLimit[]): boolean => new Set(limits.map(({ kind }) => kind)).size === limits.length;

/** In the order in which kinds count: two records with the same value of a kind are joined though a limit of a later kind is passed. */
export const identityLimitsSchema = z.array(identityLimitSchema).max(20).refine(isEachOnce, 'a kind stands there twice');
export type IdentityLimits = z.infer<typeof identityLimitsSchema>;

export const identityLimitsAnswerSchema = z.object({
  limits: identityLimitsSchema,
  /** Who set which, newest first. */
  history: z.array(z.object({ at: z.string(), by: z.string().nullable(), limits: identityLimitsSchema })),
  /** Joins that evidence asks for and a limit keeps apart. */
  refused: z.number().int(),
});
export type IdentityLimitsAnswer = z.infer<typeof identityLimitsAnswerSchema>;

/** What a rule on who is who changes, or would change. */
export const ruleOutlookSchema = z.object({
  /** False for a dry run, which changed nothing. */
  counts: z.boolean(),
  merges: z.number().int(),
  splits: z.number().int(),
  /** Joins that evidence asks for and limits or rules keep apart, of all people concerned. */
  refused: z.number().int(),
  /** Records whose person is another. */
  records: z.number().int(),
  /** The largest changes. */
  largest: z.array(z.object({ kind: z.enum(changeKinds), person: z.string(), parts: z.array(z.array(z.string())) })),
});
export type RuleOutlook = z.infer<typeof ruleOutlookSchema>;

/** A join that evidence asks for and a limit or a rule keeps apart. */
export const refusedJoinSchema = z.object({
  a: z.string(),
  b: z.string(),
  /** The people that they are of. */
  people: z.tuple([z.string(), z.string()]),
  /** Of the identifier whose limit it is; null where a rule keeps them apart. */
  kind: z.string().nullable(),
  rule: z.number().int().nullable(),
  /** The values that one person would have more of than a limit allows; of those who may be analysed, the first ten. */
  values: z.array(z.string()),
  /** In words; a limit without the values. */
  because: z.string(),
});
export type RefusedJoin = z.infer<typeof refusedJoinSchema>;

export const refusedJoinsAnswerSchema = z.object({ rows: z.array(refusedJoinSchema), total: z.number().int() });
export type RefusedJoinsAnswer = z.infer<typeof refusedJoinsAnswerSchema>;

/** A kind of identifier as people say it. */
export function identifierWords(kind: string, many: number): string {
  const [what = '', ...rest] = kind.split(':');
  const of = rest.join(':');
  const ending = many === 1 ? '' : 's';
  if (what === 'email') return `mail address${many === 1 ? '' : 'es'}`;
  if (what === 'phone') return `telephone number${ending}`;
  if (what === 'column') return `value${ending} of “${of}”`;
  return `${what === 'lead' ? `inquir${many === 1 ? 'y' : 'ies'}` : `contact${ending}`} of ${of}`;
}

/** Why a limit keeps two apart. */
export const limitWords = (kind: string, most: number): string => `One person may have ${most} ${identifierWords(kind, most)}.`;
