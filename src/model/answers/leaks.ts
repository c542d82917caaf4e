import { z } from 'zod';
import { rowsLinkSchema } from '../figure.ts';
import { refusalSchema } from '../refusal.ts';

/**
 * A place where deals are lost, or stall, more than comparable deals alive at the same age.
 * Money in major units a quarter, shrunk towards zero, with its 8-in-10 range.
 */
export const leakSchema = z.object({
  id: z.string(),
  /** `loss`: transition that loses more; `wait`: wait that is longer; `segment` names what is compared when not a stage. */
  kind: z.enum(['loss', 'wait']),
  from: z.string(),
  to: z.string().nullable(),
  segment: z.string().nullable(),
  sentence: z.string(),
  deals: z.number().int(),
  comparableDeals: z.number().int(),
  /** Extra loss share (loss) or extra days (wait), shrunk. */
  excess: z.number(),
  excessLow: z.number(),
  excessHigh: z.number(),
  moneyPerQuarter: z.number().nullable(),
  moneyLow: z.number().nullable(),
  moneyHigh: z.number().nullable(),
  currency: z.string().nullable(),
  /** What the money is: margin where costs are imported, otherwise revenue. */
  moneyIs: z.enum(['margin', 'revenue', 'deals']),
  pValue: z.number(),
  qValue: z.number(),
  confirmedLater: z.boolean().nullable(),
  rows: rowsLinkSchema,
});

/** A finding that needs no model: stated with its rows. */
export const findingSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  count: z.number().int(),
  of: z.number().int(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  rows: rowsLinkSchema,
});

export const leaksAnswerSchema = z.object({
  findings: z.array(findingSchema),
  leaks: z.array(leakSchema),
  /** Comparisons made in this family, all registered. */
  comparisons: z.number().int(),
  falseDiscoveryRate: z.number(),
  /** Printed when nothing was found. */
  sentence: z.string(),
  asOf: z.string(),
  refusal: refusalSchema.nullable(),
});

export type Leak = z.infer<typeof leakSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type LeaksAnswer = z.infer<typeof leaksAnswerSchema>;
