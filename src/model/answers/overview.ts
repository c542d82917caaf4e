import { z } from 'zod';
import { figureSchema } from '../figure.ts';
import { refusalSchema } from '../refusal.ts';
import { actionAnswerSchema } from './actions.ts';
import { changesAnswerSchema } from './changes.ts';
import { coverageAnswerSchema } from './coverage.ts';
import { forecastAnswerSchema } from './forecast.ts';
import { findingSchema, leakSchema } from './leaks.ts';

/** Home, in the order it is read. */
export const overviewAnswerSchema = z.object({
  strip: z.object({
    workspace: z.string(),
    demo: z.boolean(),
    quarter: z.string(),
    week: z.number().int(),
    weeks: z.number().int(),
    dataThrough: z.string().nullable(),
    daysOld: z.number().nullable(),
    reconciled: z.boolean(),
    /** Set where the data's clock differs from today's. */
    clockNote: z.string().nullable(),
  }),
  sentence: z.string(),
  forecast: forecastAnswerSchema.nullable(),
  recordSentence: z.string().nullable(),
  changes: changesAnswerSchema.nullable(),
  leaks: z.array(leakSchema),
  leaksSentence: z.string(),
  doNext: z.array(actionAnswerSchema),
  believable: z.array(findingSchema),
  figures: z.record(z.string(), figureSchema),
  nextBest: coverageAnswerSchema.shape.nextBest,
  highPotentialTime: z.object({ refusal: refusalSchema.nullable(), figure: figureSchema.nullable() }),
  refusal: refusalSchema.nullable(),
  asOf: z.string(),
});
export type OverviewAnswer = z.infer<typeof overviewAnswerSchema>;
