import { z } from 'zod';

/** What moved this quarter's open pipeline between two dates. Start plus all movements equals end, to the cent. */
export const movementSchema = z.object({
  kind: z.enum(['new', 'pulled_in', 'up', 'won', 'lost', 'down', 'pushed_out']),
  amount: z.number(),
  deals: z.number().int(),
  dealIds: z.array(z.string()),
});

export const changesAnswerSchema = z.object({
  since: z.string(),
  asOf: z.string(),
  quarter: z.string(),
  currency: z.string().nullable(),
  /** What the amounts are: money, or numbers of deals where amounts are missing or cannot be summed. */
  unit: z.enum(['money', 'deals']).optional(),
  start: z.number(),
  end: z.number(),
  startDeals: z.number().int(),
  endDeals: z.number().int(),
  movements: z.array(movementSchema),
  /** Deals whose stage moved, newest first. */
  stageMoves: z.array(z.object({ dealId: z.string(), account: z.string().nullable(), at: z.string(), from: z.string().nullable(), to: z.string() })),
  /** Numbers of the past that changed because a model or the data changed, not the world. */
  restatements: z.number().int(),
  sentence: z.string(),
  /** Present where the file has no history: which movements cannot be seen. */
  missing: z.string().nullable(),
});
export type Movement = z.infer<typeof movementSchema>;
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;
