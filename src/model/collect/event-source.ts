import { z } from 'zod';
import { sourceNameSchema } from '../source-terms.ts';
import { deviceSettingsSchema } from './device-rules.ts';

/** What an event source is asked to heed, besides what holds for all. */
export const eventSourceSettingsSchema = z.object({
  /** True where nothing of a person may be kept before a yes: events without a grant are dropped and counted. */
  needsConsent: z.boolean().default(false),
  /** Ranges of addresses in CIDR notation whose events are dropped, such as those of data centres. */
  blockedRanges: z.array(z.union([z.cidrv4(), z.cidrv6()])).max(100_000).default([]),
  /** Where the source sends messages of devices and not events: how they become readings. */
  devices: deviceSettingsSchema.optional(),
});
export type EventSourceSettings = z.infer<typeof eventSourceSettingsSchema>;

/** A source that sends events with a write key. The key itself is shown once, when it is made. */
export const eventSourceSchema = z.object({
  name: sourceNameSchema,
  workspace: z.string(),
  /** First letters of the key, to tell keys apart. */
  keyStart: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  settings: eventSourceSettingsSchema,
});
export type EventSource = z.infer<typeof eventSourceSchema>;

/** Totals of a source: `received` is always the sum of the four. */
export const eventTotalsSchema = z.object({
  source: z.string(),
  received: z.number().int(),
  accepted: z.number().int(),
  dropped: z.number().int(),
  quarantined: z.number().int(),
  duplicate: z.number().int(),
  /** Dropped events by reason. */
  reasons: z.record(z.string(), z.number().int()),
  lastAt: z.string().nullable(),
});
export type EventTotals = z.infer<typeof eventTotalsSchema>;
