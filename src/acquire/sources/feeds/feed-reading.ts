import type { Mention } from '../../../model/index.ts';

/** Formats that can be read, by their usual names. */
export type FeedFormat = 'RSS' | 'Atom' | 'JSON Feed' | 'Mastodon' | 'Bluesky' | 'Hacker News' | 'GDELT articles' | 'GDELT knowledge graph' | 'GDELT mentions';

/** An item that was not taken, and why. */
export interface SkippedItem {
  /** Place in the feed, from 1. */
  readonly item: number;
  readonly reason: string;
}

/** What a text turned out to be. A refused one says what to do; nothing of it was kept. */
export type FeedReading =
  | { readonly outcome: 'read'; readonly format: FeedFormat; readonly mentions: readonly Mention[]; readonly skipped: readonly SkippedItem[]; readonly warnings: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: string; readonly todo: string };

export interface ReadFeedOptions {
  /** Name of the source; it becomes part of every mention. */
  readonly source: string;
  /** Whether handles of authors may be kept. Without a word on it they are left out. */
  readonly authors?: 'keep' | 'leave out';
}

/** A feed longer than this is refused: real ones hold their last items, not an archive. */
export const longestFeed = 10_000_000;
/** GDELT's files hold a quarter of an hour of the world: these may be longer. */
export const longestGdeltFile = 60_000_000;
/** Items past this many of one reading are skipped and counted. */
export const mostItems = 5_000;

export const refusedFeed = (reason: string, todo: string): FeedReading => ({ outcome: 'refused', reason, todo });
