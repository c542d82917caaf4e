import { z } from 'zod';
import { dropReasons, eventWarnings, quarantineCodes } from './fate-words.ts';

/** What became of an event that was received. The four add up to what was received, always. */
export const fates = ['accepted', 'dropped', 'quarantined', 'duplicate'] as const;
export const fateSchema = z.enum(fates);
export type Fate = z.infer<typeof fateSchema>;

export const dropReasonSchema = z.enum(Object.keys(dropReasons) as [DropReason, ...DropReason[]]);
export type DropReason = keyof typeof dropReasons;

export const quarantineCodeSchema = z.enum(Object.keys(quarantineCodes) as [QuarantineCode, ...QuarantineCode[]]);
export type QuarantineCode = keyof typeof quarantineCodes;

export const eventWarningSchema = z.enum(Object.keys(eventWarnings) as [EventWarning, ...EventWarning[]]);
export type EventWarning = keyof typeof eventWarnings;

/** Version of the wire format that a quarantined event failed. */
export const wireSchemaVersion = 'segment-1';
/** Version of how messages of devices are read. */
export const readingSchemaVersion = 'reading-1';

/** The answer for one event of a batch, in the order of the batch. */
export const eventAnswerSchema = z.object({
  messageId: z.string().nullable(),
  fate: fateSchema,
  /** A code of the lists above. */
  reason: z.string().optional(),
  /** JSON Pointer (RFC 6901) of what is wrong. */
  path: z.string().optional(),
  warnings: z.array(eventWarningSchema).optional(),
});
export type EventAnswer = z.infer<typeof eventAnswerSchema>;

/** 2xx says that every event is stored, dropped with a counted reason, or in quarantine. */
export const collectAnswerSchema = z.object({ success: z.literal(true), results: z.array(eventAnswerSchema) });
export type CollectAnswer = z.infer<typeof collectAnswerSchema>;
