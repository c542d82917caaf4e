import { z } from 'zod';
import type { Principal } from './access.ts';

/** What webhooks can tell, each with what its `data` holds. Ids, states, counts and dates only: no name, no text, nothing else of a person. */
export const webhookEvents = {
  'import.finished': 'an import ended and counts: importId, state (done or partly), rows',
  'import.failed': 'an import ended and does not count: importId',
  'source.failed': 'a run of a live source failed: sourceName, runId',
  'decision.recorded': 'somebody decided on an action: actionId, dealId, decision',
  'deal.closed': 'a deal was won, was lost or ended without a decision: dealId, source, outcome, closedAt',
  'quarantine.entered': 'the first event or delivery of an hour was put aside, of one source for one reason: sourceName, code, id',
  'coverage.negative': 'somebody spoke badly of your brand in public: alertId, source',
} as const;
export type WebhookEvent = keyof typeof webhookEvents;
export const webhookEventSchema = z.enum(Object.keys(webhookEvents) as [WebhookEvent, ...WebhookEvent[]]);
/** Sent by the test button alone, to whatever endpoint. */
export const webhookTest = 'webhook.test';

export const webhookRequestSchema = z.object({ url: z.string().min(1).max(2_048), events: z.array(webhookEventSchema).min(1) });
export type WebhookRequest = z.infer<typeof webhookRequestSchema>;

/** An endpoint as people see it. Its secret is shown once, when it is made. */
export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(webhookEventSchema),
  createdAt: z.string(),
  createdBy: z.string(),
  disabledAt: z.string().nullable(),
  /** Why nothing is sent any more; null while it is. */
  disabledWhy: z.string().nullable(),
  waiting: z.number().int(),
  delivered: z.number().int(),
  givenUp: z.number().int(),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const newWebhookSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type NewWebhook = z.infer<typeof newWebhookSchema>;

export const webhookDeliverySchema = z.object({
  /** The message's id, the same at every attempt and replay: receivers tell repetitions by it. */
  messageId: z.string(),
  event: z.string(),
  createdAt: z.string(),
  state: z.enum(['waiting', 'delivered', 'given_up']),
  nextAt: z.string().nullable(),
  /** Oldest first. `answer` is a status, or why there was none. */
  attempts: z.array(z.object({ at: z.string(), answer: z.string(), durationMs: z.number().int() })),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** One message, or all of a time. */
export const webhookReplaySchema = z.object({ messageId: z.string().max(100).optional(), since: z.iso.datetime({ offset: true }).optional(), until: z.iso.datetime({ offset: true }).optional() });
export type WebhookReplay = z.infer<typeof webhookReplaySchema>;

/** Tells other systems what happened here, at least once and in no promised order. */
export interface Webhooks {
  /** Throws `Failure('bad_request')` where the address may not be called. */
  add(request: WebhookRequest, by: Principal): Promise<NewWebhook>;
  list(): Promise<Webhook[]>;
  /** Throws `Failure('not_found')`, as all that follow. */
  remove(id: string, by: Principal): Promise<void>;
  /** Sends a message of its own at once and tells what came of it. A disabled endpoint that answers with 2xx is enabled again. */
  test(id: string, by: Principal): Promise<WebhookDelivery>;
  /** Newest first. */
  deliveries(id: string, last?: number): Promise<WebhookDelivery[]>;
  /** Sends again what was sent before. Returns how many messages wait now. */
  replay(id: string, which: WebhookReplay, by: Principal): Promise<number>;
}
