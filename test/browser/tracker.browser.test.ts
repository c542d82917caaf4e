import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wireEventSchema, type CallType, type WireEvent, type WireEventInput } from '../../src/model/index.ts';
import type { Categories, EarlyCall, Hindcast, Properties } from '../../tracker/public-types.ts';
import { chromiumPath } from './chromium.ts';
import { flushAll, scriptText, standInCollector, strictSite, type SitePage, type StandIn } from './tracker-site.ts';

if (!chromiumPath) process.stdout.write('browser tests of the tracker skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

test('the tracker weighs at most 5 kB, as it travels', () => {
  expect(gzipSync(scriptText('tracker'), { level: 9 }).length).toBeLessThanOrEqual(5_000);
  expect(scriptText('tracker')).not.toMatch(/\beval\b|new Function|innerHTML|\.style\b/);
});

describe.runIf(chromiumPath)('the tracker in Chromium, on pages under a strict policy', () => {
  let browser: Browser;
  let context: BrowserContext;
  let collector: StandIn;
  let site: Awaited<ReturnType<typeof strictSite>>;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
    collector = await standInCollector();
    site = await strictSite(collector.url);
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    collector.requests.length = 0;
    collector.answers.length = 0;
    complaints = [];
  });
  // Nothing of the tracker may ever reach the page: no error, no breach of its policy.
  afterEach(async () => {
    await context.close();
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  afterAll(async () => { await Promise.all([browser?.close(), collector?.close(), site?.close()]); });

  const open = async (page_: SitePage, name = 'home'): Promise<Page> => {
    site.pages.set(name, page_);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (/policy|trusted/i.test(message.text())) complaints.push(message.text()); });
    await page.goto(`${site.url}/${name}`);
    return page;
  };
  const until = async (count: number, timeout = 8_000): Promise<WireEvent[]> => {
    await expect.poll(async () => { await flushAll(context); return collector.events().length; }, { timeout, interval: 25 }).toBeGreaterThanOrEqual(count);
    return collector.events();
  };
  const call = (page: Page, ...words: unknown[]): Promise<void> => page.evaluate(`hindcast.push(${JSON.stringify(words)})`);
  const dropped = (page: Page): Promise<Record<string, number>> => page.evaluate('window.hindcast.dropped()');
  const kept = (page: Page): Promise<unknown[]> => page.evaluate('[document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]');

  test('sends calls made before and after it is there, and keeps nothing before consent', async () => {
    const page = await open({ before: "window.hindcast = window.hindcast || []; hindcast.push(['track', 'Early', { n: 1 }]);" });
    await until(2);
    await call(page, 'track', 'Late');
    const events = await until(3);
    expect(events.map(({ type, event }) => [type, event])).toEqual([['track', 'Early'], ['page', undefined], ['track', 'Late']]);
    expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(events[1]?.context).toMatchObject({ library: { name: 'hindcast' }, page: { url: `${site.url}/home`, path: '/home', title: 'Page home' }, locale: 'en-GB' });
    expect(events.every(({ context: told }) => told?.consent === undefined && told?.gpc === undefined)).toBe(true);
    expect(await kept(page)).toEqual(['', [], []]);
    await call(page, 'consent', { necessary: true, sharing: true, C0002: true });
    expect(await kept(page)).toEqual(['', [], []]);
    await page.reload();
    const after = await until(4);
    expect(after[3]?.anonymousId).not.toBe(after[0]?.anonymousId);
    expect(await context.cookies()).toEqual([]);
  });

  test('tells who somebody is only once analytics is allowed, keeps the id then, and ends it on withdrawal', async () => {
    const page = await open({ before: "window.hindcast = [['identify', 'u-1', { plan: 'pro' }], ['group', 'acme']];" });
    const [first] = await until(1);
    expect(collector.events().map(({ type }) => type)).toEqual(['page']);
    expect(first?.userId).toBeUndefined();
    await call(page, 'consent', { necessary: true, analytics: true, sharing: false }, { wordingVersion: 'w1', shown: 'abc' });
    const given = await until(4);
    expect(given.slice(1)).toMatchObject([
      { event: 'Consent given', properties: { purposes: { necessary: true, analytics: true, sharing: false }, wordingVersion: 'w1', shown: 'abc' } },
      { type: 'identify', userId: 'u-1', traits: { plan: 'pro' } }, { type: 'group', userId: 'u-1', groupId: 'acme', context: { consent: { categoryPreferences: { analytics: true, sharing: false } } } },
    ]);
    const id = await page.evaluate<string | null>("localStorage.getItem('hindcast-id')");
    expect(given.map(({ anonymousId }) => anonymousId)).toEqual([id, id, id, id]);

    await call(page, 'track', 'On its way');
    await call(page, 'consent', { necessary: true, analytics: false }, { wordingVersion: 'w1', shown: 'abc' });
    await call(page, 'track', 'After');
    const after = await until(5);
    expect(after.slice(4)).toMatchObject([{ event: 'Consent withdrawn', anonymousId: id, context: { consent: { categoryPreferences: { analytics: false } } } }]);
    expect(await kept(page)).toEqual(['', [], []]);
    await page.waitForTimeout(700);
    expect(collector.events()).toHaveLength(5);
    expect(await dropped(page)).toMatchObject({ refused: 2 });
  });

  test('keeps the id in a cookie where asked to', async () => {
    const page = await open({ setup: 'data-id="cookie"', before: "window.hindcast = [['consent', { analytics: true }]];" });
    const [first] = await until(1);
    expect(await context.cookies()).toMatchObject([{ name: 'hindcast-id', value: first?.anonymousId, sameSite: 'Lax' }]);
    await page.reload();
    expect((await until(2))[1]?.anonymousId).toBe(first?.anonymousId);
    await call(page, 'consent', { analytics: false });
    expect(await context.cookies()).toEqual([]);
  });

  test('two tabs are one visitor, and a withdrawal in one ends the id in the other', async () => {
    const one = await open({ before: "window.hindcast = [['consent', { analytics: true }]];" });
    await until(1);
    const two = await open({ before: "window.hindcast = [['consent', { analytics: true }]];" });
    const [first, second] = await until(2);
    expect(second?.anonymousId).toBe(first?.anonymousId);
    await call(one, 'consent', { analytics: false });
    await expect.poll(() => two.evaluate("localStorage.getItem('hindcast-id')")).toBeNull();
    await call(two, 'track', 'Elsewhere');
    expect((await until(3))[2]?.anonymousId).not.toBe(first?.anonymousId);
  });

  test('stamps Global Privacy Control', async () => {
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })');
    await open({});
    expect((await until(1))[0]?.context?.gpc).toBe(true);
  });

  test('comes again after 503 when it was asked to, with the same event', async () => {
    collector.answers.push({ status: 503, headers: { 'retry-after': '2' } }, { status: 429 });
    const startedMs = Date.now();
    await open({});
    await until(1, 15_000);
    expect(collector.requests.map(({ status }) => status)).toEqual([503, 429, 200]);
    expect(new Set(collector.requests.map(({ events }) => events[0]?.messageId)).size).toBe(1);
    expect(Date.now() - startedMs).toBeGreaterThan(3_000);
  });

  test('never comes again after 400, 401, 403 or 413', async () => {
    collector.answers.push(...[400, 401, 403, 413].map((status) => ({ status })));
    const page = await open({ setup: 'data-pages="off"' });
    await expect.poll(() => page.evaluate('window.hindcast?.track !== undefined')).toBe(true);
    for (const count of [1, 2, 3, 4]) {
      await page.evaluate("hindcast.track('No'); hindcast.flush()");
      await expect.poll(() => dropped(page), { interval: 10 }).toMatchObject({ rejected: count });
    }
    await page.evaluate("hindcast.track('Next'); hindcast.flush()");
    await until(1);
    expect(collector.requests.map(({ status }) => status)).toEqual([400, 401, 403, 413, 200]);
    expect(collector.events()[0]?.context).toMatchObject({ library: { dropped: { rejected: 4 } } });
  });

  test('waits while there is no network', async () => {
    const page = await open({});
    await until(1);
    await context.setOffline(true);
    for (const name of ['A', 'B', 'C']) await call(page, 'track', name);
    await page.waitForTimeout(800);
    expect(collector.requests).toHaveLength(1);
    await context.setOffline(false);
    expect((await until(4)).slice(1).map(({ event }) => event)).toEqual(['A', 'B', 'C']);
  });

  test('sends what is left when the page goes, in pieces that a browser takes', async () => {
    const page = await open({ setup: 'data-pages="off"' });
    await expect.poll(() => page.evaluate('Array.isArray(window.hindcast) || window.hindcast === undefined')).toBe(false);
    await page.evaluate(`for (let n = 0; n < 25; n++) hindcast.track('Left ' + n, { text: 'x'.repeat(1000) }); location.href = 'about:blank'`);
    const events = await until(25);
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(25);
    expect(Math.max(...collector.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(60_000);
  });

  test('never keeps more than it may, and says what it dropped', async () => {
    const page = await open({ setup: 'data-pages="off"' });
    await expect.poll(() => page.evaluate('window.hindcast?.track !== undefined')).toBe(true);
    await page.evaluate("for (let n = 0; n < 510; n++) hindcast.track('Many'); hindcast.track('Large', { text: 'x'.repeat(40000) }); const ring = {}; ring.ring = ring; hindcast.track('Ring', ring); hindcast.push(null, ['nothing'], 7)");
    expect(await dropped(page)).toEqual({ full: 10, refused: 0, unfit: 1, rejected: 0, fault: 4 });
    expect(await until(500)).toHaveLength(500);
  });

  test('counts changes of address as pages when asked to', async () => {
    const page = await open({ setup: 'data-pages="history"' });
    await until(1);
    await page.evaluate("history.pushState({}, '', '/second'); history.pushState({}, '', '/second#part')");
    await until(2);
    await page.goBack();
    await page.goBack();
    const events = await until(3);
    expect(events.map(({ context: told }) => [told?.page?.path, told?.page?.referrer])).toEqual([['/home', ''], ['/second', `${site.url}/home`], ['/home', `${site.url}/second`]]);
  });

  test('reads the page\'s digitalData, and leaves there what is not for analytics', async () => {
    const data = {
      page: { pageInfo: { pageName: 'Pumps', author: 'secret author', security: { author: 'Default' } }, category: { primaryCategory: 'Catalogue' } },
      product: [
        { productInfo: { productID: 'P1', sku: 'S-1', security: { sku: ['Recommendations'] } }, attributes: { margin: 'secret margin' } },
        { productInfo: { productID: 'P2', productName: 'secret product' }, security: '' },
        { productInfo: { productID: 'P3' }, security: { productInfo: 'Analytics' } },
      ],
      event: [{ eventInfo: { eventName: 'Compared', timeStamp: '2026-11-01T10:00:00Z' } }],
      user: [{ profile: [{ profileInfo: { profileID: 'cust-7', email: 'secret@example.com', security: { email: 'Default' } } }] }],
      privacy: { accessCategories: [{ categoryName: 'Default', domains: [] }, { categoryName: 'Analytics', domains: [] }] },
    };
    const page = await open({ before: `window.digitalData = ${JSON.stringify(data)};` });
    const [first] = await until(1);
    expect(first).toMatchObject({ type: 'page', name: 'Pumps' });
    expect(first?.properties).toEqual({ category: 'Catalogue', product: [{ productInfo: { productID: 'P1' } }, { productInfo: { productID: 'P3' } }], event: [{ eventInfo: { eventName: 'Compared', timeStamp: '2026-11-01T10:00:00Z' } }] });
    expect(first?.userId).toBeUndefined();
    await call(page, 'consent', { analytics: true });
    await call(page, 'page');
    const [, second] = await until(2);
    expect(second?.userId).toBe('cust-7');
    expect(JSON.stringify(collector.events())).not.toContain('secret');
  });

  test('takes nothing that is restricted where the site has no category "Analytics"', async () => {
    await open({ before: "window.digitalData = { page: { pageInfo: { pageName: 'Open' }, category: { primaryCategory: 'Closed', security: 'Analytics' } }, privacy: { accessCategories: [{ categoryName: 'Default' }] } };" });
    const [first] = await until(1);
    expect([first?.name, first?.properties]).toEqual(['Open', {}]);
  });

  test('works where storage and cookies are blocked', async () => {
    const page = await open({ policy: 'sandbox allow-scripts', before: "window.hindcast = [['consent', { analytics: true }], ['identify', 'u-2']];" });
    const events = await until(2);
    expect(events.map(({ type, userId }) => [type, userId])).toEqual([['identify', 'u-2'], ['page', 'u-2']]);
    expect(await dropped(page)).toMatchObject({ fault: 0 });
  });

  test('never throws into a page, whatever the page did to the browser', async () => {
    const hostile = [
      ['no-crypto', "Object.defineProperty(window, 'crypto', { value: undefined });"],
      ['lists-as-text', "Array.prototype.toJSON = function () { return 'list'; };"],
      ['frozen-list', "window.hindcast = Object.freeze([['track', 'Frozen']]);"],
      ['throwing-data', "Object.defineProperty(window, 'digitalData', { get() { throw new Error('mine'); } });"],
      ['no-calls', 'window.hindcast = [null, 7, {}, ["__proto__"], ["track"], [Symbol.iterator]];'],
      ['frozen-history', 'Object.freeze(History.prototype); Object.freeze(history);'],
      ['no-beacon', "Object.defineProperty(Navigator.prototype, 'sendBeacon', { value: undefined });"],
      ['taken', "Object.defineProperty(window, 'hindcast', { value: 7, writable: false });"],
      ['no-fetch', 'window.fetch = undefined;'],
      ['throwing-fetch', "window.fetch = () => { throw new Error('mine'); };"],
    ] as const;
    for (const [name, before] of hostile) await open({ before, setup: 'data-pages="history"' }, name);
    const silent = new Set<string>(['taken', 'no-fetch', 'throwing-fetch']);
    const expected = hostile.map(([name]) => `/${name}`).filter((path) => !silent.has(path.slice(1)));
    await expect.poll(() => collector.events().filter(({ type }) => type === 'page').map((event) => event.context?.page?.path), { timeout: 8_000 }).toEqual(expect.arrayContaining(expected));
  });

  test('has a public type that fits the wire format', () => {
    // Held by the type check: what a page may give is what the wire takes.
    const free = {} satisfies Properties as Properties satisfies WireEventInput['properties'];
    const categoryPreferences = { analytics: true } as Categories satisfies NonNullable<NonNullable<WireEventInput['context']>['consent']>['categoryPreferences'];
    const calls: ReadonlyArray<CallType & keyof Hindcast & EarlyCall[0]> = ['page', 'track', 'identify', 'group'];
    const events = calls.map((type) => ({ type, anonymousId: 'a', properties: free, context: { consent: { categoryPreferences } } }) satisfies WireEventInput);
    expect(events.map((event) => wireEventSchema.parse(event))).toEqual(events);
  });
});
