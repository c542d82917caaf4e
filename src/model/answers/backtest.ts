import { z } from 'zod';
import { methodOrRefusedSchema, methodSchema } from '../methods.ts';
import { refusalSchema } from '../refusal.ts';
import { baselinesSchema } from './forecast.ts';

/** What would have been said at one week of one past quarter, and what came. Amounts in major units. */
export const backtestPointSchema = z.object({
  quarter: z.string(),
  week: z.number().int(),
  asOf: z.string(),
  p10: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  actual: z.number(),
  inside: z.boolean().nullable(),
  baselines: baselinesSchema,
  yourCall: z.number().nullable(),
  method: z.string(),
  refusal: z.string().nullable(),
  /** True where versions of the data on that day were held; false where rebuilt from one export. */
  versioned: z.boolean(),
});

/** Deal-level scores of one method at one landmark week, over all past origins. */
export const skillSchema = z.object({
  method: methodSchema,
  week: z.number().int().nullable(),
  n: z.number().int(),
  brier: z.number(),
  logLoss: z.number(),
  auc: z.number().nullable(),
  ece: z.number(),
  /** ECE that a perfectly calibrated model would show at this n. */
  eceExpected: z.number(),
});

/** One method tried against a simpler one: the paired gain in log loss with its 95 % interval. Too few to tell are not listed. */
export const duelSchema = z.object({
  on: z.enum(['deals', 'inquiries']),
  method: methodSchema.exclude(['base_rate']),
  over: methodSchema.exclude(['trees']),
  mean: z.number(),
  low: z.number(),
  high: z.number(),
});

export const backtestAnswerSchema = z.object({
  points: z.array(backtestPointSchema),
  skill: z.array(skillSchema),
  /** Which method is used, and the paired evidence for it against the base rate. */
  chosen: methodOrRefusedSchema,
  claim: z.object({
    skill: z.boolean(),
    improvement: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    sentence: z.string(),
  }),
  /** Every comparison between methods that the choice rests on. */
  tried: z.array(duelSchema),
  coverage: z.object({ level: z.number(), inside: z.number().int(), quarters: z.number().int() }).nullable(),
  errors: z.array(z.object({ name: z.string(), week: z.number().int(), wape: z.number().nullable(), bias: z.number().nullable(), quarters: z.number().int() })),
  /** Label such as "reconstructed: 71 % of fields dated" or "track record". */
  label: z.string(),
  notScored: z.array(z.object({ quarter: z.string(), why: z.string() })),
  /** Chance shown against share won, in groups of those dates. */
  reliability: z.array(z.object({ predicted: z.number(), observed: z.number(), low: z.number(), high: z.number(), n: z.number().int() })),
  /**
   * The chances of the deal list ("won in the end") on past dates whose deals have nearly all ended: how many, how many of
   * them still open (counted as not won), mean chance and share won. Null where no date has settled.
   */
  chances: z.object({
    n: z.number().int(), stillOpen: z.number().int(), predicted: z.number(), observed: z.number(),
    brier: z.number(), logLoss: z.number(), ece: z.number(), eceExpected: z.number(),
  }).nullable(),
  /** `time` where folds respected time order, `grouped` where no date made that impossible. */
  validation: z.enum(['time', 'grouped', 'none']),
  asOf: z.string(),
  refusal: refusalSchema.nullable(),
});

export type BacktestPoint = z.infer<typeof backtestPointSchema>;
export type Duel = z.infer<typeof duelSchema>;
export type Skill = z.infer<typeof skillSchema>;
export type BacktestAnswer = z.infer<typeof backtestAnswerSchema>;
