import { z } from 'zod';
import type { Principal } from '../access.ts';
import { mentionSchema } from './mention.ts';
import type { FollowInput, Followed } from './followed.ts';
import { toneSchema } from './tone.ts';
import { listenedNameSchema, mentionMatchSchema, watchedKinds, type ListenedName } from './watched.ts';

/** Rivals and own brands, as they stand in the settings. The company's own name counts as a brand by itself. */
export const listenedNamesSchema = z.object({ own: z.array(listenedNameSchema).max(50).default([]), rivals: z.array(listenedNameSchema).max(200).default([]) });
export type ListenedNames = z.infer<typeof listenedNamesSchema>;
export type ListenedKind = 'own' | 'rival';

/** A mention as it is shown: whom it is about by today's accounts, and how it speaks. */
export const heardMentionSchema = mentionSchema.omit({ author: true }).extend({
  /** When it arrived here, ISO 8601. */
  arrivedAt: z.string(),
  about: z.array(mentionMatchSchema),
  tone: toneSchema,
});
export type HeardMention = z.infer<typeof heardMentionSchema>;

export const heardAnswerSchema = z.object({ mentions: z.array(heardMentionSchema), more: z.boolean() });
export type HeardAnswer = z.infer<typeof heardAnswerSchema>;

export const heardFilterSchema = z.object({
  kind: z.enum(watchedKinds).optional(),
  /** Id of an account, or the name of a rival or brand; with `kind`. */
  id: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type HeardFilter = z.input<typeof heardFilterSchema>;

/** Negative coverage of an own brand, written down as a fact when it arrived. */
export const coverageAlertSchema = z.object({
  /** The same for the same mention, however often it is read. */
  id: z.string(),
  raisedAt: z.string(),
  brand: z.string(),
  source: z.string(),
  /** Empty where the mention itself was removed since. */
  title: z.string().nullable(),
  excerpt: z.string(),
  url: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** Why it is believed to be about the brand. */
  reason: z.string(),
  tone: toneSchema,
  /** When somebody marked it as dealt with, and who; null while it is open. */
  handledAt: z.string().nullable(),
  handledBy: z.string().nullable(),
});
export type CoverageAlert = z.infer<typeof coverageAlertSchema>;

/** Coverage older than this when it arrives raises no alert: the first reading of a feed is no emergency. Days. */
export const alertWithinDays = 7;

/** What became of the items of a feed. Read = kept + known + about nobody + left out. */
export const takenFeedSchema = z.object({
  format: z.string(),
  read: z.number().int(),
  /** New, or with other words than before. */
  kept: z.number().int(),
  known: z.number().int(),
  /** About nobody who is listened for: not kept. */
  aboutNobody: z.number().int(),
  /** Named somebody who asked to be forgotten: not kept. */
  leftOut: z.number().int(),
  /** Items of the feed that could not be taken, with the reason. */
  skipped: z.array(z.object({ item: z.number().int(), reason: z.string() })),
  warnings: z.array(z.string()),
  alerts: z.array(coverageAlertSchema),
});
export type TakenFeed = z.infer<typeof takenFeedSchema>;

/** Fewest different voices for which a week's counts are shown: below it, counts could tell of single people. */
export const fewestVoices = 5;

/** Counts of one account, rival or brand in one week. Nobody is followed: voices are told apart within a week alone. */
export const weekCountsSchema = z.object({
  /** First day of the week (Monday), ISO. */
  week: z.string(),
  kind: z.enum(watchedKinds),
  id: z.string(),
  name: z.string(),
  /** Null where fewer than `fewestVoices` spoke. */
  counts: z.object({ mentions: z.number().int(), voices: z.number().int(), negative: z.number().int(), positive: z.number().int() }).nullable(),
});
export const heardWeeksSchema = z.object({
  weeks: z.array(weekCountsSchema),
  fewestVoices: z.number().int(),
  /** True where older mentions were not counted because there are too many. */
  cut: z.boolean(),
});
export type HeardWeeks = z.infer<typeof heardWeeksSchema>;

/** Listening to what is said in public of accounts, rivals and oneself. */
export interface Listening {
  names(): Promise<ListenedNames>;
  /** Adds a rival or brand, or replaces the one of the same name. Throws `Failure('bad_request')` for what cannot be one. */
  setName(kind: ListenedKind, given: z.input<typeof listenedNameSchema>, by: Principal): Promise<ListenedNames>;
  /** Throws `Failure('not_found')` for a name that is not there. */
  dropName(kind: ListenedKind, name: ListenedName['name'], by: Principal): Promise<ListenedNames>;
  /** Takes in a feed or an answer of a service. Throws `Failure('unreadable_file')` where it is none. Repeating it changes nothing. */
  take(feed: Uint8Array, from: { readonly source: string; readonly contentType?: string }, by: Principal): Promise<TakenFeed>;
  /** What is read by itself, and how each fares. */
  followed(): Promise<Followed[]>;
  /** Reads a feed or a service's answers from now on, or changes how one of that name is read. Throws `Failure('bad_request')` for an address that cannot be read. */
  follow(input: FollowInput, by: Principal): Promise<Followed[]>;
  /** What was kept of it stays. Throws `Failure('not_found')`. */
  unfollow(name: string, by: Principal): Promise<Followed[]>;
  /** Reads one at once. Throws `Failure('not_found')`. */
  poll(name: string, by: Principal): Promise<Followed>;
  /** Newest first. */
  mentions(filter: HeardFilter): Promise<HeardAnswer>;
  /** Newest first. */
  alerts(limit?: number): Promise<CoverageAlert[]>;
  /** Throws `Failure('not_found')` for an alert that was never raised. */
  handleAlert(id: string, handled: boolean, by: Principal): Promise<void>;
  weeks(weeks?: number): Promise<HeardWeeks>;
}
