import { z } from 'zod';
import { methodOrRefusedSchema } from '../methods.ts';
import { refusalSchema } from '../refusal.ts';

/** What each simple rule says for the quarter; null where the rule lacks its inputs. Amounts in major units. */
export const baselinesSchema = z.object({
  baseRate: z.number().nullable(),
  stageAge: z.number().nullable(),
  stageWeighted: z.number().nullable(),
  bookedOverUsualShare: z.number().nullable(),
  lastQuarter: z.number().nullable(),
  sameQuarterLastYear: z.number().nullable(),
  repsDates: z.number().nullable(),
});

/** One quarter: won so far, the range of the total, baselines beside. p10 and p90 bound it 8 times in 10. */
export const forecastAnswerSchema = z.object({
  quarter: z.string(),
  start: z.string(),
  end: z.string(),
  week: z.number().int(),
  weeks: z.number().int(),
  /** What is counted: money in `currency`, or deals where amounts are missing. */
  unit: z.enum(['money', 'deals']),
  currency: z.string().nullable(),
  bookedSoFar: z.number(),
  p10: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  baselines: baselinesSchema,
  method: methodOrRefusedSchema,
  /** Deals expected from those that are open now, and from those not yet created. */
  fromOpen: z.number().nullable(),
  fromNew: z.number().nullable(),
  target: z.number().nullable(),
  yourCall: z.number().nullable(),
  /** True while fewer than six past quarters drive the quarter-wide shock. */
  rangeFromPrior: z.boolean(),
  /** How many past quarters at this week fell inside their range. */
  record: z.object({ week: z.number().int(), quarters: z.number().int(), inside: z.number().int(), usualMiss: z.number().nullable(), stageWeightedMiss: z.number().nullable() }).nullable(),
  openDeals: z.number().int(),
  excludedDeals: z.number().int(),
  excludedWhy: z.string().nullable(),
  asOf: z.string(),
  refusal: refusalSchema.nullable(),
});

export type Baselines = z.infer<typeof baselinesSchema>;
export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;
