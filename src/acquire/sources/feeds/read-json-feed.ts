import { feedDate } from './feed-dates.ts';
import type { FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { isShape, listIn, shapeIn, textIn, type Shape } from './json-shapes.ts';
import { httpAddress, mentionOf, type SourceText } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';

export const isJsonFeed = (shape: Shape): boolean => /^https?:\/\/(www\.)?jsonfeed\.org\/version\//.test(textIn(shape, 'version') ?? '');

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function readJsonFeed(feed: Shape, options: ReadFeedOptions): FeedReading {
  const language = textIn(feed, 'language');
  const base = httpAddress(textIn(feed, 'home_page_url'));
  return readItems('JSON Feed', listIn(feed, 'items'), (item): ItemOutcome => {
    if (!isShape(item)) return { skip: 'it is no object' };
    const [first] = listIn(item, 'authors');
    const title = textIn(item, 'title');
    return taken(mentionOf({
      kind: 'article', id: textIn(item, 'id'), url: textIn(item, 'url') ?? textIn(item, 'external_url'), title: title === null ? null : { plain: title }, text: bodyOf(item),
      links: [textIn(item, 'external_url') ?? ''], author: textIn(isShape(first) ? first : shapeIn(item, 'author'), 'name'),
      publishedAt: feedDate(textIn(item, 'date_published') ?? textIn(item, 'date_modified') ?? ''), language: textIn(item, 'language') ?? language,
    }, options, base));
  });
}

function bodyOf(item: Shape): SourceText | null {
  const html = textIn(item, 'content_html');
  if (html !== null) return { html };
  const plain = textIn(item, 'content_text') ?? textIn(item, 'summary');
  return plain === null ? null : { plain };
}
