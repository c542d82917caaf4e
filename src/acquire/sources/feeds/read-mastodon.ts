import { feedDate } from './feed-dates.ts';
import type { FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { isShape, shapeIn, textIn, valueIn, type Shape } from './json-shapes.ts';
import { mentionOf } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';

export const isStatus = (value: unknown): value is Shape => isShape(value) && textIn(value, 'content') !== null && isShape(valueIn(value, 'account')) && textIn(value, 'created_at') !== null;

/**
 * Statuses of the Mastodon API, as `GET /api/v1/timelines/tag/:hashtag` lists them and `GET /api/v2/search` holds them in
 * `statuses` (https://docs.joinmastodon.org/entities/Status/). Only what was said to everybody is taken, and nothing of
 * authors who asked not to be indexed (`noindex`).
 */
export const readMastodon = (statuses: readonly unknown[], options: ReadFeedOptions): FeedReading =>
  readItems('Mastodon', statuses, (status): ItemOutcome => {
    if (!isShape(status)) return { skip: 'it is no object' };
    const said = isShape(valueIn(status, 'reblog')) ? shapeIn(status, 'reblog') : status;
    const account = shapeIn(said, 'account');
    const visibility = textIn(said, 'visibility') ?? 'public';
    if (visibility !== 'public') return { skip: 'it was not said to everybody' };
    if (valueIn(account, 'noindex') === true) return { skip: 'its author asks not to be indexed' };
    const warning = textIn(said, 'spoiler_text');
    return taken(mentionOf({
      kind: textIn(said, 'in_reply_to_id') === null ? 'post' : 'comment', id: textIn(said, 'uri') ?? textIn(said, 'id'), url: textIn(said, 'url') ?? textIn(said, 'uri'),
      title: warning === null ? null : { plain: warning }, text: { html: textIn(said, 'content') ?? '' }, links: [textIn(shapeIn(said, 'card'), 'url') ?? ''],
      author: textIn(account, 'acct'), publishedAt: feedDate(textIn(said, 'created_at') ?? ''), language: textIn(said, 'language'),
    }, options));
  });
