import { z } from 'zod';

export const holdingReasons = ['waiting_on_us', 'waiting_on_them', 'no_budget', 'no_decision_maker', 'competitor', 'fear_or_indecision'] as const;
export const decisionVerbs = ['done', 'not_now', 'disagree'] as const;

/** One step for one deal: the visible sign, what, by whom, by when, what is at stake, and the assumed change as a labelled prior. */
export const actionAnswerSchema = z.object({
  id: z.string(),
  dealId: z.string(),
  dealName: z.string().nullable(),
  account: z.string().nullable(),
  owner: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  daysInStage: z.number().nullable(),
  sign: z.string(),
  step: z.string(),
  kind: z.enum(['reconnect', 'confirm_close_date', 'close_or_drop', 'set_next_step', 'set_amount', 'unblock_stage', 'answer_inquiry', 'reduce_risk']),
  by: z.string().nullable(),
  dueAt: z.string(),
  /** Amount × chance (or the win rate), in major units. */
  atStake: z.number().nullable(),
  atStakeIs: z.string(),
  assumedChange: z.object({ points: z.number(), label: z.string() }),
  reasons: z.array(z.string()),
  /** Probability of each option for this subject, the chosen one included: logged for later comparison. */
  options: z.array(z.object({ kind: z.string(), probability: z.number() })),
  heldOut: z.boolean(),
  state: z.enum(['offered', 'done', 'not_now', 'disagree']),
  stateReason: z.string().nullable(),
  policy: z.string(),
});

export const actionsAnswerSchema = z.object({
  actions: z.array(actionAnswerSchema),
  comparison: z.object({
    on: z.boolean(),
    offered: z.boolean(),
    sentence: z.string(),
    actionsPerMonth: z.number(),
  }),
  asOf: z.string(),
});

export const decisionInputSchema = z.object({
  actionId: z.string().max(200),
  verb: z.enum(decisionVerbs),
  reason: z.string().max(500).optional(),
});
export const holdingInputSchema = z.object({ dealId: z.string().max(200), reason: z.enum(holdingReasons) });

export type ActionAnswer = z.infer<typeof actionAnswerSchema>;
export type ActionsAnswer = z.infer<typeof actionsAnswerSchema>;
export type DecisionInput = z.infer<typeof decisionInputSchema>;
export type HoldingInput = z.infer<typeof holdingInputSchema>;
