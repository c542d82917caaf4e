import { z } from 'zod';
import { delayInputNameSchema, delaySources, type DelayInputName, type DelaySource, type ReadPurpose } from '../../model/index.ts';
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

const columns = 'deal_id, input_id, input, fact, low, likely, high, currency, on_day, words, source, contact_id, evidence, said_on, by_user, toUnixTimestamp64Milli(occurred_at) AS at';
const row = z.object({
  deal_id: z.string(), input_id: z.string(), input: delayInputNameSchema, fact: z.enum(['given', 'taken_back']), low: z.number().nullable(), likely: z.number().nullable(), high: z.number().nullable(),
  currency: z.string().nullable(), on_day: z.string().nullable(), words: z.string().nullable(), source: z.enum(delaySources).nullable(), contact_id: z.string().nullable(),
  evidence: z.string().nullable(), said_on: z.string().nullable(), by_user: z.string().nullable(), at: z.coerce.number(),
});

const delayFacts = {
  name: 'delay_facts_of_deal',
  text: `SELECT ${columns} FROM ${visibleDelayFacts('analyse')} WHERE deal_id = {deal:String} ORDER BY occurred_at, input_id`,
  parameters: z.object({ deal: z.string() }), row,
} as const;

const givenByContacts = (purpose: ReadPurpose) => ({
  name: `delay_facts_of_contacts_${purpose}`,
  text: `SELECT ${columns} FROM ${visibleDelayFacts(purpose)} WHERE contact_id IN {ids:Array(String)} AND fact = 'given' ORDER BY occurred_at, input_id`,
  parameters: z.object({ ids: z.array(z.string()) }), row,
} as const);

const factOf = (found: z.output<typeof row>): DelayFact => ({
  id: found.input_id, input: found.input, fact: found.fact, low: found.low, likely: found.likely, high: found.high, currency: found.currency, on: found.on_day, words: found.words,
  source: found.source ?? 'our_guess', contactId: found.contact_id, evidence: found.evidence, saidOn: found.said_on, by: found.by_user, at: found.at,
});

/** Everything that was written down about what waiting costs the buyer of a deal, oldest first. Who refuses analysis is not named. */
export const readDelay = async (facts: Facts, deal: string): Promise<DelayFact[]> => (await facts.query(delayFacts, { deal })).map(factOf);

/** Everything that some contacts are named as having given, with the deal it is about; nothing of those who refuse the purpose. */
export const readGiven = async (facts: Facts, ids: readonly string[], purpose: ReadPurpose): Promise<Array<{ readonly dealId: string; readonly given: DelayFact }>> =>
  (await facts.query(givenByContacts(purpose), { ids: [...ids] })).map((found) => ({ dealId: found.deal_id, given: factOf(found) }));
