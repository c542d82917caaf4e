import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionLimits, mentionSchema } from '../../../model/index.ts';
import { plainText } from './plain-text.ts';
import { readFeed, readFeedText } from './read-feed.ts';

const options = { source: 'news', authors: 'keep' } as const;
const items = '<item><title>One</title><link>https://a.example/1</link></item><item><title>Two</title><link>https://a.example/2</link></item>';
const rss = (inside: string, before = ''): string => `<?xml version="1.0"?>${before}<rss version="2.0"><channel>${inside}</channel></rss>`;
const laughs = ['<!ENTITY l0 "ha">', ...Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)].join('');

const refused: ReadonlyArray<readonly [name: string, text: () => string, reason: RegExp]> = [
  ['a billion laughs', () => rss('<item><title>&l12;</title></item>', `<!DOCTYPE rss [${laughs}]>`), /declares entities/],
  ['a quadratic blow-up', () => rss(`<item><title>${'&a;'.repeat(100_000)}</title></item>`, `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100_000)}">]>`), /declares entities/],
  ['an external entity', () => rss('<item><title>&x;</title></item>', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), /declares entities/],
  ['a parameter entity from outside', () => rss(items, '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>'), /declares entities/],
  ['a million levels', () => '<a>'.repeat(1_000_000), /nested more than 100/],
  ['a million levels in an item', () => `<rss><channel><item><description>${'<b>'.repeat(1_000_000)}`, /nested more than 100/],
  ['a huge attribute', () => rss(`<item><title a="${'x'.repeat(5_000_000)}">t</title></item>`), /attribute/],
  ['two million elements', () => rss('<x/>'.repeat(2_000_000)), /more than 300000 elements/],
  ['a million items', () => rss('<item/>'.repeat(1_000_000)), /more than 20000 items/],
  ['a text of 11 million characters', () => rss(`<item><title>${'x'.repeat(11_000_000)}</title></item>`), /longer than 10/],
  ['nothing', () => '', /empty/],
  ['spaces', () => ' \n\t ', /empty/],
  ['a web page', () => '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><p>Hi<br></body></html>', /web page/],
  ['another kind of XML', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /another kind/],
  ['XML cut before its first item ends', () => '<rss><channel><title>x</ti', /not valid XML/],
  ['no XML at all', () => '<<<<>>>', /not valid XML|another kind/],
  ['JSON cut short', () => '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","ti', /not valid JSON/],
  ['JSON a million levels deep', () => '['.repeat(1_000_000), /not valid JSON/],
  ['JSON of another kind', () => '{"error":"AuthMissing","message":"Authentication Required"}', /"Authentication Required"/],
  ['a complaint as plain text', () => 'Your query was too short or too long.', /"Your query was too short/],
  ['a list of numbers', () => '[1,2,3]', /something else than posts/],
];

test.each(refused)('%s is refused, with the reason', (_name, text, reason) => {
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const reading = readFeedText(text(), options);
  expect(reading).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) as string, todo: expect.stringMatching(/\w/) as string });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000);
});

test('the address of a feed that a page names is handed on', () => {
  expect(readFeedText('<html><link type="application/atom+xml" rel="alternate" href="/atom.xml"></html>', options)).toMatchObject({ todo: 'The page names a feed: /atom.xml' });
});

test('half a file, bare ampersands and references that XML does not know: what can be read is read', () => {
  const half = readFeedText(`<rss><channel>${items}<item><title>Thr`, options);
  expect(half).toMatchObject({ outcome: 'read', mentions: [{ title: 'One' }, { title: 'Two' }, { title: 'Thr' }], warnings: [expect.stringMatching(/not well-formed/)] });
  const loose = readFeedText(rss('<item><title>R&D&nbsp;at M&uuml;ller</title><link>https://a.example/?a=1&b=2</link></item>'), options);
  expect(loose).toMatchObject({ mentions: [{ title: 'R&D at Müller', url: 'https://a.example/?a=1&b=2' }] });
});

