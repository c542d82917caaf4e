import { z } from 'zod';
import { quarantineCodes, quarantineCodeSchema, type QuarantinedEvent } from '../../../model/index.ts';
import { openQuarantine, type Facts } from '../../../store/index.ts';
import { payloadForLists } from '../../ceddl/payload-for-lists.ts';

/** Which events in quarantine: empty text stands for any. */
export interface QuarantineFilter {
  readonly last: number;
  readonly id?: string;
  readonly code?: string;
  readonly source?: string;
}

export const quarantineRowSchema = z.object({
  id: z.string(), attempt: z.number(), source: z.string(), receivedAt: z.string(), hash: z.string(), messageId: z.string(), code: quarantineCodeSchema, path: z.string(), schemaVersion: z.string(), payload: z.string(), arrival: z.string(),
});
export type QuarantineRow = z.output<typeof quarantineRowSchema>;

/** Rows that wait, oldest first. */
export const readQuarantineRows = (facts: Facts, { last, id = '', code = '', source = '' }: QuarantineFilter): Promise<QuarantineRow[]> => facts.query(waiting, { last, id, code, source });

/** Events that wait for repair, oldest first, each with what is wrong and what was sent. */
export async function readQuarantine(facts: Facts, filter: QuarantineFilter): Promise<QuarantinedEvent[]> {
  return (await readQuarantineRows(facts, filter)).map(({ id, source, receivedAt, code, path, schemaVersion, payload, attempt }) => ({
    id, source, receivedAt, code, why: quarantineCodes[code], path, schemaVersion, payload: payloadForLists(payload), attempts: attempt + 1,
  }));
}

const waiting = {
  name: 'events_in_quarantine',
  text: `SELECT event_id AS id, attempt, source, received_at AS receivedAt, message_hash AS hash, message_id AS messageId, reason AS code, path, schema_version AS schemaVersion, payload, context AS arrival FROM ${openQuarantine}
    AND ({id:String} = '' OR toString(event_id) = {id:String}) AND ({code:String} = '' OR reason = {code:String}) AND ({source:String} = '' OR source = {source:String}) ORDER BY received_at, event_id LIMIT {last:UInt32}`,
  parameters: z.object({ last: z.number(), id: z.string(), code: z.string(), source: z.string() }),
  row: quarantineRowSchema,
};
