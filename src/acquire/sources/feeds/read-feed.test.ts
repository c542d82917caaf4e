import { expect, test } from 'vitest';
import { mentionSchema, type Mention } from '../../../model/index.ts';
import type { FeedReading } from './feed-reading.ts';
import { readFeed, readFeedText } from './read-feed.ts';

const read = (text: string, authors: 'keep' | 'leave out' = 'leave out'): Extract<FeedReading, { outcome: 'read' }> => {
  const reading = readFeedText(text, { source: 'news', authors });
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  for (const mention of reading.mentions) mentionSchema.parse(mention);
  return reading;
};
const only = (text: string, authors: 'keep' | 'leave out' = 'leave out'): Mention => {
  const { mentions } = read(text, authors);
  expect(mentions).toHaveLength(1);
  return mentions[0] as Mention;
};
const json = (value: unknown): string => JSON.stringify(value);

test('RSS 2.0, with its usual extensions', () => {
  const feed = `<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
    <channel><title>Trade news</title><link>https://news.example/</link><atom:link rel="self" href="https://news.example/rss"/><language>de-DE</language>
    <item><title>Nordwind &amp;amp; Söhne &lt;b&gt;w&#228;chst&lt;/b&gt;</title><media:title>not this</media:title><link>/a/1?x=1&amp;y=2</link><guid isPermaLink="false">a-1</guid>
      <description>short</description><c:encoded><![CDATA[<p>Erster Absatz</p><script>alert("x")</script><p>Mehr auf <a href="https://www.nordwind.example/neu">der Seite</a>.</p>]]></c:encoded>
      <dc:creator>Jo Doe</dc:creator><pubDate>Tue, 03 Mar 2026 08:15:00 +0100</pubDate></item></channel></rss>`;
  expect(only(feed)).toEqual({
    source: 'news', id: 'a-1', kind: 'article', url: 'https://news.example/a/1?x=1&y=2', title: 'Nordwind & Söhne wächst', text: 'Erster Absatz\n\nMehr auf der Seite.',
    links: ['nordwind.example'], author: null, publishedAt: '2026-03-03T07:15:00.000Z', language: 'de-de',
  });
  expect(only(feed, 'keep').author).toBe('Jo Doe');
});

test('RSS 0.91 with its doctype, and RSS 1.0', () => {
  const old = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd"><rss version="0.91"><channel><language>en</language><item><title>One</title><link>https://a.example/1</link></item></channel></rss>';
  expect(only(old)).toMatchObject({ id: 'https://a.example/1', title: 'One', text: '', language: 'en', publishedAt: null });
  const rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title><link>https://a.example/</link></channel><item rdf:about="https://a.example/2"><title>Two</title><link>https://a.example/2</link><d:date>2026-03-01T10:00:00Z</d:date></item></rdf:RDF>';
  expect(only(rdf)).toMatchObject({ id: 'https://a.example/2', url: 'https://a.example/2', publishedAt: '2026-03-01T10:00:00.000Z' });
});

test('Atom: each type of text, relative addresses, renamed prefixes', () => {
  const feed = `<f:feed xmlns:f="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="https://b.example/blog/"><f:title>B</f:title><f:link href="https://b.example/"/>
    <f:entry><f:id>urn:1</f:id><f:title type="html">AT&amp;amp;T &amp;lt;3</f:title><f:link rel="self" href="x"/><f:link href="1.html"/><f:updated>2026-02-01T00:00:00+02:00</f:updated>
      <f:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hel<b>lo</b></p><script>no()</script><p>See <a href="http://c.example/x">there</a></p></div></f:content><f:author><f:name>Jo</f:name></f:author></f:entry>
    <f:entry><f:id>urn:2</f:id><f:title>1 &lt; 2</f:title><f:summary>plain &lt;b&gt;</f:summary><f:published>2026-02-02T00:00:00Z</f:published></f:entry></f:feed>`;
  const { format, mentions } = read(feed, 'keep');
  expect(format).toBe('Atom');
  expect(mentions[0]).toMatchObject({ id: 'urn:1', title: 'AT&T <3', text: 'Hello\n\nSee there', url: 'https://b.example/blog/1.html', links: ['c.example'], publishedAt: '2026-01-31T22:00:00.000Z', language: 'en-gb', author: 'Jo' });
  expect(mentions[1]).toMatchObject({ title: '1 < 2', text: 'plain <b>', url: null, author: null });
});

test('JSON Feed 1.0 and 1.1', () => {
  const feed = (version: string, item: object) => json({ version: `https://jsonfeed.org/version/${version}`, title: 'J', home_page_url: 'https://j.example/', language: 'en', items: [item] });
  expect(only(feed('1.1', { id: 7, url: '/p/7', title: 'Seven', content_html: '<p>x</p>', date_published: '2026-01-05T10:00:00Z', authors: [{ name: 'Jo' }] }), 'keep')).toMatchObject({ id: '7', url: 'https://j.example/p/7', text: 'x', author: 'Jo', language: 'en' });
  expect(only(feed('1', { id: 'a', external_url: 'https://k.example/', content_text: '1 < 2 <b>' }))).toMatchObject({ url: 'https://k.example/', links: ['k.example'], text: '1 < 2 <b>' });
});

