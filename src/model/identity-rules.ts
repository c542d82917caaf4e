import { z } from 'zod';
import { identifierWords } from './identity-limits.ts';

/**
 * `same`: records that have the value are one person. `different`: records that have it and records that have the other value are never one person. `not-through`: evidence
 * joins no two records that both have it.
 */
export const identityRuleKinds = ['same', 'different', 'not-through'] as const;

/** A kind whose values rules name: mail addresses, their domains, telephone numbers, values of a further column ("column:Customer no"). */
export const ruledKindSchema = z.string().trim().max(160).regex(/^(?:email|domain|phone|column:\S(?:.*\S)?)$/, 'is email, domain, phone or column:NAME');
export const ruledValueSchema = z.object({ kind: ruledKindSchema, value: z.string().trim().min(1).max(200) });
export type RuledValue = z.infer<typeof ruledValueSchema>;

export const identityRuleInputSchema = z.object({ says: z.enum(identityRuleKinds), of: ruledValueSchema, other: ruledValueSchema.nullable().default(null) })
  .refine(({ says, other }) => (says === 'different') === (other !== null), 'needs a second value where it says "different", and there alone')
  .refine(({ says, of }) => says === 'not-through' || of.kind !== 'domain', 'names a domain, which is no person: a domain goes with "not-through" alone')
  .refine(({ other }) => other?.kind !== 'domain', 'names a domain, which is no person');
export type IdentityRuleInput = z.infer<typeof identityRuleInputSchema>;

export const identityRuleSchema = z.object({
  id: z.number().int(),
  says: z.enum(identityRuleKinds),
  of: ruledValueSchema,
  other: ruledValueSchema.nullable(),
  at: z.string(),
  by: z.string().nullable(),
  /** When it was taken back; null while it is in force. */
  takenBackAt: z.string().nullable(),
  takenBackBy: z.string().nullable(),
  /** Records that have its value, or either of its values. */
  records: z.number().int(),
  /** False where so many records have a value that they cannot be one person: the rule joins nobody until there are fewer. */
  heeded: z.boolean(),
});
export type IdentityRule = z.infer<typeof identityRuleSchema>;

export const identityRulesAnswerSchema = z.object({ rules: z.array(identityRuleSchema) });
export type IdentityRulesAnswer = z.infer<typeof identityRulesAnswerSchema>;

/** Rules that may be added at once. */
export const mostListedRules = 500;

/** A rule that would make one person of more records is not heeded. */
export const mostOfOnePerson = 200;

const valueWords = ({ kind, value }: RuledValue): string => (kind === 'domain' ? `a mail address at ${value}` : `the ${identifierWords(kind, 1)} ${value}`);

/** A rule in words. */
export function identityRuleWords({ says, of, other }: Pick<IdentityRule, 'says' | 'of' | 'other'>): string {
  if (says === 'same') return `Records with ${valueWords(of)} are one person.`;
  if (says === 'not-through' || other === null) return `Evidence joins no two records that both have ${valueWords(of)}.`;
  return `Records with ${valueWords(of)} and records with ${valueWords(other)} are never one person.`;
}
