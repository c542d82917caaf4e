import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Subscription } from '../../../model/index.ts';
import { deliveredReadings, type Facts, type SystemTables } from '../../../store/index.ts';
import { openSecrets } from '../../sources/seal-secrets.ts';
import type { SubscriberState } from './subscriber.ts';

type System = Kysely<SystemTables>;

/** How a subscription does, kept for whoever asks from another process. */
export async function keepSubscription(system: System, workspace: string, source: string, told: SubscriberState, now: number): Promise<void> {
  const held = {
    state: told.state, messages: told.messages, errors_in_a_row: told.errorsInARow, error: told.error,
    last_message_at: told.lastMessageAt === null ? null : new Date(told.lastMessageAt), next_try_at: told.nextTryAt === null ? null : new Date(told.nextTryAt),
  };
  await system.insertInto('subscriptions').values({ workspace, source, since: new Date(now), ...held }).onConflict((conflict) => conflict.columns(['workspace', 'source']).doUpdateSet({
    ...held, since: sql<Date>`CASE WHEN subscriptions.state = ${told.state} THEN subscriptions.since ELSE ${new Date(now)}::timestamptz END`,
  })).execute();
}

/** Subscriptions of a workspace with how they do. One that no server has taken up yet is `stopped`. */
export async function readSubscriptions(system: System, workspace: string): Promise<Subscription[]> {
  const rows = await system.selectFrom('subscriptions').selectAll().where('workspace', '=', workspace).orderBy('source').execute();
  return rows.map((row) => ({
    source: row.source, kind: 'mqtt', state: row.state, since: row.since.toISOString(), lastMessageAt: row.last_message_at?.toISOString() ?? null, messages: Number(row.messages),
    errorsInARow: row.errors_in_a_row, nextTryAt: row.next_try_at?.toISOString() ?? null, error: row.error,
    todo: row.error === null ? null : 'Check address, user and rights with the same client at the broker; nothing that the broker holds is lost meanwhile.',
  }));
}

/** The broker's password of a source; null where it has none. */
export async function brokerPassword(system: System, workspace: string, source: string, key: Buffer): Promise<string | null> {
  const row = await system.selectFrom('event_sources').select('secrets').where('workspace', '=', workspace).where('name', '=', source).executeTakeFirst();
  return row?.secrets ? (openSecrets(key, source, row.secrets)['password'] ?? null) : null;
}

/** How far back a broker's repetition may reach: packet ids come round, and what is unacknowledged is young. */
const lookBackMs = 600_000;

/** Ids of the last messages that were stored, one for each packet id. */
export async function storedMessageIds(facts: Facts, source: string): Promise<string[]> {
  return (await facts.query(lastDelivered, { source, back: lookBackMs })).map(({ id }) => id);
}

const lastDelivered = {
  name: 'readings_last_delivered',
  text: `SELECT argMax(message_id, (received_at, message_id)) AS id FROM ${deliveredReadings} AND source = {source:String}
    AND received_at >= (SELECT max(received_at) - toIntervalMillisecond({back:Int64}) FROM ${deliveredReadings} AND source = {source:String}) GROUP BY splitByChar('.', message_id)[2]`,
  parameters: z.object({ source: z.string(), back: z.number() }),
  row: z.object({ id: z.string() }),
};
