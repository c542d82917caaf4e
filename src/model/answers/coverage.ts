import { z } from 'zod';
import { kindSchema } from './imports.ts';

/** What is held, how complete and fresh it is, and which stages of the work that opens. */
export const coverageAnswerSchema = z.object({
  tables: z.array(z.object({
    source: z.string(),
    kind: kindSchema,
    rows: z.number().int(),
    firstAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    ageDays: z.number().nullable(),
    /** Share of filled cells over declared fields that the file had. */
    complete: z.number(),
    logStart: z.string().nullable(),
    truncation: z.string().nullable(),
    gaps: z.array(z.object({ from: z.string(), to: z.string(), why: z.string() })),
    bulkDays: z.array(z.object({ on: z.string(), rows: z.number().int() })),
  })),
  stages: z.array(z.object({
    name: z.enum(['reconciliation', 'history', 'leaks', 'win_chance', 'forecast', 'actions', 'margin', 'inquiries', 'journey']),
    open: z.boolean(),
    why: z.string(),
    unlockedBy: z.string().nullable(),
  })),
  nextBest: z.object({ source: z.string(), why: z.string(), unlocks: z.array(z.string()), how: z.record(z.string(), z.string()) }).nullable(),
  datedShare: z.number().nullable(),
  asOf: z.string(),
  dataThrough: z.string().nullable(),
  staleDays: z.number().nullable(),
});
export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>;
