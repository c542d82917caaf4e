import type { Mention } from '../../../model/index.ts';
import { mostItems, type FeedFormat, type FeedReading, type SkippedItem } from './feed-reading.ts';

/** What a reader makes of one item: a mention, or why there is none. */
export type ItemOutcome = { readonly mention: Mention } | { readonly skip: string };

export const nothingSaid = { skip: 'it says nothing and leads nowhere' } as const;
export const taken = (mention: Mention | null): ItemOutcome => (mention === null ? nothingSaid : { mention });

/** Reads items one by one: a broken one never stops its neighbours, and one that is told twice counts once. */
export function readItems<Item>(format: FeedFormat, items: readonly Item[], read: (item: Item) => ItemOutcome, warnings: readonly string[] = []): FeedReading {
  const byId = new Map<string, Mention>();
  const skipped: SkippedItem[] = [];
  items.slice(0, mostItems).forEach((item, index) => {
    const outcome = read(item);
    if ('skip' in outcome) skipped.push({ item: index + 1, reason: outcome.skip });
    else if (byId.has(outcome.mention.id)) skipped.push({ item: index + 1, reason: 'it stands in the feed twice' });
    else byId.set(outcome.mention.id, outcome.mention);
  });
  const tooMany = items.length > mostItems ? [`${items.length} items; those past ${mostItems} were left out.`] : [];
  return { outcome: 'read', format, mentions: [...byId.values()], skipped, warnings: [...warnings, ...tooMany] };
}
