import { z } from 'zod';
import type { Principal } from './access.ts';
import { kindSchema } from './answers/imports.ts';

/** How something comes in, whatever it is called: what all of them have in common. */
export const waysIn = {
  events: 'sends events with a key',
  live: 'read again and again',
  feed: 'a public feed or search that is followed',
  folder: 'a folder whose files are imported',
  files: 'files that somebody imported',
} as const;
export type Way = keyof typeof waysIn;
export const waySchema = z.enum(Object.keys(waysIn) as [Way, ...Way[]]);

/** What a source costs the company, as somebody of it says: nothing here is measured. */
export const sourceCostSchema = z.object({ perMonth: z.number().nonnegative().max(1e9), currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR') });
export type SourceCost = z.infer<typeof sourceCostSchema>;

export const sourceCostInputSchema = z.object({
  way: waySchema,
  name: z.string().min(1).max(1000),
  /** Null takes the number back. */
  cost: sourceCostSchema.nullable(),
});
export type SourceCostInput = z.infer<typeof sourceCostInputSchema>;

/** Days of which the volume is told, the last of them today (UTC). */
export const volumeDays = 30;

export const wayInSchema = z.object({
  way: waySchema,
  /** Unique within its way: a source's name, or the path of a folder. */
  name: z.string(),
  /** What it is read with: a kind of live source, a service, `files`. */
  kind: z.string(),
  /** `waiting`: nothing came yet. `quiet`: nothing for a week, where nothing says when something is due. */
  state: z.enum(['running', 'healthy', 'late', 'failing', 'waiting', 'quiet', 'closed']),
  lastAt: z.string().nullable(),
  /** When it is read next; null where it comes by itself or somebody brings it. */
  nextAt: z.string().nullable(),
  everyMinutes: z.number().int().nullable(),
  /** Read each day at a time of day, in place of that. */
  daily: z.object({ at: z.string(), zone: z.string() }).nullable(),
  /** Records, events or mentions held of it, and those that came on each of the last `volumeDays`, oldest first. */
  held: z.number().int(),
  perDay: z.array(z.number().int()),
  /** Kinds of record that it brings. */
  kinds: z.array(kindSchema),
  /** Bytes on disk, compressed: its share of rows in each table, so about. Null where it shares no table of its own count. */
  storedBytes: z.number().nullable(),
  cost: sourceCostSchema.nullable(),
  /** Per record that came within `volumeDays`, in the cost's currency; null without a cost or a record. */
  costPerRecord: z.number().nullable(),
  error: z.string().nullable(),
  todo: z.string().nullable(),
});
export type WayIn = z.infer<typeof wayInSchema>;

/** What one more source would be good for. */
export const wantedSourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `missing`: nothing is held. `thin`: too little, too old, or with too many holes to carry what rests on it. */
  state: z.enum(['held', 'thin', 'missing']),
  /** What is held, in words with numbers. */
  holds: z.string(),
  /** What is not to be had without it, and what is weak. Screens and figures by their names. */
  blocked: z.array(z.string()),
  weak: z.array(z.string()),
  /** What to run where: by the system's name. */
  how: z.record(z.string(), z.string()),
  /** Ways by which it can come in here. */
  ways: z.array(z.string()),
});
export type WantedSource = z.infer<typeof wantedSourceSchema>;

export const waysInAnswerSchema = z.object({ ways: z.array(wayInSchema), days: z.array(z.string()), wanted: z.array(wantedSourceSchema) });
export type WaysInAnswer = z.infer<typeof waysInAnswerSchema>;

/** A setting of a kind of live source, as a form asks for it. */
export const kindSettingSchema = z.object({ name: z.string(), required: z.boolean(), choices: z.array(z.string()).nullable(), usual: z.string().nullable() });
export type KindSetting = z.infer<typeof kindSettingSchema>;
export const liveKindSchema = z.object({
  kind: z.string(),
  settings: z.array(kindSettingSchema),
  secrets: z.array(z.string()),
  /** Whether it can be made in the app; `why` where it cannot. */
  inApp: z.boolean(),
  why: z.string().nullable(),
  /** The command that makes one, with places to fill in. */
  command: z.string(),
});
export type LiveKind = z.infer<typeof liveKindSchema>;

/** Every way by which something comes in, side by side. */
export interface WaysIn {
  overview(): Promise<WaysInAnswer>;
  /** What a source costs, as the company says. Throws `Failure('not_found')` for a way that is not there. */
  setCost(input: SourceCostInput, by: Principal): Promise<void>;
}
