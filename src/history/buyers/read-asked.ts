import { z } from 'zod';
import { influenceKinds, influenceOf, type Influence } from '../../model/index.ts';
import { byRecord, readVersions, visibleAsks, type Facts, type Version } from '../../store/index.ts';
import type { Asked, AskFact, ImportedAnswer } from './said.ts';

const askFacts = {
  name: 'ask_facts',
  text: `SELECT ask_id, deal_id, contact_id, fact, said, offer_wanted, toUnixTimestamp64Milli(occurred_at) AS at FROM ${visibleAsks('analyse')} ORDER BY occurred_at, ask_id`,
  parameters: z.object({}),
  row: z.object({
    ask_id: z.string(), deal_id: z.string(), contact_id: z.string().nullable(), fact: z.enum(['asked', 'answered', 'declined', 'taken_back']),
    said: z.string().nullable(), offer_wanted: z.boolean().nullable(), at: z.coerce.number(),
  }),
} as const;

/** Everything buyers were asked and said: through our own links, and in imported files. Own words stay in the store. */
export async function readAsked(facts: Facts): Promise<Asked> {
  const rows = await facts.query(askFacts, {});
  const own = rows.map((row): AskFact => ({ askId: row.ask_id, dealId: row.deal_id, contactId: row.contact_id, fact: row.fact, said: kindOf(row.said), offerWanted: row.offer_wanted, at: row.at }));
  const imported: ImportedAnswer[][] = [];
  for await (const versions of byRecord(readVersions(facts, 'answer', 'analyse'))) imported.push(versions.map(answerOf));
  return { own, imported };
}

const kindOf = (name: string | null): Influence | null => (name !== null && name in influenceKinds ? name as Influence : null);

function answerOf({ recordId, source, knownAt, fields, removed }: Version): ImportedAnswer {
  const text = (field: string): string | null => (typeof fields[field] === 'string' ? fields[field] : null);
  const time = (field: string): number | null => (typeof fields[field] === 'number' ? fields[field] : null);
  const said = influenceOf(text('said'));
  return {
    id: `${source}/${recordId}`, knownAt, dealId: text('dealId') ?? '', contactId: text('contactId'), askedAt: time('askedAt'), answeredAt: time('at'),
    said, recognised: said !== 'other' || /other|else|sonst/i.test(text('said') ?? ''), offerWanted: typeof fields['offerWanted'] === 'boolean' ? fields['offerWanted'] : null, ...(removed ? { removed } : {}),
  };
}
