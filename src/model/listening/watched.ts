import { z } from 'zod';
import { mentionLimits } from './mention.ts';

/** Whom one listens for: an account of the workspace, a rival, or one's own brand. */
export const watchedKinds = ['own', 'rival', 'account'] as const;

export const watchedSchema = z.object({
  kind: z.enum(watchedKinds),
  /** Id of the account; for rivals and own brands the name as it was given. */
  id: z.string(),
  /** Legal name or brand; other names that mean the same. */
  names: z.array(z.string()).min(1),
  domains: z.array(z.string()).default([]),
  /** Public handles, with or without `@`. */
  handles: z.array(z.string()).default([]),
  /** Words that stand near the name when it is meant: an industry, a product, a place. */
  context: z.array(z.string()).default([]),
});
export type Watched = z.infer<typeof watchedSchema>;

/** A rival or an own brand, as a person writes it into the settings. */
export const listenedNameSchema = z.object({
  name: z.string().trim().min(2).max(200),
  otherNames: z.array(z.string().trim().min(2).max(200)).max(20).default([]),
  domains: z.array(z.string().trim().toLowerCase().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'a domain such as example.com')).max(20).default([]),
  handles: z.array(z.string().trim().min(2).max(mentionLimits.handle)).max(20).default([]),
  context: z.array(z.string().trim().min(3).max(60)).max(40).default([]),
});
export type ListenedName = z.infer<typeof listenedNameSchema>;

/** Where in a mention something stands. `address` is that of the mention itself: it was published there. */
export const placeSchema = z.object({
  where: z.enum(['address', 'links', 'title', 'text']),
  /** First character of it in the title or text, and how many there are; 0 for addresses and links. */
  at: z.number().int(),
  length: z.number().int(),
});
export type Place = z.infer<typeof placeSchema>;

/** Who is meant by a mention, and why that is believed. */
export const mentionMatchSchema = z.object({
  kind: z.enum(watchedKinds),
  id: z.string(),
  /** What it was known by. */
  by: z.enum(['domain', 'handle', 'name']),
  /** The words or the domain as they stand there. */
  matched: z.string(),
  /** What else speaks for it, where the name alone would not do; null where it does. */
  witness: z.string().nullable(),
  /** The reason as a sentence. */
  reason: z.string(),
  places: z.array(placeSchema).min(1),
});
export type MentionMatch = z.infer<typeof mentionMatchSchema>;
