import { z } from 'zod';
import { refusalSchema } from '../refusal.ts';

/** The map of stages discovered from stage changes. Days are medians with their quartiles. */
export const journeyAnswerSchema = z.object({
  stages: z.array(z.object({
    name: z.string(),
    order: z.number(),
    deals: z.number().int(),
    openNow: z.number().int(),
    waitMedianDays: z.number().nullable(),
    waitQ1Days: z.number().nullable(),
    waitQ3Days: z.number().nullable(),
    wonShare: z.number().nullable(),
    lostShare: z.number().nullable(),
  })),
  steps: z.array(z.object({
    from: z.string(),
    to: z.string(),
    deals: z.number().int(),
    medianDays: z.number().nullable(),
    direction: z.enum(['forward', 'back', 'skip', 'won', 'lost']),
    wonShare: z.number().nullable(),
  })),
  loops: z.array(z.object({ stage: z.string(), deals: z.number().int(), extraDays: z.number().nullable() })),
  paths: z.array(z.object({ path: z.array(z.string()), deals: z.number().int(), wonShare: z.number().nullable() })),
  deals: z.number().int(),
  asOf: z.string(),
  sentence: z.string(),
  refusal: refusalSchema.nullable(),
});
export type JourneyAnswer = z.infer<typeof journeyAnswerSchema>;
