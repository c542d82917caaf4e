import { z } from 'zod';

/** One outcome of a randomised comparison, as it stands after the accounts whose time is over. Intervals hold at every look together. */
export const experimentOutcomeSchema = z.object({
  name: z.enum(['signed', 'invoiced', 'margin']),
  /** What is compared, in words. */
  means: z.string(),
  /** Only a primary outcome may end in a claim; the others are shown beside it. */
  primary: z.boolean(),
  unit: z.enum(['share', 'money']),
  currency: z.string().nullable(),
  treated: z.number().int(),
  held: z.number().int(),
  meanTreated: z.number().nullable(),
  meanHeld: z.number().nullable(),
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(['helps', 'harms', 'cannot_tell']),
  sentence: z.string(),
});

export const experimentSchema = z.object({
  id: z.string(),
  question: z.string(),
  /** What is assigned: all deals of an account go together. */
  unit: z.literal('account'),
  heldShare: z.number(),
  on: z.boolean(),
  startedAt: z.string().nullable(),
  /** Days after assignment that an account is followed. */
  followedDays: z.number().int(),
  assigned: z.number().int(),
  /** Assigned accounts whose time is not over. */
  waiting: z.number().int(),
  outcomes: z.array(experimentOutcomeSchema),
  rules: z.array(z.string()),
});

export const experimentsAnswerSchema = z.object({ experiments: z.array(experimentSchema), asOf: z.string() });

export type ExperimentOutcome = z.infer<typeof experimentOutcomeSchema>;
export type Experiment = z.infer<typeof experimentSchema>;
export type ExperimentsAnswer = z.infer<typeof experimentsAnswerSchema>;
