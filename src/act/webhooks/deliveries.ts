import { sql } from 'kysely';
import { DAY_MS, Failure, webhookTest, type WebhookDelivery, type WebhookReplay } from '../../model/index.ts';
import { attempt } from './deliver-next.ts';
import { endpointOf } from './endpoints.ts';
import type { WebhookParts } from './parts.ts';
import { raiseMessage } from './raise-message.ts';

/** Messages and their attempts are kept for this time, and can be replayed as long. */
const keptMs = 30 * DAY_MS;

interface DeliveryRow {
  readonly message_id: string;
  readonly event: string;
  readonly created_at: Date;
  readonly state: WebhookDelivery['state'];
  readonly next_at: Date;
  readonly attempts: ReadonlyArray<{ at: string; answer: string; duration_ms: number }>;
}

/** What was sent to an endpoint or waits for it, newest first. Throws `Failure('not_found')`. */
export async function deliveriesOf(parts: Pick<WebhookParts, 'state'>, id: string, last: number): Promise<WebhookDelivery[]> {
  await endpointOf(parts, id);
  const { rows } = await sql<DeliveryRow>`
    SELECT d.message_id, m.event, m.created_at, d.state, d.next_at,
      coalesce((SELECT json_agg(json_build_object('at', a.at, 'answer', a.answer, 'duration_ms', a.duration_ms) ORDER BY a.at) FROM webhook_attempts AS a WHERE a.endpoint_id = d.endpoint_id AND a.message_id = d.message_id), '[]') AS attempts
    FROM webhook_deliveries AS d JOIN webhook_messages AS m ON m.id = d.message_id WHERE d.endpoint_id = ${id} ORDER BY m.created_at DESC, m.id LIMIT ${last}`.execute(parts.state);
  return rows.map(deliveryFrom);
}

const deliveryFrom = (row: DeliveryRow): WebhookDelivery => ({
  messageId: row.message_id, event: row.event, createdAt: row.created_at.toISOString(), state: row.state, nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
  attempts: row.attempts.map(({ at, answer, duration_ms }) => ({ at: new Date(at).toISOString(), answer, durationMs: duration_ms })),
});

/** Sends a message of its own, once and now. One that arrives enables the endpoint again. Throws `Failure('not_found')`. */
export async function testWebhook(parts: WebhookParts, id: string): Promise<WebhookDelivery> {
  const endpoint = await endpointOf(parts, id);
  const begun_at = new Date(parts.now());
  const message = await raiseMessage(parts, { event: webhookTest, once: `${webhookTest}/${parts.newId()}`, at: begun_at.getTime(), data: { webhookId: id } }, []);
  if (message === null) throw new Error('A test message got the id of another');
  const { body } = await parts.state.selectFrom('webhook_messages').select('body').where('id', '=', message).executeTakeFirstOrThrow();
  await parts.state.insertInto('webhook_deliveries').values({ endpoint_id: id, message_id: message, state: 'given_up', begun_at, next_at: begun_at }).execute();
  const taken = await attempt(parts, endpoint, { message_id: message, body, tries: 0, begun_at });
  await parts.state.updateTable('webhook_deliveries').set({ state: taken ? 'delivered' : 'given_up' }).where('endpoint_id', '=', id).where('message_id', '=', message).execute();
  if (taken) await parts.state.updateTable('webhook_endpoints').set({ disabled_at: null, disabled_why: null }).where('id', '=', id).execute();
  const [shown] = (await deliveriesOf(parts, id, 100)).filter(({ messageId }) => messageId === message);
  if (!shown) throw new Error(`The delivery of ${message} is gone`);
  return shown;
}

/** Sends again what was sent, under the same ids. Returns how many messages wait now. Throws `Failure`: `not_found`, `bad_request`. */
export async function replayDeliveries(parts: WebhookParts, id: string, { messageId, since, until }: WebhookReplay): Promise<number> {
  await endpointOf(parts, id);
  if (messageId === undefined && since === undefined) throw new Failure('bad_request', 'Say which messages are sent again.', 'Give one message, or the time from which on.');
  const now = new Date(parts.now());
  const { rows } = await sql`
    UPDATE webhook_deliveries AS d SET state = 'waiting', tries = 0, begun_at = ${now}, next_at = ${now} FROM webhook_messages AS m
    WHERE m.id = d.message_id AND d.endpoint_id = ${id} AND m.event <> ${webhookTest} AND (${messageId ?? null}::text IS NULL OR m.id = ${messageId ?? null})
      AND m.created_at >= coalesce(${since ?? null}::timestamptz, '-infinity') AND m.created_at < coalesce(${until ?? null}::timestamptz, 'infinity') RETURNING 1`.execute(parts.state);
  if (messageId !== undefined && rows.length === 0) throw new Failure('not_found', `This webhook was never sent a message "${messageId.slice(0, 60)}".`, 'List what was sent: hindcast webhook deliveries ID');
  return rows.length;
}

/** Messages whose time is over go, with their attempts. */
export async function forgetOldMessages({ state, now }: Pick<WebhookParts, 'state' | 'now'>): Promise<void> {
  await state.deleteFrom('webhook_messages').where('created_at', '<', new Date(now() - keptMs)).execute();
}
