import { z } from 'zod';

/** What came of one comparison: a finding that is shown, none, or one that stood out and was then contradicted. */
const verdictSchema = z.enum(['claimed', 'not_claimed', 'lapsed']);

/** One comparison that was made, found or not. */
export const comparisonSchema = z.object({
  id: z.string(),
  /** What was compared with what. */
  says: z.string(),
  /** The size found, with its range where there is one; null where too little is known to give one. */
  found: z.string().nullable(),
  pValue: z.number().nullable(),
  /** The p value after all comparisons of its family are counted. */
  qValue: z.number().nullable(),
  verdict: verdictSchema,
  /** Whether later data show it too; null where nothing later could tell. */
  confirmedLater: z.boolean().nullable(),
});

const familyNameSchema = z.enum(['leaks', 'models', 'columns', 'claims', 'ranking', 'experiments']);

/** Comparisons that are judged together, because they answer one question. */
export const comparisonFamilySchema = z.object({
  family: familyNameSchema,
  /** The question, in words. */
  asks: z.string(),
  tested: z.number().int(),
  claimed: z.number().int(),
  lapsed: z.number().int(),
  confirmed: z.number().int(),
  /** Findings to expect where nothing is true, if each comparison were judged alone at 1 in 20; null where no test of chance is made. */
  byChance: z.number().nullable(),
  /** Findings among those claimed that are expected to be chance, at most, by the family's own rule; null where no rule bounds it. */
  expectedFalse: z.number().nullable(),
  /** How a finding is told from chance. */
  rule: z.string(),
  /** How it is confirmed on later data, or why it is not. */
  confirmation: z.string(),
  comparisons: z.array(comparisonSchema),
});

export const comparisonsAnswerSchema = z.object({
  families: z.array(comparisonFamilySchema),
  tested: z.number().int(),
  claimed: z.number().int(),
  sentence: z.string(),
  asOf: z.string(),
});

export type ComparisonMade = z.infer<typeof comparisonSchema>;
export type ComparisonFamily = z.infer<typeof comparisonFamilySchema>;
export type ComparisonsAnswer = z.infer<typeof comparisonsAnswerSchema>;
