import { z } from 'zod';
import { touchReferenceSchema } from './accounts.ts';
import { groupMemberSchema } from '../buying-group.ts';
import { methodOrRefusedSchema } from '../methods.ts';
import { refusalSchema } from '../refusal.ts';

/** One reason behind a chance: its share of the log-odds of the uncalibrated model, and what a person can look up. */
export const reasonSchema = z.object({
  /** Sentence: "no dated activity for 41 days; 9 of 10 won deals had one within 20". */
  text: z.string(),
  feature: z.string(),
  logOdds: z.number(),
});

export const similarDealSchema = z.object({
  id: z.string(),
  account: z.string().nullable(),
  outcome: z.enum(['won', 'lost']),
  closedAt: z.string(),
  days: z.number(),
});

/** Signs that a pipeline row cannot be believed. */
export const signSchema = z.enum(['past_close_date', 'older_than_any_win', 'no_amount', 'no_next_step', 'stalled', 'no_activity']);

/** An open deal on a date. `winProbability` is null where refused, and then `refusal` says why. */
export const dealAnswerSchema = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string().nullable(),
  account: z.string().nullable(),
  accountId: z.string().nullable(),
  owner: z.string().nullable(),
  team: z.string().nullable(),
  product: z.string().nullable(),
  type: z.string().nullable(),
  stage: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  createdAt: z.string().nullable(),
  ageDays: z.number().nullable(),
  daysInStage: z.number().nullable(),
  lastTouchDays: z.number().nullable(),
  expectedCloseByRep: z.string().nullable(),
  nextStep: z.string().nullable(),
  signs: z.array(signSchema),
  winProbability: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Middle and 8-in-10 range of the close date, if it is won. */
  expectedClose: z.string().nullable(),
  expectedCloseLow: z.string().nullable(),
  expectedCloseHigh: z.string().nullable(),
  /** Which of model, stage-and-age table or base rate was chosen by evidence. */
  method: methodOrRefusedSchema,
  reasons: z.array(reasonSchema),
  similar: z.array(similarDealSchema),
  refusal: refusalSchema.nullable(),
});

/** A deal's own page: the row, its history on that date, people and notes. */
export const dealPageSchema = z.object({
  deal: dealAnswerSchema.nullable(),
  status: z.enum(['open', 'won', 'lost', 'unknown']),
  closedAt: z.string().nullable(),
  lossReason: z.string().nullable(),
  timeline: z.array(z.object({
    at: z.string(),
    kind: z.enum(['created', 'stage', 'activity', 'invoice', 'closed', 'note', 'version', 'decision', 'touch']),
    title: z.string(),
    detail: z.string().nullable(),
    by: z.string().nullable(),
    touch: touchReferenceSchema.optional(),
  })),
  /** Who took part, each with what says so; those first whom something names with the deal. */
  people: z.array(groupMemberSchema),
  attributes: z.record(z.string(), z.string()),
  asOf: z.string(),
});

export type Reason = z.infer<typeof reasonSchema>;
export type SimilarDeal = z.infer<typeof similarDealSchema>;
export type Sign = z.infer<typeof signSchema>;
export type DealAnswer = z.infer<typeof dealAnswerSchema>;
export type DealPage = z.infer<typeof dealPageSchema>;
