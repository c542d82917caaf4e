import { z } from 'zod';

/** The closed list of rules that keep a column out of prediction. */
export const columnRuleSchema = z.enum([
  'used',
  'identifier',
  'label',
  'undated',
  'last_field',
  'filled_afterwards',
  'known_only_for_closed',
  'too_good',
  'nearly_unique',
  'constant',
  'mostly_missing',
  'personal',
  'sensitive',
  'free_text',
  'declared_stable',
  'score_of_another_model',
]);

/** One column of the deals (or inquiries): used, refused or to confirm, with the rule that decided and its evidence. */
export const columnAnswerSchema = z.object({
  column: z.string(),
  kind: z.enum(['deal', 'lead', 'account']),
  status: z.enum(['used', 'refused', 'to_confirm']),
  rule: columnRuleSchema,
  /** One sentence with figures: "missing on 68 % of open and 0 % of closed deals". */
  why: z.string(),
  /** Area under the ROC curve of this column alone, where it was measured. */
  aucAlone: z.number().nullable(),
  missingOpen: z.number().nullable(),
  missingClosed: z.number().nullable(),
  values: z.number().int(),
});
export type ColumnRule = z.infer<typeof columnRuleSchema>;
export type ColumnAnswer = z.infer<typeof columnAnswerSchema>;
