import { z } from 'zod';
import { delayInputNameSchema } from '../delay.ts';
import { delaySources } from '../delay-inputs.ts';

/** Least, likely, most. */
const rangeSchema = z.object({ low: z.number(), likely: z.number(), high: z.number() });
const askedSchema = z.object({ input: delayInputNameSchema, question: z.string() });

/** An input as it stands, with who gave it. Numbers, `on` or `words` by its unit. */
export const delayStandingSchema = z.object({
  input: delayInputNameSchema,
  low: z.number().nullable(),
  likely: z.number().nullable(),
  high: z.number().nullable(),
  currency: z.string().nullable(),
  on: z.string().nullable(),
  words: z.string().nullable(),
  source: z.enum(delaySources),
  /** False for our own guess, and for a public source on what only the buyer can say. */
  counts: z.boolean(),
  /** Null where nobody is named, or where this person does not allow it. */
  contact: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  evidence: z.string().nullable(),
  saidOn: z.string().nullable(),
  by: z.string().nullable(),
  /** When it was recorded: from then on it is known. */
  at: z.string(),
  /** How far the cost of a day moves when this input alone goes from low to high; null where it is no part of it. */
  swing: z.number().nullable(),
});

/** What each day of waiting costs the buyer, in the buyer's money, by what the buyer gave. */
export const delayAnswerSchema = z.object({
  dealId: z.string(),
  /** Null until enough is known, and where money is given in several currencies. */
  cost: z.object({
    perDay: rangeSchema,
    perWeek: rangeSchema,
    currency: z.string(),
    /** When the last of its inputs was recorded. */
    knownSince: z.string(),
    /** Inputs it rests on. */
    inputs: z.number().int(),
  }).nullable(),
  /** What it is made of, a day each; `new_costs` is taken off. */
  parts: z.array(z.object({ part: z.enum(['losses', 'work', 'old_costs', 'new_costs']), name: z.string(), perDay: rangeSchema })),
  /** What is begun and not counted, because something of it is missing. */
  notCounted: z.array(z.string()),
  inputs: z.array(delayStandingSchema),
  /** The two most valuable questions that are open. */
  ask: z.array(askedSchema),
  deadline: z.object({
    on: z.string(),
    /** The last day to decide: the fixed day less the time until it helps. */
    decideBy: z.object({ earliest: z.string(), likely: z.string(), latest: z.string() }).nullable(),
    penalty: rangeSchema.extend({ currency: z.string() }).nullable(),
  }).nullable(),
  /** What the buyer said comes first. */
  priority: z.string().nullable(),
  urgency: z.object({
    /** Whether the figure may be used to hurry: not where fear or indecision holds the deal, and not before one knows. */
    state: z.enum(['ask_first', 'not_advised', 'may_show']),
    reason: z.string().nullable(),
    saidAt: z.string().nullable(),
    advice: z.string(),
    helps: z.array(z.string()),
  }),
  sentence: z.string(),
  asOf: z.string(),
});

export type DelayStanding = z.infer<typeof delayStandingSchema>;
export type DelayAnswer = z.infer<typeof delayAnswerSchema>;
