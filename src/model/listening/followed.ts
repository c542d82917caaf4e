import { z } from 'zod';
import { sourceNameSchema } from '../source-terms.ts';

/** What can be followed, and what `what` is for each. */
export const followServices = {
  feed: 'address of an RSS, Atom or JSON feed',
  mastodon: 'hashtag, read from the server given',
  bluesky: 'words to search for',
  'hacker-news': 'words to search for',
  gdelt: 'words to search for in world news',
} as const;
export type FollowService = keyof typeof followServices;
export const followServiceSchema = z.enum(Object.keys(followServices) as [FollowService, ...FollowService[]]);

/** Nobody is asked more often than every five minutes. */
export const leastMinutes = 5;

export const followInputSchema = z.object({
  /** Name of the source that its mentions carry. */
  name: sourceNameSchema,
  service: followServiceSchema,
  what: z.string().trim().min(1).max(1000),
  /** Address of the service where it is not the usual one, such as `https://mastodon.example`. */
  server: z.url({ protocol: /^https?$/ }).max(500).optional(),
  everyMinutes: z.number().int().min(leastMinutes).max(1440).default(15),
});
export type FollowInput = z.input<typeof followInputSchema>;

/** A followed source and how it fares. */
export const followedSchema = z.object({
  name: z.string(),
  service: followServiceSchema,
  what: z.string(),
  server: z.string().nullable(),
  everyMinutes: z.number().int(),
  /** The address that is read. */
  address: z.string(),
  /** `failing` is tried again later and later; `gone` no more. */
  state: z.enum(['new', 'fine', 'failing', 'gone']),
  lastReadAt: z.string().nullable(),
  nextAt: z.string(),
  /** What came of the last reading, in words. */
  lastOutcome: z.string().nullable(),
  /** Failures in a row. */
  failures: z.number().int(),
  kept: z.number().int(),
});
export type Followed = z.infer<typeof followedSchema>;
