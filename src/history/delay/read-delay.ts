import { z } from 'zod';
import { delayInputNameSchema, delaySources, type DelayInputName, type DelaySource } from '../../model/index.ts';
import { visibleDelayFacts, type Facts } from '../../store/index.ts';

/** An input that was written down, or (`taken_back`) the word that what was written down for it counts no longer. */
export interface DelayFact {
  readonly id: string;
  readonly input: DelayInputName;
  readonly fact: 'given' | 'taken_back';
  readonly low: number | null;
  readonly likely: number | null;
  readonly high: number | null;
  readonly currency: string | null;
  readonly on: string | null;
  readonly words: string | null;
  readonly source: DelaySource;
  readonly contactId: string | null;
  readonly evidence: string | null;
  readonly saidOn: string | null;
  readonly by: string | null;
  /** When it was recorded (ms): from then on it is known. */
  readonly at: number;
}

const delayFacts = {
  name: 'delay_facts_of_deal',
  text: 'SELECT input_id, input, fact, low, likely, high, currency, on_day, words, source, contact_id, evidence, said_on, by_user, toUnixTimestamp64Milli(occurred_at) AS at '
    + `FROM ${visibleDelayFacts('analyse')} WHERE deal_id = {deal:String} ORDER BY occurred_at, input_id`,
  parameters: z.object({ deal: z.string() }),
  row: z.object({
    input_id: z.string(), input: delayInputNameSchema, fact: z.enum(['given', 'taken_back']), low: z.number().nullable(), likely: z.number().nullable(), high: z.number().nullable(),
    currency: z.string().nullable(), on_day: z.string().nullable(), words: z.string().nullable(), source: z.enum(delaySources).nullable(), contact_id: z.string().nullable(),
    evidence: z.string().nullable(), said_on: z.string().nullable(), by_user: z.string().nullable(), at: z.coerce.number(),
  }),
} as const;

/** Everything that was written down about what waiting costs the buyer of a deal, oldest first. Who refuses analysis is not named. */
export async function readDelay(facts: Facts, deal: string): Promise<DelayFact[]> {
  const rows = await facts.query(delayFacts, { deal });
  return rows.map((row) => ({
    id: row.input_id, input: row.input, fact: row.fact, low: row.low, likely: row.likely, high: row.high, currency: row.currency, on: row.on_day, words: row.words,
    source: row.source ?? 'our_guess', contactId: row.contact_id, evidence: row.evidence, saidOn: row.said_on, by: row.by_user, at: row.at,
  }));
}
