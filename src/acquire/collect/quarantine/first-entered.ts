import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { openQuarantine, type Facts, type WorkspaceTables } from '../../../store/index.ts';

/** The first of an hour that was put aside of one source for one reason, and is still. */
export interface FirstEntered {
  readonly source: string;
  readonly code: string;
  /** Epoch ms. */
  readonly hour: number;
  readonly at: number;
  readonly id: string;
}

/** Events and deliveries of webhooks that entered quarantine since a moment, one for each hour, source and reason: a broken sender is one thing to tell. */
export async function firstEntered(facts: Facts, state: Kysely<WorkspaceTables>, since: Date): Promise<FirstEntered[]> {
  const [sent, delivered] = await Promise.all([facts.query(entered, { since: since.getTime() }), enteredByHook(state, since)]);
  return [...sent, ...delivered];
}

const entered = {
  name: 'first_in_quarantine_by_hour',
  text: `SELECT source, reason AS code, toUnixTimestamp(toStartOfHour(received_at)) * 1000 AS hour, toUnixTimestamp64Milli(min(received_at)) AS at, argMin(toString(event_id), received_at) AS id
    FROM ${openQuarantine} AND received_at >= fromUnixTimestamp64Milli({since:Int64}) GROUP BY source, reason, toStartOfHour(received_at) ORDER BY at`,
  parameters: z.object({ since: z.number() }),
  row: z.object({ source: z.string(), code: z.string(), hour: z.coerce.number(), at: z.coerce.number(), id: z.string() }),
};

async function enteredByHook(state: Kysely<WorkspaceTables>, since: Date): Promise<FirstEntered[]> {
  const { rows } = await sql<{ source: string; code: string; hour: Date; at: Date; id: string }>`
    SELECT DISTINCT ON (source, code, date_trunc('hour', received_at)) source, code, date_trunc('hour', received_at) AS hour, received_at AS at, id
    FROM hook_deliveries WHERE code IS NOT NULL AND payload IS NOT NULL AND received_at >= ${since} ORDER BY source, code, date_trunc('hour', received_at), number`.execute(state);
  return rows.map(({ hour, at, ...row }) => ({ ...row, hour: hour.getTime(), at: at.getTime() }));
}
