import { decodeFeed } from './decode-feed.ts';
import { longestFeed, longestGdeltFile, refusedFeed, type FeedReading, type ReadFeedOptions } from './feed-reading.ts';
import { isShape, listIn, type Shape } from './json-shapes.ts';
import { plainLine } from './plain-text.ts';
import { isBlueskySearch, readBluesky } from './read-bluesky.ts';
import { isGdeltAnswer, readGdeltArticles } from './read-gdelt-articles.ts';
import { gdeltFileFormat, readGdeltFile } from './read-gdelt-files.ts';
import { isHackerNewsItem, isHackerNewsSearch, readHackerNewsItems, readHackerNewsSearch } from './read-hacker-news.ts';
import { isJsonFeed, readJsonFeed } from './read-json-feed.ts';
import { isStatus, readMastodon } from './read-mastodon.ts';
import { feedNamedIn, readXmlFeed } from './read-xml-feed.ts';

const checkAddress = 'Check that the address is that of a feed, or of one of the services listed in the guide on listening.';

/**
 * Bytes of a feed as mentions. What they are is found by their content; the content type helps with the encoding alone,
 * because servers are often wrong about it. Never throws on what was received.
 */
export function readFeed(bytes: Uint8Array, options: ReadFeedOptions, contentType: string | null = null): FeedReading {
  if (bytes.length > (isGdeltFile(bytes) ? longestGdeltFile : longestFeed)) return refusedFeed(`it is larger than ${longestFeed / 1e6} MB`, 'Ask the source for fewer items at a time.');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return refusedFeed('it is packed with gzip', 'Unpack the file first.');
  const { text, warning } = decodeFeed(bytes, contentType);
  const reading = readFeedText(text, options);
  return warning === null || reading.outcome === 'refused' ? reading : { ...reading, warnings: [warning, ...reading.warnings] };
}

const isGdeltFile = (bytes: Uint8Array): boolean => gdeltFileFormat(Buffer.from(bytes.subarray(0, 200_000)).toString('latin1')) !== null;

/** The same for text that is decoded already. */
export function readFeedText(text: string, options: ReadFeedOptions): FeedReading {
  if (text.length > longestFeed && gdeltFileFormat(text) === null) return refusedFeed(`it is longer than ${longestFeed / 1e6} million characters`, 'Ask the source for fewer items at a time.');
  const start = text.replace(/^[\ufeff\s]+/, '');
  if (start === '') return refusedFeed('it is empty', 'Try again later.');
  if (start.startsWith('<')) return isPage(start) ? page(start) : readXmlFeed(start, options);
  if (start.startsWith('{') || start.startsWith('[')) return readJson(start, options);
  const format = gdeltFileFormat(start);
  return format === null ? refusedFeed(start.length <= longestComplaint ? `it is plain text: ${sample(start)}` : 'it is plain text of no known form', checkAddress) : readGdeltFile(start, format, options);
}

/** HTML is seldom valid XML: it is known by how it begins. */
const isPage = (text: string): boolean => /^(<!--[^]{0,2000}?-->\s*)?<(!doctype\s+html|html)\b/i.test(text.slice(0, 3000));
const page = (text: string): FeedReading => refusedFeed('it is a web page and no feed', feedNamedIn(text) ?? 'Look on the page for its feed (RSS or Atom) and give that address.');

/** Services answer with a short text where they have something to complain of; longer ones may be data, which is never quoted. */
const longestComplaint = 300;
const sample = (text: string): string => `"${plainLine(text.slice(0, 400)).slice(0, 80)}"`;

function readJson(text: string, options: ReadFeedOptions): FeedReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refusedFeed('it is not valid JSON', 'Try again later: the answer may have been cut short.');
  }
  if (Array.isArray(value)) return readList(value, options);
  return isShape(value) ? readAnswer(value, options) : refusedFeed('it is JSON without items', checkAddress);
}

function readList(list: readonly unknown[], options: ReadFeedOptions): FeedReading {
  const objects = list.filter(isShape);
  if (list.length > 0 && objects.some(isHackerNewsItem)) return readHackerNewsItems(list, options);
  if (list.length === 0 || objects.some(isStatus)) return readMastodon(list, options);
  return refusedFeed('it is a list of something else than posts', checkAddress);
}

function readAnswer(answer: Shape, options: ReadFeedOptions): FeedReading {
  if (isJsonFeed(answer)) return readJsonFeed(answer, options);
  if (Array.isArray(answer['statuses'])) return readMastodon(listIn(answer, 'statuses'), options);
  if (isBlueskySearch(answer)) return readBluesky(answer, options);
  if (isHackerNewsSearch(answer)) return readHackerNewsSearch(answer, options);
  if (isHackerNewsItem(answer)) return readHackerNewsItems([answer], options);
  if (isGdeltAnswer(answer)) return readGdeltArticles(answer, options);
  // GDELT says that it found nothing by an object without anything in it.
  return Object.keys(answer).length === 0 ? readGdeltArticles({ articles: [] }, options) : refusedFeed(`it is JSON of another kind (${complaint(answer)})`, checkAddress);
}

/** What services say when they refuse: `message` or `error`. */
function complaint(answer: Shape): string {
  const said = ['message', 'error', 'error_description'].map((name) => answer[name]).find((value) => typeof value === 'string');
  return said === undefined ? `its fields are ${Object.keys(answer).slice(0, 5).map((name) => name.slice(0, 30)).join(', ')}` : sample(said);
}
