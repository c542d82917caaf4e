import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { lookAt } from './look-at-screen.ts';
import { looks } from './outside-reader.ts';
import { flushAll, scriptText, standInCollector, strictSite, type StandIn } from './tracker-site.ts';

const pictures = fileURLToPath(new URL('../pictures/consent', import.meta.url));
if (!chromiumPath) process.stdout.write('browser tests of the consent dialog skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

test('the dialog weighs at most 10 kB, as it travels', () => expect(gzipSync(scriptText('consent'), { level: 9 }).length).toBeLessThanOrEqual(10_000));

const all = 'data-purposes="analytics personalisation contact sharing" data-policy="/privacy"';

describe.runIf(chromiumPath)('the consent dialog in Chromium, on a page under a strict policy', () => {
  let browser: Browser;
  let context: BrowserContext;
  let collector: StandIn;
  let site: Awaited<ReturnType<typeof strictSite>>;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
    collector = await standInCollector();
    site = await strictSite(collector.url);
  });
  beforeEach(async () => {
    collector.requests.length = 0;
    complaints = [];
    context = await browser.newContext({ locale: 'en-GB' });
  });
  afterEach(async () => {
    await context.close();
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  afterAll(async () => { await Promise.all([browser?.close(), collector?.close(), site?.close()]); });

  const openWith = async (attributes: string, more: { readonly policy?: string; readonly words?: string } = {}): Promise<Page> => {
    site.pages.set('home', {
      ...(more.policy && { policy: more.policy }),
      body: `<main><h1>Pumps for every head</h1><p>${'We make pumps that last. '.repeat(12)}</p><p><a href="#privacy" data-hindcast-consent>Your privacy choices</a></p></main>${more.words ?? ''}<script async src="${collector.url}/consent.js" ${attributes}></script>`,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (/policy|trusted/i.test(message.text())) complaints.push(message.text()); });
    await page.goto(`${site.url}/home`);
    return page;
  };
  const freshContext = async (options: BrowserContextOptions): Promise<void> => {
    await context.close();
    context = await browser.newContext({ locale: 'en-GB', ...options });
  };
  const dialogOf = (page: Page) => page.getByRole('dialog');
  const press = (page: Page, name: string): Promise<void> => dialogOf(page).getByRole('button', { name, exact: true }).click();
  const reopen = (page: Page): Promise<void> => page.getByRole('link', { name: 'Your privacy choices' }).click();
  const boxes = (page: Page): Promise<Array<[boolean, boolean]>> => dialogOf(page).locator('input').evaluateAll((inputs) => (inputs as unknown as Array<{ checked: boolean; disabled: boolean }>).map(({ checked, disabled }) => [checked, disabled]));
  const kept = (page: Page): Promise<{ categories: Record<string, boolean>; until: number } | null> => page.evaluate("JSON.parse(localStorage.getItem('hindcast-consent'))");
  const proofs = async (count: number) => {
    // What was not yet acknowledged when a page goes is sent once more; a collector keeps it once.
    const said = () => [...new Map(collector.events().filter(({ event }) => event?.startsWith('Consent ')).map((event) => [event.messageId, event])).values()];
    await expect.poll(async () => { await flushAll(context); return said().length; }, { timeout: 8_000, interval: 25 }).toBe(count);
    return said();
  };
  const motionOf = (page: Page): Promise<string> => dialogOf(page).evaluate((element) => (globalThis as unknown as { getComputedStyle: (element: unknown) => Record<string, string> }).getComputedStyle(element)['animationName'] ?? '');
  /** Long enough for a dialog that were to come. */
  const staysAway = async (page: Page): Promise<void> => {
    await page.waitForFunction('document.querySelector("script[src*=consent]") && performance.getEntriesByType("resource").some(({ name }) => name.includes("consent.js"))');
    await page.waitForTimeout(150);
    expect(await dialogOf(page).count()).toBe(0);
  };

  test.each(looks)('is readable, and no answer is more prominent than another: $name', async (look) => {
    await freshContext({ viewport: { width: look.width, height: look.width === 390 ? 844 : 900 }, colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    const page = await openWith(`${all} data-company="Borwood Pumps"`);
    await dialogOf(page).waitFor();
    expect(await dialogOf(page).innerText()).toContain('May Borwood Pumps remember your visit?');
    expect(await dialogOf(page).innerText()).toContain('We ask for your yes to: Analysis, Fitting content, Contact, Sharing.');
    await page.screenshot({ path: `${pictures}/first-${look.name}.png` });
    expect(await lookAt(page)).toMatchObject({ violations: [], sidewaysPx: 0 });
    const buttons = await dialogOf(page).getByRole('button').evaluateAll((elements) => (elements as unknown as Array<{ offsetWidth: number; offsetHeight: number }>).map(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight]));
    expect(buttons).toHaveLength(3);
    expect(buttons[0]).toEqual(buttons[1]);
    expect(buttons[0]?.[1]).toBeGreaterThanOrEqual(44);
    const looksOf = await dialogOf(page).getByRole('button').evaluateAll((elements) => elements.map((element) => {
      const { color, backgroundColor, fontWeight, fontSize, borderColor } = (globalThis as unknown as { getComputedStyle: (element: unknown) => Record<string, string> }).getComputedStyle(element);
      return [color, backgroundColor, fontWeight, fontSize, borderColor].join();
    }));
    expect(new Set(looksOf).size).toBe(1);
    expect(await motionOf(page)).toBe('none');
    await press(page, 'Choose');
    expect(await boxes(page)).toEqual([[true, true], [false, false], [false, false], [false, false], [false, false]]);
    await page.screenshot({ path: `${pictures}/choose-${look.name}.png` });
    expect(await lookAt(page)).toMatchObject({ violations: [], sidewaysPx: 0 });
  });

  test('keeps the keyboard inside, and Escape keeps what was', async () => {
    const page = await openWith(all);
    await dialogOf(page).waitFor();
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.id')).toBe('title');
    const passed: string[] = [];
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press('Tab');
      passed.push(await page.evaluate<string>('(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent.slice(0, 11).trim()'));
    }
    expect(passed.slice(0, 4)).toEqual(['Accept all', 'Decline all', 'Choose', 'Privacy sta']);
    expect(passed).not.toContain('Your privac');
    await page.keyboard.press('Escape');
    expect(await kept(page)).toBeNull();
    await page.reload();
    await staysAway(page);
    await page.getByRole('link', { name: 'Your privacy choices' }).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Your privacy choices');
    expect(collector.events().filter(({ type }) => type === 'track')).toEqual([]);
  });

  test('takes a no for a no: nobody is asked again, no id is kept, nothing more is sent', async () => {
    const page = await openWith(all);
    await press(page, 'Decline all');
    expect(await proofs(1)).toMatchObject([{
      event: 'Consent refused', context: { consent: { categoryPreferences: { necessary: true, analytics: false } } },
      properties: { purposes: { necessary: true, analytics: false, personalisation: false, contact: false, sharing: false }, wordingVersion: 'hindcast-1', shown: expect.stringMatching(/^[0-9a-f]{16}$/), language: 'en' },
    }]);
    expect(await page.evaluate('[Object.keys(localStorage), document.cookie]')).toEqual([['hindcast-consent'], '']);
    const sent = collector.events().length;
    await page.reload();
    await staysAway(page);
    await page.waitForTimeout(700);
    expect(collector.events()).toHaveLength(sent);
    await openWith(`${all} data-wording="newer-2"`).then(staysAway);
  });

  test('remembers a yes, shows it again, and takes it back as easily', async () => {
    const page = await openWith(`${all} data-months="3"`);
    await press(page, 'Accept all');
    const [given] = await proofs(1);
    expect(given).toMatchObject({ event: 'Consent given', anonymousId: await page.evaluate("localStorage.getItem('hindcast-id')") });
    const choice = await kept(page);
    expect(choice?.categories).toEqual({ necessary: true, analytics: true, personalisation: true, contact: true, sharing: true });
    expect(Math.round(((choice?.until ?? 0) - Date.now()) / 86_400_000)).toBe(91);
    await page.reload();
    await staysAway(page);
    await reopen(page);
    expect(await boxes(page)).toEqual([[true, true], [true, false], [true, false], [true, false], [true, false]]);
    await dialogOf(page).getByLabel('Sharing').uncheck();
    await press(page, 'Save my choice');
    expect((await proofs(2))[1]).toMatchObject({ event: 'Consent given', properties: { purposes: { analytics: true, sharing: false } } });
    await reopen(page);
    await press(page, 'Decline all');
    expect((await proofs(3))[2]).toMatchObject({ event: 'Consent withdrawn', anonymousId: given?.anonymousId });
    expect(await page.evaluate("localStorage.getItem('hindcast-id')")).toBeNull();
  });

  test('asks again when the answer is too old, and when a yes was to other words', async () => {
    const page = await openWith(all);
    await press(page, 'Accept all');
    await proofs(1);
    await page.close();
    const other = await openWith(`${all} data-wording="newer-2"`);
    await dialogOf(other).waitFor();
    await press(other, 'Accept all');
    expect((await proofs(2))[1]?.properties).toMatchObject({ wordingVersion: 'newer-2' });
    await other.evaluate("sessionStorage.clear(); const choice = JSON.parse(localStorage.getItem('hindcast-consent')); choice.until = Date.now() - 1; localStorage.setItem('hindcast-consent', JSON.stringify(choice));");
    await other.reload();
    await dialogOf(other).waitFor();
  });

  test('starts from the No that Global Privacy Control says, and says so', async () => {
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })');
    const page = await openWith(all);
    await dialogOf(page).waitFor();
    expect(await dialogOf(page).innerText()).toContain('a no to: Fitting content, Sharing');
    await page.screenshot({ path: `${pictures}/gpc.png` });
    await press(page, 'Choose');
    expect(await boxes(page)).toEqual([[true, true], [false, false], [false, true], [false, false], [false, true]]);
    await press(page, 'Accept all');
    expect((await proofs(1))[0]).toMatchObject({ context: { gpc: true }, properties: { purposes: { analytics: true, personalisation: false, contact: true, sharing: false } } });
  });

  test('speaks German, and in words of the page\'s own', async () => {
    const page = await openWith(`${all} data-language="de" data-company="Borwood"`);
    await dialogOf(page).waitFor();
    expect(await motionOf(page)).toBe('in');
    expect(await dialogOf(page).innerText()).toMatch(/Darf Borwood sich Ihren Besuch merken\?[^]*Alle annehmen[^]*Alle ablehnen/);
    await page.screenshot({ path: `${pictures}/german.png` });
    const own = await openWith('data-purposes="analytics" data-language="fr" data-words="mots" data-wording="fr-1"', { words: '<script type="application/json" id="mots">{"title":"Pouvons-nous nous souvenir de votre visite ?","decline":"Tout refuser","purposes":{"analytics":["Analyse","Nous reconnaissons votre prochaine visite."]}}</script>' });
    await press(own, 'Tout refuser');
    expect((await proofs(1))[0]?.properties).toMatchObject({ wordingVersion: 'fr-1', language: 'fr' });
  });

  test('an answer in one tab counts in the others', async () => {
    const one = await openWith(all);
    const two = await openWith(all);
    await press(one, 'Accept all');
    await proofs(1);
    await two.evaluate("hindcast.track('Elsewhere'); hindcast.flush()");
    await expect.poll(() => collector.events().find(({ event }) => event === 'Elsewhere')).toMatchObject({ anonymousId: await one.evaluate("localStorage.getItem('hindcast-id')"), context: { consent: { categoryPreferences: { analytics: true } } } });
  });

  test('works where storage is blocked, and where the tracker never comes', async () => {
    const page = await openWith(all, { policy: 'sandbox allow-scripts' });
    await press(page, 'Accept all');
    await proofs(1);
    await context.route('**/tracker.js', (route) => route.abort());
    const alone = await openWith(all);
    await press(alone, 'Decline all');
    expect((await kept(alone))?.categories).toMatchObject({ analytics: false });
    expect(await dialogOf(alone).count()).toBe(0);
  });
});