test('names of prototypes, half characters and controls do no harm', () => {
  const reading = readFeedText('{"version":"https://jsonfeed.org/version/1.1","__proto__":{"items":[]},"items":[{"id":"__proto__","__proto__":{"url":"https://evil.example"},"constructor":"x","content_text":"a\\ud800\\u0000b"}]}', options);
  expect(reading).toMatchObject({ mentions: [{ id: '__proto__', url: null, text: 'a\ufffdb' }] });
  expect(({} as { items?: unknown }).items).toBeUndefined();
});

test('a packed answer, and one that is too large, are refused before they are read', () => {
  expect(readFeed(gzipSync(rss(items)), options)).toMatchObject({ reason: expect.stringMatching(/gzip/) as string });
  expect(readFeed(new Uint8Array(10_000_001), options)).toMatchObject({ reason: expect.stringMatching(/larger than 10 MB/) as string });
});

test('long items are cut to their limits, many are counted', () => {
  const long = readFeedText(rss(`<item><title>${'word '.repeat(1000)}</title><description>${'word '.repeat(100_000)}</description></item>`), options);
  if (long.outcome !== 'read') throw new Error(long.reason);
  expect([long.mentions[0]?.title?.length, long.mentions[0]?.text.length].map((length) => (length ?? 0) > 400)).toEqual([true, true]);
  expect(long.mentions[0]?.text.length).toBeLessThanOrEqual(mentionLimits.text);
  const many = readFeedText(JSON.stringify({ version: 'https://jsonfeed.org/version/1', items: Array.from({ length: 6000 }, (_, n) => ({ id: n, content_text: 'x' })) }), options);
  expect(many).toMatchObject({ warnings: ['6000 items; those past 5000 were left out.'] });
});

const markup = fc.string({ unit: fc.constantFrom('<', '>', '</', '<!--', '-->', '<script>', '</script', '<p', 'a', ' ', '"', "'", '=', '&lt;', '&#60;', '&', ';', '<style>', '<![CDATA[', ']]>', '\u0000', '<a href=', 'javascript:'), maxLength: 60 });

test('no markup is left of HTML but what was written as text, and nothing is ever thrown', () => {
  fc.assert(fc.property(markup, (html) => {
    const { text } = plainText(html);
    expect(text).toBe(text.trim());
    if (!html.includes('&')) expect(text).not.toMatch(/<(script|style|p|a)\b[^>]*>/i);
  }), { numRuns: 3000 });
});

test('text from HTML takes time in proportion to its length', () => {
  for (const piece of ['<', '<a', '<!--', '<a href="', '<script>', '</p>', '&', '<p>', '<a b=\'']) {
    const started = performance.now();
    plainText(piece.repeat(200_000 / piece.length));
    expect([piece, performance.now() - started < 1000]).toEqual([piece, true]);
  }
});

const anything = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc.string({ unit: fc.constantFrom('<rss>', '<channel>', '<item>', '</item>', '<title>', '</title>', 'x', '&', '<', '<entry>', '<feed>', ']]>', '<![CDATA[', '<?xml ?>', '<!DOCTYPE a [', ']>', 'xmlns:a=""', ' '), maxLength: 30 }).map((text) => Buffer.from(text)),
  fc.record({ posts: fc.array(fc.anything()), hits: fc.array(fc.anything()), articles: fc.array(fc.anything()), statuses: fc.array(fc.anything()), items: fc.array(fc.anything()), version: fc.constantFrom('https://jsonfeed.org/version/1', 1, '') }, { requiredKeys: [] }).map((value) => Buffer.from(JSON.stringify(value) ?? '')),
);

test('whatever arrives is read or refused, and what is read keeps its schema', () => {
  fc.assert(fc.property(anything, fc.constantFrom(null, 'text/html', 'application/json; charset=utf-16', 'text/xml; charset=x'), (bytes, contentType) => {
    const reading = readFeed(bytes, options, contentType);
    if (reading.outcome === 'read') for (const mention of reading.mentions) mentionSchema.parse(mention);
    else expect(reading.reason.length).toBeGreaterThan(0);
  }), { numRuns: 3000 });
});
