/** From a page of somebody else, by the tracker and the dialog that the server itself hands out, to the event that is found. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../browser/chromium.ts';
import { strictSite } from '../browser/tracker-site.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

// A browser without a head says so in its agent, and would count as a robot.
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

describe.runIf(chromiumPath)('the tracker and the real collector', () => {
  let collector: RunningCollector;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof strictSite>>;
  beforeAll(async () => {
    collector = await runCollector();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
    site = await strictSite(collector.url, collector.writeKey);
    site.pages.set('prices', { body: `<h1>Prices</h1><a href="#" data-hindcast-consent>Choices</a><script async src="${collector.url}/consent.js" data-purposes="analytics sharing"></script>` });
  }, 60_000);
  afterAll(async () => { await Promise.all([browser?.close(), site?.close(), collector?.close()]); });

  const hosts = new Set<string>();
  const visit = async (): Promise<Page> => {
    const page = await (await browser.newContext({ userAgent, locale: 'en-GB' })).newPage();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(`${site.url}/prices`);
    await page.getByRole('dialog').waitFor();
    return page;
  };
  const found = async (person: string) => (await collector.workspace.events.list({ person, last: 50 })).map(({ type, name, fate }) => `${fate} ${type}${name ? ` ${name}` : ''}`);
  const idOf = (page: Page): Promise<string> => page.evaluate("localStorage.getItem('hindcast-id')");
  const answer = (page: Page, name: string): Promise<void> => page.getByRole('dialog').getByRole('button', { name }).click();

  test('a yes, a person, and a no that holds', { timeout: 60_000 }, async () => {
    const page = await visit();
    await page.evaluate("hindcast.identify('u-7', { plan: 'pro' }); hindcast.group('acme')");
    await answer(page, 'Accept all');
    await expect.poll(() => found('user:u-7'), { timeout: 15_000 }).toHaveLength(4);
    expect((await found('user:u-7')).sort()).toEqual(['accepted group', 'accepted identify', 'accepted page', 'accepted track Consent given']);
    await page.evaluate("hindcast.track('Quote opened', { amount: 1200 }); hindcast.flush()");
    await expect.poll(async () => (await collector.workspace.events.list({ person: 'user:u-7' })).filter(({ name }) => name === 'Quote opened'), { timeout: 10_000 }).toMatchObject([{ person: 'user:u-7', accounts: ['acme'], fate: 'accepted' }]);
    const old = await idOf(page);
    const given = await collector.workspace.people.consent('user:u-7');
    expect(given.ledger.map(({ statement, purpose, wording }) => [statement, purpose, wording?.startsWith('words hindcast-1 (en), shown as ')])).toContainEqual(['grant', 'share', true]);

    await page.getByRole('link', { name: 'Choices' }).click();
    await answer(page, 'Decline all');
    const allowed = async () => (await collector.workspace.people.consent('user:u-7')).purposes.filter((one) => one.allowed).map(({ purpose }) => purpose);
    await expect.poll(allowed, { timeout: 15_000 }).toEqual(['store']);
    // The no is in the ledger a moment before it is in force for reads; what counts is that it is once the browser has its answer, which this page does not wait for.
    await expect.poll(() => found('user:u-7'), { timeout: 15_000 }).toEqual([]);
    expect(await idOf(page)).toBeNull();

    // The browser has deleted that id; a yes under another one takes the no back all the same.
    await page.getByRole('link', { name: 'Choices' }).click();
    await answer(page, 'Accept all');
    await page.evaluate("hindcast.identify('u-7'); hindcast.track('Back again'); hindcast.flush()");
    await expect.poll(() => found('user:u-7'), { timeout: 15_000 }).toContain('accepted track Back again');
    expect(await idOf(page)).not.toBe(old);
    expect([...hosts].sort()).toEqual([collector.url, site.url].sort());
  });

  test('a no from the start is proved, and ends the sending', { timeout: 60_000 }, async () => {
    const page = await visit();
    const sent: Array<{ event?: string; anonymousId: string }> = [];
    page.on('request', (request) => { if (request.url().endsWith('/v1/batch')) sent.push(...(JSON.parse(request.postData() ?? '{}') as { batch: typeof sent }).batch); });
    await answer(page, 'Decline all');
    await page.evaluate("hindcast.track('Not for anybody'); hindcast.flush()");
    const proof = () => sent.find(({ event }) => event === 'Consent refused');
    await expect.poll(proof, { timeout: 10_000 }).toBeDefined();
    const ledger = async () => (await collector.workspace.people.consent(`anonymous:${proof()?.anonymousId}`)).ledger.map(({ statement, purpose, source, wording }) => [statement, purpose, source, wording?.slice(0, 22)]);
    await expect.poll(ledger, { timeout: 10_000 }).toHaveLength(3);
    expect(await ledger()).toContainEqual(['object', 'analyse', 'dialog on shop', 'words hindcast-1 (en),']);
    expect(sent.map(({ event }) => event)).not.toContain('Not for anybody');
  });
});
