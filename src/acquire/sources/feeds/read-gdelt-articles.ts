import { feedDate } from './feed-dates.ts';
import type { FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { isShape, listIn, textIn, type Shape } from './json-shapes.ts';
import { mentionOf } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';

export const isGdeltAnswer = (shape: Shape): boolean => Array.isArray(shape['articles']) && listIn(shape, 'articles').every((article) => isShape(article) && textIn(article, 'url') !== null);

/** Names that GDELT gives languages, of those that are most written; others are kept as unknown. */
const tags: Readonly<Record<string, string>> = {
  english: 'en', german: 'de', french: 'fr', spanish: 'es', italian: 'it', portuguese: 'pt', dutch: 'nl', polish: 'pl', czech: 'cs', danish: 'da', swedish: 'sv', norwegian: 'no',
  finnish: 'fi', hungarian: 'hu', romanian: 'ro', greek: 'el', turkish: 'tr', russian: 'ru', ukrainian: 'uk', arabic: 'ar', chinese: 'zh', japanese: 'ja', korean: 'ko', hindi: 'hi',
};
export const tagOfLanguage = (name: string | null): string | null => tags[(name ?? '').toLowerCase()] ?? null;

/** Articles of the GDELT DOC 2.0 API in mode `artlist`, format `json` (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/): title and address, no text. */
export const readGdeltArticles = (answer: Shape, options: ReadFeedOptions): FeedReading =>
  readItems('GDELT articles', listIn(answer, 'articles'), (article): ItemOutcome => {
    if (!isShape(article)) return { skip: 'it is no object' };
    const title = textIn(article, 'title');
    return taken(mentionOf({
      kind: 'article', id: textIn(article, 'url'), url: textIn(article, 'url'), title: title === null ? null : { html: title }, text: null, author: null,
      publishedAt: feedDate(textIn(article, 'seendate') ?? ''), language: tagOfLanguage(textIn(article, 'language')),
    }, options));
  });
