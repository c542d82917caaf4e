/** SDKs that companies already run, unchanged, pointed at the collector: every event is found once, with its person and account, and nothing goes elsewhere. */
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Analytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openBrowser } from '../browser/chromium.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const eventsOf = async (person: string) => (await collector.workspace.events.list({ person, last: 100 })).filter(({ fate }) => fate === 'accepted').map(({ type, name, person: whose, accounts }) => ({ type, name, person: whose, accounts }));

test('@segment/analytics-node', { timeout: 30_000 }, async () => {
  const analytics = new Analytics({ writeKey: collector.writeKey, host: collector.url, flushAt: 3 });
  analytics.identify({ userId: 'seg-user', anonymousId: 'seg-anonymous', traits: { email: 'ann@acme.example' } });
  analytics.group({ userId: 'seg-user', groupId: 'acme', traits: { name: 'Acme' } });
  analytics.track({ userId: 'seg-user', event: 'Quote opened', properties: { amount: 1200 } });
  analytics.page({ anonymousId: 'seg-anonymous', name: 'Prices' });
  analytics.screen({ userId: 'seg-user', name: 'Dashboard' });
  analytics.alias({ previousId: 'seg-old', userId: 'seg-user' });
  analytics.track({ userId: 'seg-user', event: 'In context', context: { groupId: 'globex' } });
  await analytics.closeAndFlush();
  const found = await eventsOf('user:seg-user');
  expect(found).toHaveLength(7);
  expect(found.every(({ person }) => person === 'user:seg-user')).toBe(true);
  expect(found).toContainEqual({ type: 'track', name: 'In context', person: 'user:seg-user', accounts: ['globex'] });
  expect(found.find(({ name }) => name === 'Prices')?.accounts).toEqual(['acme']);
});

test('@rudderstack/rudder-sdk-node', { timeout: 30_000 }, async () => {
  const analytics = new RudderAnalytics(collector.writeKey, { dataPlaneUrl: collector.url, flushAt: 2, gzip: true });
  analytics.identify({ userId: 'rud-user', anonymousId: 'rud-anonymous', traits: { plan: 'pro' } });
  analytics.group({ userId: 'rud-user', groupId: 'initech' });
  analytics.track({ userId: 'rud-user', event: 'Demo asked for' });
  analytics.page({ userId: 'rud-user', name: 'Docs' });
  await new Promise<void>((resolve) => { analytics.flush(() => resolve()); });
  await expect.poll(async () => (await eventsOf('user:rud-user')).length, { timeout: 10_000 }).toBe(4);
  expect((await eventsOf('anonymous:rud-anonymous')).every(({ person }) => person === 'user:rud-user')).toBe(true);
});

describe.skipIf(chromiumPath === undefined)('@segment/analytics-next in Chromium', () => {
  let page: Server;
  const script = path.join(path.dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')), 'dist', 'umd', 'index.js');
  beforeAll(async () => {
    const html = `<!doctype html><title>A page</title><script src="/sdk.js"></script><script>
      const { AnalyticsBrowser } = window.AnalyticsNext ?? window;
      window.tracker = AnalyticsBrowser.load({ writeKey: '${collector.writeKey}', cdnURL: '${collector.url}' });
    </script><p>Prices</p>`;
    page = createServer((request, response) => {
      if (request.url === '/sdk.js') response.setHeader('content-type', 'text/javascript').end(readFileSync(script));
      else response.setHeader('content-type', 'text/html').end(html);
    });
    await new Promise<void>((resolve) => { page.listen(0, '127.0.0.1', () => resolve()); });
  });
  afterAll(() => { page.close(); });

  test('from another site; no request leaves for any other host', { timeout: 60_000 }, async () => {
    const browser = await openBrowser({ width: 800, height: 600, scheme: 'light' });
    const { context } = browser;
    try {
      const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
      const tab = await context.newPage();
      // A browser without a head says so in its agent, and would count as a robot.
      await (await context.newCDPSession(tab)).send('Network.setUserAgentOverride', { userAgent: agent });
      const hosts = new Set<string>();
      tab.on('request', (request) => hosts.add(new URL(request.url()).host));
      const origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
      await tab.goto(`${origin}/prices`);
      await tab.evaluate(async () => {
        const { tracker } = globalThis as unknown as { tracker: Record<string, (...words: unknown[]) => Promise<unknown>> };
        await tracker['page']?.('Prices');
        await tracker['identify']?.('next-user', { email: 'kim@acme.example' });
        await tracker['group']?.('hooli', { name: 'Hooli' });
        await tracker['track']?.('Video watched', { seconds: 42 });
      });
      await expect.poll(async () => (await eventsOf('user:next-user')).length, { timeout: 20_000 }).toBe(4);
      expect((await eventsOf('user:next-user')).find(({ name }) => name === 'Prices')).toMatchObject({ type: 'page', person: 'user:next-user' });
      expect([...hosts].sort()).toEqual([new URL(collector.url).host, new URL(origin).host].sort());
    } finally {
      await browser.close();
    }
  });
});
