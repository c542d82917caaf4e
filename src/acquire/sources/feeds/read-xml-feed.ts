import { feedDate } from './feed-dates.ts';
import { refusedFeed, type FeedReading, type ReadFeedOptions } from './feed-reading.ts';
import { httpAddress, mentionOf, type SourceText } from './mention-of.ts';
import { readItems, taken, type ItemOutcome } from './read-items.ts';
import { xmlItems, type XmlElement, type XmlItem } from './xml-items.ts';

/**
 * RSS 0.9x, 1.0 and 2.0 (https://www.rssboard.org/rss-specification, http://purl.org/rss/1.0/spec) and Atom 1.0
 * (RFC 4287; 0.3 by the same names). A file that breaks off is read as far as it goes, with a warning.
 */
export function readXmlFeed(text: string, options: ReadFeedOptions): FeedReading {
  const document = xmlItems(text);
  if (document.outcome === 'refused') return refusedFeed(document.reason, 'Check that the address is that of a feed (RSS, Atom or JSON Feed).');
  const { root, channel, items, problem } = document;
  const isAtom = root === 'feed' || root === 'entry';
  if (!isAtom && !['rss', 'rdf:RDF', 'RDF', 'channel'].includes(root)) return notAFeed(root, text);
  if (items.length === 0 && problem !== null) return refusedFeed(`it is not valid XML (${problem}) and no item of it can be read`, 'Try again later: the file may have been cut short.');
  const about = isAtom ? channel : child(channel, 'channel') ?? channel;
  const language = isAtom ? channel.attributes['xml:lang'] ?? null : textOf(about, 'language', 'dc:language');
  const base = httpAddress(channel.attributes['xml:base'] ?? (isAtom ? linkOf(about) : textOf(about, 'link')));
  const warnings = problem === null ? [] : [`The feed is not well-formed (${problem}); what can be read was read.`];
  const read = isAtom ? atomEntry : rssItem;
  return readItems(isAtom ? 'Atom' : 'RSS', items, (item) => read(item, { options, language, base }), warnings);
}

interface Around { readonly options: ReadFeedOptions; readonly language: string | null; readonly base: string | null }

/** A web page often names its feed: that address is the way on. */
function notAFeed(root: string, text: string): FeedReading {
  if (root.toLowerCase() !== 'html') return refusedFeed(`it is XML of another kind (its root is <${root.slice(0, 40)}>)`, 'Give the address of an RSS or Atom feed.');
  return refusedFeed('it is a web page and no feed', feedNamedIn(text) ?? 'Look on the page for its feed (RSS or Atom) and give that address.');
}

/** What to do where a page names its feed. */
export function feedNamedIn(page: string): string | null {
  const link = /<link\b[^>]{0,500}?type\s*=\s*["']application\/(?:rss|atom|feed)\+(?:xml|json)["'][^>]{0,500}>/i.exec(page.slice(0, 200_000))?.[0];
  const address = link === undefined ? undefined : /href\s*=\s*["']([^"']{1,500})["']/i.exec(link)?.[1];
  return address === undefined ? null : `The page names a feed: ${address.replace(/[^\x21-\x7e]/g, '')}`;
}

function rssItem(item: XmlItem, { options, language, base }: Around): ItemOutcome {
  const guid = child(item, 'guid');
  const id = guid?.text.trim() || item.attributes['rdf:about'] || null;
  const permalink = guid !== undefined && guid.attributes['isPermaLink'] !== 'false' ? httpAddress(guid.text) : null;
  const title = textOf(item, 'title', 'dc:title');
  const text = textOf(item, 'content:encoded', 'description', 'dc:description', 'summary');
  return taken(mentionOf({
    kind: 'article', id, url: textOf(item, 'link', 'feedburner:origLink') ?? atomLink(item) ?? permalink ?? item.attributes['rdf:about'] ?? null,
    title: title === null ? null : { html: title }, text: text === null ? null : { html: text }, links: item.links,
    author: textOf(item, 'dc:creator', 'author'),
    publishedAt: firstDate(item, 'pubDate', 'dc:date', 'dcterms:created', 'published', 'updated', 'dcterms:modified'),
    language: textOf(item, 'dc:language', 'language') ?? language,
  }, options, base));
}

function atomEntry(entry: XmlItem, { options, language, base }: Around): ItemOutcome {
  const content = child(entry, 'content');
  const body = content !== undefined && content.text.trim() !== '' ? content : child(entry, 'summary');
  const title = child(entry, 'title');
  const author = child(entry, 'author');
  return taken(mentionOf({
    kind: 'article', id: textOf(entry, 'id'), url: linkOf(entry), title: title === undefined ? null : atomText(title), text: body === undefined ? null : atomText(body),
    links: entry.links, author: author === undefined ? null : textOf(author, 'name'),
    publishedAt: firstDate(entry, 'published', 'issued', 'created', 'updated', 'modified'),
    language: entry.attributes['xml:lang'] ?? language,
  }, options, httpAddress(entry.attributes['xml:base'] ?? null, base) ?? base));
}

/** RFC 4287 §3.1: `text` is plain, `html` is escaped markup, `xhtml` was markup and is text by now. Media other than text say nothing. */
function atomText({ text, attributes }: XmlElement): SourceText | null {
  const type = (attributes['type'] ?? 'text').toLowerCase();
  if (type === 'html' || type === 'text/html') return { html: text };
  return /^(text|xhtml|text\/.*|.*\+xml|.*\/xml)$/.test(type) ? { plain: text } : null;
}

const child = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((one) => one.name === name);

/** Text of the first of these children that holds any. */
function textOf(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = element.children.find((one) => one.name === name && one.text.trim() !== '');
    if (found !== undefined) return found.text.trim();
  }
  return null;
}

function firstDate(item: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const date = feedDate(textOf(item, name) ?? '');
    if (date !== null) return date;
  }
  return null;
}

/** The alternate link of an Atom element (RFC 4287 §4.2.7), or its first one. */
function linkOf(element: XmlElement): string | null {
  const links = element.children.filter((one) => one.name === 'link' && one.attributes['href']);
  const alternate = links.find((one) => (one.attributes['rel'] ?? 'alternate') === 'alternate') ?? links.find((one) => one.attributes['rel'] !== 'self');
  return alternate?.attributes['href'] ?? null;
}

const atomLink = (item: XmlElement): string | null =>
  item.children.find((one) => one.name === 'atom:link' && (one.attributes['rel'] ?? 'alternate') === 'alternate')?.attributes['href'] ?? null;
