import { z } from 'zod';
import { influenceNames, type Influence } from '../influence-kinds.ts';
import { refusalSchema } from '../refusal.ts';

const influence = z.enum(influenceNames as [Influence, ...Influence[]]);

/** How many were asked and what came back, by how the deal stands. Shares 0 to 1; `low`–`high` is the 8-in-10 range. */
export const responseSchema = z.object({
  outcome: z.enum(['won', 'lost', 'open', 'unknown']),
  asked: z.number().int(),
  answered: z.number().int(),
  declined: z.number().int(),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/**
 * One of the sixteen. `share` is of the deals with an answer, each deal counting once; `low`–`high` is its 8-in-10 range if the
 * silent would have said the same. `worstLow`–`worstHigh` holds whatever the silent would have said (Manski), and with the
 * assumed share of misnaming.
 */
export const optionSaidSchema = z.object({
  kind: influence,
  label: z.string(),
  answers: z.number().int(),
  wonAnswers: z.number().int(),
  lostAnswers: z.number().int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  worstLow: z.number().nullable(),
  worstHigh: z.number().nullable(),
  /** Places it may have by what can be told apart; null below the number of answers that allows a ranking. */
  rankLow: z.number().int().nullable(),
  rankHigh: z.number().int().nullable(),
});

/** What a tracker would credit a kind with: touches, sources and campaigns of won deals. Never mixed with what was said. */
export const trackedSchema = z.object({ kind: influence, label: z.string(), touches: z.number().int(), wonDeals: z.number().int(), shareOfWon: z.number() });

export const buyersAnswerSchema = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  declined: z.number().int(),
  /** Deals with at least one person asked, and with at least one answer. */
  dealsAsked: z.number().int(),
  dealsAnswered: z.number().int(),
  response: z.array(responseSchema),
  /** In the order of the shares once ranking is open, else in the declared order. */
  options: z.array(optionSaidSchema),
  /** Share of answers taken to name the wrong thing. */
  misnaming: z.number(),
  /** Pairs of people of one deal who named the same; Krippendorff's alpha for nominal data. */
  agreement: z.object({ deals: z.number().int(), pairs: z.number().int(), samePairs: z.number().int(), share: z.number().nullable(), alpha: z.number().nullable() }),
  offers: z.object({ answered: z.number().int(), wanted: z.number().int(), share: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  tracked: z.object({ wonDeals: z.number().int(), rows: z.array(trackedSchema) }),
  /** Answers whose words named none of the sixteen, read as "other". */
  unrecognised: z.number().int(),
  /** One sentence for the head of the screen. */
  sentence: z.string(),
  /** Why there is no ranking yet. */
  refusal: refusalSchema.nullable(),
  asOf: z.string(),
});

const boundsSchema = z.object({ low: z.number(), high: z.number() });

/**
 * The share of decisions that no click could have shown, as bounds. `low`–`high` allows for the silent, for several people of one
 * deal, for misnaming, for kinds that a click shows only sometimes, and for chance (95 %).
 */
export const unseenAnswerSchema = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The same where the silent are moved by such things with odds at most `odds` times higher or lower than those who answered about deals that ended alike. */
  ifAlike: boundsSchema.extend({ odds: z.number() }).nullable(),
  /** The share among those who answered, taking them at their word: what most reports would print. */
  naive: z.number().nullable(),
  naiveLow: z.number().nullable(),
  naiveHigh: z.number().nullable(),
  level: z.number(),
  misnaming: z.number(),
  /** The same bounds under other shares of misnaming. */
  sensitivity: z.array(boundsSchema.extend({ misnaming: z.number() })),
  /** The same, step by step, without chance: what each allowance costs. */
  steps: z.array(boundsSchema.extend({ allowing: z.string() })),
  dealsAsked: z.number().int(),
  dealsAnswered: z.number().int(),
  answers: z.number().int(),
  /** Over all deals decided since the first was asked; those nobody was asked about could be either. */
  allDecided: boundsSchema.extend({ deals: z.number().int() }).nullable(),
  /** What trackers saw of the same decisions. */
  tracked: z.object({ deals: z.number().int(), withTouch: z.number().int(), withClick: z.number().int() }),
  kinds: z.array(z.object({ kind: influence, label: z.string(), clickCanShow: z.enum(['yes', 'perhaps', 'no']), why: z.string(), answers: z.number().int() })),
  sentence: z.string(),
  refusal: refusalSchema.nullable(),
  asOf: z.string(),
});

/** One thing that "everybody knows", tested on own data. Estimates are in the unit of the claim; the range is 95 %. */
export const claimSchema = z.object({
  id: z.string(),
  claim: z.string(),
  /** What is measured, and against which mark. */
  measure: z.string(),
  answer: z.enum(['holds', 'does_not_hold', 'cannot_tell']),
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  mark: z.number(),
  unit: z.enum(['share', 'difference', 'correlation']),
  n: z.number().int(),
  nIs: z.string(),
  pValue: z.number().nullable(),
  qValue: z.number().nullable(),
  /** In words: the answer with its number, or what is missing. */
  sentence: z.string(),
});

export const claimsAnswerSchema = z.object({
  claims: z.array(claimSchema),
  /** Tests made; false discoveries among "holds" and "does not hold" are kept at the rate. */
  comparisons: z.number().int(),
  falseDiscoveryRate: z.number(),
  sentence: z.string(),
  asOf: z.string(),
});

export type ResponseOf = z.infer<typeof responseSchema>;
export type OptionSaid = z.infer<typeof optionSaidSchema>;
export type Tracked = z.infer<typeof trackedSchema>;
export type BuyersAnswer = z.infer<typeof buyersAnswerSchema>;
export type UnseenAnswer = z.infer<typeof unseenAnswerSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type ClaimsAnswer = z.infer<typeof claimsAnswerSchema>;
