import { z } from 'zod';
import { changeKinds, identityRunSchema } from './identity.ts';

/** Who chose from which weight on evidence joins: the weights at their word, what they mean by people's answers, or a person. */
export const thresholdChoosers = ['evidence', 'answers', 'person'] as const;
export type ThresholdChooser = (typeof thresholdChoosers)[number];

/** What joining every pair of at least a weight would do, as expected from what weights mean. */
export const thresholdOutlookSchema = z.object({
  threshold: z.number(),
  /** Of the joined pairs, the share that is expected to be right; null where none would be joined. */
  precision: z.number().nullable(),
  /** Of the right pairs among those that were kept, the share that would be joined. */
  recall: z.number().nullable(),
  f1: z.number().nullable(),
  /** Pairs of records. */
  joins: z.number().int(),
  /** People that there would be, words and limits heeded. */
  people: z.number().int(),
});
export type ThresholdOutlookRow = z.infer<typeof thresholdOutlookSchema>;

export const thresholdsAnswerSchema = z.object({
  /** In force; null before the first run. */
  threshold: z.number().nullable(),
  chosenBy: z.enum(thresholdChoosers).nullable(),
  /** Answers to pairs that were drawn by what they weigh alone, and that are compared still: they say what weights mean. */
  answers: z.object({ same: z.number().int(), different: z.number().int() }),
  /** From so many answers on the next comparison heeds them. */
  needed: z.number().int(),
  /** What answers, or the weights at their word while there are too few, would choose: the highest expected F1 among those of which 99 in 100 joins are right. */
  advised: z.number().nullable(),
  /** The highest first. */
  rows: z.array(thresholdOutlookSchema),
});
export type ThresholdsAnswer = z.infer<typeof thresholdsAnswerSchema>;

/** What a proposed run would change, the largest first. */
export const runPreviewSchema = z.object({
  run: identityRunSchema,
  /** Records whose person would be another. */
  records: z.number().int(),
  largest: z.array(z.object({ kind: z.enum(changeKinds), person: z.string(), parts: z.array(z.array(z.string())) })),
});
export type RunPreview = z.infer<typeof runPreviewSchema>;
