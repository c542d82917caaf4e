import { epochDate, feedDate } from './feed-dates.ts';
import type { FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { isShape, listIn, textIn, valueIn, type Shape } from './json-shapes.ts';
import { mentionOf, type SourceText } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';

export const isHackerNewsSearch = (shape: Shape): boolean => Array.isArray(shape['hits']) && listIn(shape, 'hits').every((hit) => isShape(hit) && textIn(hit, 'objectID') !== null);
export const isHackerNewsItem = (shape: Shape): boolean => typeof valueIn(shape, 'id') === 'number' && ['story', 'comment', 'job', 'poll', 'pollopt'].includes(textIn(shape, 'type') ?? '');

const placeOf = (id: string): string => `https://news.ycombinator.com/item?id=${encodeURIComponent(id)}`;
const html = (text: string | null): SourceText | null => (text === null ? null : { html: text });

/** Hits of the Algolia search (https://hn.algolia.com/api). A story that only links elsewhere is known by its talk page. */
export const readHackerNewsSearch = (answer: Shape, options: ReadFeedOptions): FeedReading =>
  readItems('Hacker News', listIn(answer, 'hits'), (hit): ItemOutcome => {
    if (!isShape(hit)) return { skip: 'it is no object' };
    const id = textIn(hit, 'objectID') ?? '';
    const comment = textIn(hit, 'comment_text');
    return taken(mentionOf({
      kind: comment === null ? 'post' : 'comment', id: `hn:${id}`, url: placeOf(id), title: html(textIn(hit, 'title') ?? textIn(hit, 'story_title')),
      text: html(comment ?? textIn(hit, 'story_text')), links: comment === null ? [textIn(hit, 'url') ?? ''] : [], author: textIn(hit, 'author'),
      publishedAt: feedDate(textIn(hit, 'created_at') ?? '') ?? epochDate(valueIn(hit, 'created_at_i')), language: null,
    }, options));
  });

/** Items of the Firebase API (https://github.com/HackerNews/API), one or a list of them; `null` stands for an item that is gone. */
export const readHackerNewsItems = (items: readonly unknown[], options: ReadFeedOptions): FeedReading =>
  readItems('Hacker News', items, (item): ItemOutcome => {
    if (!isShape(item)) return { skip: 'it is no object' };
    if (valueIn(item, 'deleted') === true || valueIn(item, 'dead') === true) return { skip: 'it was taken down' };
    const id = textIn(item, 'id') ?? '';
    return taken(mentionOf({
      kind: textIn(item, 'type') === 'comment' ? 'comment' : 'post', id: `hn:${id}`, url: placeOf(id), title: html(textIn(item, 'title')), text: html(textIn(item, 'text')),
      links: [textIn(item, 'url') ?? ''], author: textIn(item, 'by'), publishedAt: epochDate(valueIn(item, 'time')), language: null,
    }, options));
  });