const status = (change: object = {}): object => ({
  id: '1', uri: 'https://m.example/users/jo/statuses/1', url: 'https://m.example/@jo/1', created_at: '2026-01-01T00:00:00.000Z', visibility: 'public', language: 'de', in_reply_to_id: null, spoiler_text: '', reblog: null, card: null,
  content: '<p>Die neue <a href="https://m.example/tags/pumpe">#<span>Pumpe</span></a> von <a href="https://nordwind.example">nordwind</a></p>', account: { acct: 'jo@m.example', noindex: false }, ...change,
});

test('Mastodon: timelines and searches; what was not said to everybody, or may not be indexed, is left', () => {
  expect(only(json([status()]), 'keep')).toMatchObject({ id: 'https://m.example/users/jo/statuses/1', kind: 'post', text: 'Die neue #Pumpe von nordwind', links: ['m.example', 'nordwind.example'], author: 'jo@m.example', language: 'de' });
  expect(only(json({ accounts: [], hashtags: [], statuses: [status({ in_reply_to_id: '9' })] })).kind).toBe('comment');
  const left = read(json([status({ visibility: 'unlisted' }), status({ account: { acct: 'a', noindex: true } }), status({ reblog: status() }), status(), 5]));
  expect(left.mentions).toHaveLength(1);
  expect(left.skipped.map(({ item }) => item)).toEqual([1, 2, 4, 5]);
  expect(read('[]')).toMatchObject({ format: 'Mastodon', mentions: [] });
});

