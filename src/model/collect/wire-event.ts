import { z } from 'zod';

/**
 * The calls of the Segment specification (https://segment.com/docs/connections/spec), the wire format that SDKs share. `alias`
 * joins `previousId` with the user; `group` says that the user belongs to an account.
 */
export const callTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export const callTypeSchema = z.enum(callTypes);
export type CallType = z.infer<typeof callTypeSchema>;
/** What an event that is kept may be: a call, or a reading of a device, which no client can send as a call. */
export type EventType = CallType | 'reading';

/** Free names and values; nothing in it is ever merged into our own objects. */
const freeSchema = z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** Ids travel as text; SDKs also send whole numbers. */
const idSchema = z.union([z.string(), z.number().int().transform(String)]);
const optionalId = idSchema.nullish();

/** A time as SDKs send it: ISO 8601 text, or milliseconds since 1970. */
const timeSchema = z.union([z.string(), z.number()]).nullish();

/** What a user allowed when the event was made: Segment's stamp, category by category. */
export const consentStampSchema = z.object({
  categoryPreferences: z.record(z.string(), z.boolean()).optional(),
});

export const eventContextSchema = z.looseObject({
  groupId: optionalId,
  ip: z.string().nullish(),
  userAgent: z.string().nullish(),
  locale: z.string().nullish(),
  consent: consentStampSchema.loose().nullish(),
  /** The browser's Global Privacy Control, as our own tracker stamps it. */
  gpc: z.boolean().nullish(),
  page: z.looseObject({ url: z.string().nullish(), path: z.string().nullish(), referrer: z.string().nullish(), title: z.string().nullish(), search: z.string().nullish() }).nullish(),
});

/** One event as a client sends it. Names that are not listed are kept out: the specification has no others at the top. */
export const wireEventSchema = z.object({
  type: callTypeSchema,
  messageId: z.string().min(1).max(200).nullish(),
  anonymousId: optionalId,
  userId: optionalId,
  groupId: optionalId,
  previousId: optionalId,
  event: z.string().max(200).nullish(),
  name: z.string().max(200).nullish(),
  properties: freeSchema.nullish(),
  traits: freeSchema.nullish(),
  context: eventContextSchema.nullish(),
  timestamp: timeSchema,
  originalTimestamp: timeSchema,
  sentAt: timeSchema,
});
export type WireEvent = z.infer<typeof wireEventSchema>;
/** What a client may send: see `WireEvent`. */
export type WireEventInput = z.input<typeof wireEventSchema>;
