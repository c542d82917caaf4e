import { z } from 'zod';
import { fateSchema, eventWarningSchema } from './fates.ts';

/** An event as it is shown: what was sent, what became of it, and whom and which accounts it is about. */
export const receivedEventSchema = z.object({
  id: z.string(),
  source: z.string(),
  receivedAt: z.string(),
  occurredAt: z.string(),
  messageId: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  fate: fateSchema,
  reason: z.string().nullable(),
  path: z.string().nullable(),
  warnings: z.array(eventWarningSchema),
  anonymousId: z.string().nullable(),
  userId: z.string().nullable(),
  /** The person by exact ids: `user:<id>` where a user is known, else `anonymous:<id>`. */
  person: z.string().nullable(),
  /** Accounts: the one the event names, else those the person belonged to when it happened. */
  accounts: z.array(z.string()),
  properties: z.record(z.string(), z.unknown()),
  traits: z.record(z.string(), z.unknown()),
});
export type ReceivedEvent = z.infer<typeof receivedEventSchema>;

export const eventFilterSchema = z.object({
  last: z.coerce.number().int().min(1).max(1000).default(50),
  message: z.string().max(200).optional(),
  source: z.string().max(100).optional(),
  fate: fateSchema.optional(),
  person: z.string().max(250).optional(),
  name: z.string().max(200).optional(),
  /** Those that a touch is made of. */
  touch: z.uuid().optional(),
});
export type EventFilter = z.input<typeof eventFilterSchema>;

/** An event in quarantine, with what it needs to be repaired. */
export const quarantinedEventSchema = z.object({
  id: z.string(),
  source: z.string(),
  receivedAt: z.string(),
  code: z.string(),
  why: z.string(),
  /** JSON Pointer of what is wrong. */
  path: z.string(),
  schemaVersion: z.string(),
  /** What was sent, word for word. */
  payload: z.string(),
  attempts: z.number().int(),
});
export type QuarantinedEvent = z.infer<typeof quarantinedEventSchema>;

/** What is to be replayed: all of them, those with a code, or one; with the changed text where it was repaired. */
export const replayRequestSchema = z.object({
  id: z.uuid().optional(),
  code: z.string().max(50).optional(),
  source: z.string().max(100).optional(),
  /** The repaired event, for one id. */
  payload: z.string().max(600_000).optional(),
});
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

export const replayAnswerSchema = z.object({ replayed: z.number().int(), accepted: z.number().int(), dropped: z.number().int(), duplicate: z.number().int(), quarantined: z.number().int() });
export type ReplayAnswer = z.infer<typeof replayAnswerSchema>;
