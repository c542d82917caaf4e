import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedHosts, type AddressRules } from '../../../../net/index.ts';
import { refusedForms, resolveForTests } from '../../../../net/testing.ts';
import { Correspondents } from '../../correspondence/correspondents.ts';
import { DavServer } from './dav-server.ts';
import { parseDavXml } from './dav-xml.ts';
import { caldav } from './index.ts';
import { readMultistatus } from './multistatus.ts';

const settingsOf = (url: string) => caldav.settings.parse({ owner: 'jane@ours.example', url, user: 'jane' });
const multistatus = (...responses: string[]): string => `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses.join('')}</d:multistatus>`;
const found = (href: string, props: string): string => `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;

async function read(url: string, rules: AddressRules): Promise<void> {
  const nobody = new Correspondents({ contacts: [], accounts: [], isWithheld: () => false, owners: new Set() });
  const context = { source: 'jane', secrets: { password: 'secret-7' }, cursors: new Map(), signal: new AbortController().signal, folder: '/none', now: Date.UTC(2026, 6, 1), rules, correspondents: async () => nobody };
  for await (const _ of caldav.read(settingsOf(url), context));
}

async function serving<T>(answer: (request: IncomingMessage) => { status?: number; body?: string; headers?: Record<string, string> }, use: (host: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => { const { status = 207, body = '', headers = {} } = answer(request); request.resume(); response.writeHead(status, headers).end(body); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  try {
    return await use(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('addresses that may not be called are refused at save and at send', async () => {
  const guarded: AddressRules = { resolve: resolveForTests };
  for (const [what, url] of refusedForms) {
    const read_ = caldav.settings.safeParse({ owner: 'jane@ours.example', url, user: 'jane' });
    if (!read_.success) continue;
    await expect(caldav.check?.(read_.data, { secrets: {}, rules: guarded }), what).rejects.toMatchObject({ code: 'bad_request' });
    await expect(read(url, guarded), what).rejects.toMatchObject({ code: expect.stringMatching(/busy|bad_request/) });
  }
});

describe('what a server names', () => {
  const server = new DavServer({ url: 'https://caldav.icloud.com/', user: 'jane', password: 'x', rules: {}, signal: new AbortController().signal });
  test.each<[string, string | null]>([
    ['/17/calendars/', 'https://caldav.icloud.com/17/calendars/'], ['https://p01-caldav.icloud.com/17/', 'https://p01-caldav.icloud.com/17/'], ['https://elsewhere.example/', null], ['http://p01-caldav.icloud.com/', null], ['https://p01-caldav.icloud.com:8443/', null], ['//elsewhere.example/', null], ['file:///etc/passwd', null], ['http://[', null],
  ])('%s', (href, address) => expect(server.addressOf(href, 'https://caldav.icloud.com/')).toBe(address));

  test('names that a provider sells under one suffix are strangers', () => {
    const sold = new DavServer({ url: 'https://jane.github.io/', user: 'jane', password: 'x', rules: {}, signal: new AbortController().signal });
    expect(sold.addressOf('https://mallory.github.io/', 'https://jane.github.io/')).toBeNull();
  });

  test('a password goes to no other host, whatever the server says', async () => {
    const asked: string[] = [];
    await serving((request) => { asked.push(String(request.headers.authorization)); return { body: multistatus() }; }, async (stranger) => {
      for (const named of [found('/', `<c:calendar-home-set><d:href>http://${stranger}/</d:href></c:calendar-home-set>`), found('/', `<d:current-user-principal><d:href>http://${stranger}/</d:href></d:current-user-principal>`)]) {
        await serving(() => ({ body: multistatus(named) }), async (host) => { await read(`http://${host}/`, { allowHosts: allowedHosts(`${host},${stranger}`) }).catch(() => undefined); });
      }
      await serving(() => ({ status: 301, headers: { location: `http://${stranger}/` } }), async (host) => { await read(`http://${host}/`, { allowHosts: allowedHosts(`${host},${stranger}`) }).catch(() => undefined); });
    });
    expect(asked).toEqual([]);
  });
});

describe('hostile answers', () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><d:multistatus xmlns:d="DAV:">&b;</d:multistatus>`;
  test.each([['an entity bomb', bomb], ['nesting without end', '<a>'.repeat(100_000)], ['no XML', 'BEGIN:VCALENDAR'], ['another document', '<html/>'], ['an end that is missing', '<d:multistatus xmlns:d="DAV:">']])('%s is none', (_, text) => expect(readMultistatus(text)).toBeNull());

  test('no text makes it throw', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '<d:multistatus xmlns:d="DAV:"><d:response>', '<'), (text, start) => { parseDavXml(`${start}${text}`); })));

  test.each<[string, { status?: number; body?: string }, string]>([
    ['a page', { status: 200, body: '<html/>' }, 'not_found'], ['no multistatus', { body: '<html/>' }, 'unreadable_file'], ['a fault of theirs', { status: 500 }, 'busy'], ['a wrong password', { status: 401 }, 'not_allowed'], ['nothing', { body: multistatus() }, 'not_found'],
  ])('%s is said, without what it held', async (_, answer, code) => {
    const failure = await serving(() => answer, (host) => read(`http://${host}/path-7/`, { allowHosts: allowedHosts(host) }).catch((error: unknown) => error as Error));
    expect(failure).toMatchObject({ code });
    expect(JSON.stringify([String(failure), failure])).not.toMatch(/secret-7|path-7/);
  });

  test('a list of changes that never ends is given up', async () => {
    let asked = 0;
    const calendar = '<d:resourcetype><c:calendar/></d:resourcetype><d:sync-token>t</d:sync-token>';
    await serving((request) => {
      asked += 1;
      return { body: request.method === 'PROPFIND' ? multistatus(found('/c/', calendar)) : `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/c/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response><d:sync-token>t${asked}</d:sync-token></d:multistatus>` };
    }, async (host) => {
      const nobody = new Correspondents({ contacts: [], accounts: [], isWithheld: () => false, owners: new Set() });
      const context = { source: 'jane', secrets: { password: 'x' }, cursors: new Map([['calendar /c/', { token: 'old', readTo: '2026-06-01T00:00:00.000Z' }]]), signal: new AbortController().signal, folder: '/none', now: Date.UTC(2026, 6, 1), rules: { allowHosts: allowedHosts(host) }, correspondents: async () => nobody };
      const notes: string[] = [];
      for await (const message of caldav.read(settingsOf(`http://${host}/c/`), context)) if (message.type === 'note') notes.push(message.text);
      expect(notes.some((note) => note.includes('read again'))).toBe(true);
    });
    expect(asked).toBeLessThan(300);
  });
});