test('Bluesky: the address is made of the URI, links come from facets and cards', () => {
  const post = (change: object = {}, labels: object[] = []) => ({
    uri: 'at://did:plc:abc/app.bsky.feed.post/3k1', cid: 'c', author: { did: 'did:plc:abc', handle: 'jo.example', labels }, indexedAt: '2026-01-02T00:00:00Z',
    record: { $type: 'app.bsky.feed.post', text: 'Try nordwind.ex…', createdAt: '2026-01-01T23:00:00Z', langs: ['en'], facets: [{ features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://nordwind.example/long' }] }], embed: { external: { uri: 'https://www.d.example' } }, ...change },
  });
  expect(only(json({ posts: [post()] }))).toMatchObject({ id: 'at://did:plc:abc/app.bsky.feed.post/3k1', url: 'https://bsky.app/profile/did:plc:abc/post/3k1', kind: 'post', links: ['nordwind.example', 'd.example'], language: 'en', author: null });
  expect(read(json({ posts: [post({}, [{ val: '!no-unauthenticated' }])] })).skipped[0]?.reason).toMatch(/signed-in/);
  expect(read(json({ posts: [], cursor: '1' }))).toMatchObject({ format: 'Bluesky', mentions: [] });
});

test('Hacker News: hits of the search, and items', () => {
  const hits = json({ hits: [{ objectID: '5', title: 'Show HN: Pump', url: 'https://nordwind.example/p', author: 'jo', created_at: '2026-01-01T00:00:00Z', story_text: null }, { objectID: '6', comment_text: 'I use &quot;it&quot;<p>daily', story_title: 'Pump', author: 'al', created_at_i: 1_767_225_600 }], nbHits: 2 });
  expect(read(hits).mentions).toMatchObject([{ id: 'hn:5', kind: 'post', url: 'https://news.ycombinator.com/item?id=5', links: ['nordwind.example'] }, { id: 'hn:6', kind: 'comment', text: 'I use "it"\ndaily', title: 'Pump', publishedAt: '2026-01-01T00:00:00.000Z' }]);
  expect(only(json({ id: 6, type: 'comment', by: 'al', time: 1_767_225_600, text: 'I use it', parent: 5 })).id).toBe('hn:6');
  expect(read(json([{ id: 5, type: 'story', title: 'T', time: 1 }, null, { id: 7, type: 'comment', deleted: true }])).mentions.map(({ id }) => id)).toEqual(['hn:5']);
});

const graphLine = (change: Readonly<Record<number, string>> = {}): string => {
  const cells = Array.from({ length: 27 }, () => '');
  Object.assign(cells, { 0: '20260101000000-1', 1: '20260101000000', 3: 'trade.example', 4: 'https://trade.example/1', 12: 'somebody private,1', 14: 'Nordwind Pumpen,12;Nordwind Pumpen,99;Other Works,40', 26: '<PAGE_TITLE>Nordwind wins &amp; grows</PAGE_TITLE>' }, change);
  return cells.join('\t');
};

test('GDELT: articles of the DOC API, the knowledge graph, the table of mentions', () => {
  expect(only(json({ articles: [{ url: 'https://t.example/1', title: 'A &amp; B', seendate: '20260101T101500Z', domain: 't.example', language: 'German', sourcecountry: 'Germany' }] }))).toMatchObject({ id: 'https://t.example/1', title: 'A & B', publishedAt: '2026-01-01T10:15:00.000Z', language: 'de' });
  expect(read('{}').mentions).toEqual([]);
  const graph = read(`${graphLine()}\n${graphLine({ 4: 'https://trade.example/2', 25: 'srclc:deu;eng:Moses' })}\nhalf\ta line`);
  expect(graph.mentions).toMatchObject([{ title: 'Nordwind wins & grows', text: 'Organisations: Nordwind Pumpen, Other Works.', language: 'en' }, { language: 'de' }]);
  expect(JSON.stringify(graph.mentions)).not.toContain('somebody private');
  expect(graph.skipped).toEqual([{ item: 3, reason: '2 columns where the file has 27' }]);
  const mention = ['1', '20260101000000', '20260101001500', '1', 't.example', 'https://t.example/3', '1', '-1', '-1', '10', '1', '90', '900', '-2.5', '', ''].join('\t');
  expect(only(mention)).toMatchObject({ url: 'https://t.example/3', title: null, publishedAt: '2026-01-01T00:15:00.000Z' });
});

test('ids are the same on every reading; without one the address counts, then the words', () => {
  const feed = (...items: string[]) => read(`<rss><channel>${items.map((one) => `<item>${one}</item>`).join('')}</channel></rss>`).mentions.map(({ id }) => id);
  expect(feed('<title>a</title>')).toEqual(feed('<title>a</title><pubDate>later</pubDate>'));
  expect(feed('<title>a</title>')).not.toEqual(feed('<title>b</title>'));
  expect(feed(`<title>a</title><guid>${'x'.repeat(5000)}</guid>`)[0]).toMatch(/^sha256:/);
  expect(feed('<guid>1</guid><title>a</title>', '<guid>1</guid><title>a again</title>')).toEqual(['1']);
});

test('dates as feeds write them; without a zone they are UTC', () => {
  const date = (text: string) => only(`<rss><channel><item><title>a</title><pubDate>${text}</pubDate></item></channel></rss>`).publishedAt;
  expect(['Tue, 03 Mar 2026 08:15:00 EST', '3 Mar 26 08:15 GMT', 'Tuesday, 03-Mar-26 08:15:00 UTC', '2026-03-03', '2026-03-03 08:15:00.5', 'Tue, 03 Mar 2026 08:15:00'].map(date)).toEqual([
    '2026-03-03T13:15:00.000Z', '2026-03-03T08:15:00.000Z', '2026-03-03T08:15:00.000Z', '2026-03-03T00:00:00.000Z', '2026-03-03T08:15:00.500Z', '2026-03-03T08:15:00.000Z',
  ]);
  expect(['yesterday', '31 Feb 2026 10:00:00 GMT', '2026-13-01', '0001-01-01T00:00:00Z', ''].map(date)).toEqual([null, null, null, null, null]);
});

test('addresses that are not of the web are never kept', () => {
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://user:word@a.example/', 'http://[', `https://a.example/${'x'.repeat(3000)}`]) {
    expect([link.slice(0, 30), only(`<rss><channel><item><title>a</title><link>${link}</link></item></channel></rss>`).url]).toEqual([link.slice(0, 30), null]);
  }
});

test('encodings: by mark, by bytes, by what is declared; a wrong word is passed over', () => {
  const feed = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><rss><channel><item><title>Größe</title></item></channel></rss>`;
  const title = (bytes: Uint8Array, contentType: string | null = null) => {
    const reading = readFeed(bytes, { source: 'news' }, contentType);
    return reading.outcome === 'read' ? [reading.mentions[0]?.title, reading.warnings.length] : [reading.reason, -1];
  };
  const latin = (text: string) => Buffer.from(text, 'latin1');
  expect(title(Buffer.from(feed('utf-8')))).toEqual(['Größe', 0]);
  expect(title(latin(feed('ISO-8859-1')))).toEqual(['Größe', 0]);
  expect(title(latin(feed('utf-8')))).toEqual(['Größe', 1]);
  expect(title(Buffer.from(feed('ISO-8859-1')))).toEqual(['Größe', 0]);
  expect(title(latin(feed('utf-8')), 'application/xml; charset="windows-1252"')).toEqual(['Größe', 0]);
  expect(title(Buffer.from(feed('klingon')), 'image/png')).toEqual(['Größe', 0]);
  expect(title(latin(feed('klingon')))).toEqual(['Größe', 1]);
  expect(title(Buffer.from(`\ufeff${feed('utf-16')}`, 'utf16le'))).toEqual(['Größe', 0]);
  expect(title(Buffer.from(feed('utf-16'), 'utf16le').swap16())).toEqual(['Größe', 0]);
  expect(title(Buffer.from(feed('UTF-16')))).toEqual(['Größe', 0]);
});
