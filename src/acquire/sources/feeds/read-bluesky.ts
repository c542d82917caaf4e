import { feedDate } from './feed-dates.ts';
import type { FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { isShape, listIn, shapeIn, textIn, type Shape } from './json-shapes.ts';
import { mentionOf } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';

/** An answer of `app.bsky.feed.searchPosts`; an empty one cannot be told from others by its posts. */
export const isBlueskySearch = (shape: Shape): boolean => {
  const posts = listIn(shape, 'posts');
  return Array.isArray(shape['posts']) && posts.every((post) => isShape(post) && (textIn(post, 'uri') ?? '').startsWith('at://'));
};

/** Label by which an author asks to be shown to people who are signed in alone. */
const signedInOnly = '!no-unauthenticated';

/**
 * Posts of an `app.bsky.feed.searchPosts` answer (https://docs.bsky.app/docs/api/app-bsky-feed-search-posts). The address
 * of a post is made of its `at://` URI. Posts of authors with the label `!no-unauthenticated` are left alone.
 */
export const readBluesky = (answer: Shape, options: ReadFeedOptions): FeedReading =>
  readItems('Bluesky', listIn(answer, 'posts'), (post): ItemOutcome => {
    if (!isShape(post)) return { skip: 'it is no object' };
    const record = shapeIn(post, 'record');
    const author = shapeIn(post, 'author');
    if ([...listIn(author, 'labels'), ...listIn(post, 'labels')].some((label) => isShape(label) && textIn(label, 'val') === signedInOnly)) return { skip: 'its author asks to be shown to signed-in people alone' };
    const [language] = listIn(record, 'langs');
    const text = textIn(record, 'text');
    return taken(mentionOf({
      kind: Object.hasOwn(record, 'reply') ? 'comment' : 'post', id: textIn(post, 'uri'), url: addressOf(textIn(post, 'uri') ?? ''),
      title: null, text: text === null ? null : { plain: text }, links: linksOf(record), author: textIn(author, 'handle'),
      publishedAt: feedDate(textIn(record, 'createdAt') ?? textIn(post, 'indexedAt') ?? ''), language: typeof language === 'string' ? language : null,
    }, options));
  });

/** `at://did:plc:abc/app.bsky.feed.post/3k` stands at `https://bsky.app/profile/did:plc:abc/post/3k`. */
function addressOf(uri: string): string | null {
  const found = /^at:\/\/(did:[a-z]+:[\w.:%-]{1,200})\/app\.bsky\.feed\.post\/([\w.~:-]{1,100})$/.exec(uri);
  return found ? `https://bsky.app/profile/${found[1]}/post/${found[2]}` : null;
}

/** Links are kept apart from the text, which shows them shortened (`app.bsky.richtext.facet#link`), and in the card below it. */
function linksOf(record: Shape): string[] {
  const facets = listIn(record, 'facets').filter(isShape).flatMap((facet) => listIn(facet, 'features')).filter(isShape).map((feature) => textIn(feature, 'uri') ?? '');
  return [...facets, textIn(shapeIn(shapeIn(record, 'embed'), 'external'), 'uri') ?? ''];
}
