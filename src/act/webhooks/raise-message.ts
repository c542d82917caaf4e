import type { webhookTest, WebhookEvent } from '../../model/index.ts';
import type { WebhookParts } from './parts.ts';

export interface Told {
  readonly event: WebhookEvent | typeof webhookTest;
  /** Names the thing told: a second raising of the same name tells nobody. */
  readonly once: string;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** Ids, states, counts and dates only. */
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** Writes down a message, and for whom it waits, together. Returns its id; null where it was raised before. */
export async function raiseMessage(parts: WebhookParts, told: Told, endpoints: readonly string[]): Promise<string | null> {
  const now = new Date(parts.now());
  const id = `msg_${parts.newId().replaceAll('-', '')}`;
  const body = JSON.stringify({ type: told.event, timestamp: new Date(told.at).toISOString(), data: { workspace: parts.workspace, ...told.data } });
  return parts.state.transaction().execute(async (transaction) => {
    const raised = await transaction.insertInto('webhook_messages').values({ id, once: told.once, event: told.event, body, created_at: now }).onConflict((conflict) => conflict.column('once').doNothing()).returning('id').executeTakeFirst();
    if (!raised) return null;
    for (const endpoint_id of endpoints) await transaction.insertInto('webhook_deliveries').values({ endpoint_id, message_id: id, state: 'waiting', begun_at: now, next_at: now }).execute();
    return id;
  });
}
