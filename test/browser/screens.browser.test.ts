import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openBrowser, type Look } from './chromium.ts';
import { inBothSchemes, lookAt } from './look-at-screen.ts';
import { capture } from './picture-of.ts';
import { firstLoadBytes, prepareApp } from './prepare-app.ts';

/** Screens by the name of their picture. Ids are those of the fixtures; against a real server, objects are reached from their lists. */
const screens: ReadonlyArray<readonly [name: string, address: string]> = [
  ['overview', '/overview?w=demo'], ['today', '/today?w=demo'], ['deals', '/deals?w=demo'], ['inquiries', '/inquiries?w=demo'], ['accounts', '/accounts?w=demo'], ['journey', '/journey?w=demo'],
  ['forecast', '/forecast?w=demo'], ['actions', '/actions?w=demo'], ['sources', '/data?w=demo'], ['import', '/data/import?w=main'], ['imports', '/data/imports?w=demo'], ['columns', '/data/columns?w=demo'],
  ['proof', '/proof?w=demo'], ['empty-proof', '/proof?w=main'], ['proof-experiments', '/proof/experiments?w=demo'], ['proof-comparisons', '/proof/comparisons?w=demo'], ['proof-claims', '/proof/comparisons?w=demo&tab=claims'], ['empty-proof-comparisons', '/proof/comparisons?w=main'], ['proof-truth', '/proof/truth?w=demo'], ['numbers', '/data/numbers?w=demo'], ['settings', '/settings?w=demo'], ['search', '/search?w=demo'], ['you', '/you?w=demo'], ['empty-overview', '/overview?w=main'], ['empty-deals', '/deals?w=main'],
  ['empty-forecast', '/forecast?w=main'], ['empty-journey', '/journey?w=main'], ['drawer', '/overview?w=demo&number=forecast'],
  ['buyers', '/buyers?w=demo'], ['buyers-unseen', '/buyers/unseen?w=demo'], ['buyers-claims', '/buyers/claims?w=demo'], ['buyers-asked', '/buyers/asked?w=demo'], ['empty-buyers', '/buyers?w=main'],
  ['people', '/people?w=demo'], ['empty-people', '/people?w=main'], ['person', '/people/contact%3Acrm%3AC-1?w=demo'], ['person-refused', '/people/lead%3Aweb%3AL-9?w=demo'], ['identity', '/data/identity?w=demo'], ['empty-identity', '/data/identity?w=main'], ['consent', '/data/consent?w=demo'], ['empty-consent', '/data/consent?w=main'],
  ['events', '/data/events?w=demo'], ['empty-events', '/data/events?w=main'], ['quarantine', '/data/quarantine?w=demo&code=unreadable_time'], ['empty-quarantine', '/data/quarantine?w=main'], ['empty-sources', '/data?w=main'], ['source', '/data/sources/crm?w=demo'], ['source-failing', '/data/sources/billing?w=demo'], ['listening', '/data/listening?w=demo'], ['empty-listening', '/data/listening?w=main'], ['keys', '/settings/keys?w=demo'], ['webhooks', '/settings/webhooks?w=demo'], ['empty-webhooks', '/settings/webhooks?w=main'], ['mail', '/settings/mail?w=demo'], ['source-unknown', '/data/sources/none?w=main'],
];
const objects: ReadonlyArray<readonly [name: string, list: string, link: string, part: string]> = [
  ['deal-delay', '/deals?w=demo', 'main a[href^="/deals/"]', '&tab=delay'], ['deal', '/deals?w=demo', 'main a[href^="/deals/"]', ''], ['account', '/accounts?w=demo', 'main a[href^="/accounts/"]', ''], ['receipt', '/data/imports?w=demo', 'main a[href^="/data/imports/"]', ''],
];
/** Loaded anew at each width, because a phone gets other elements than a desk; both schemes are looks at the same load. */
const looks: readonly Look[] = [{ width: 1440, height: 900, scheme: 'light' }, { width: 390, height: 844, scheme: 'light' }];

const pictures = fileURLToPath(new URL('../pictures', import.meta.url));
const given = process.env['HINDCAST_BROWSER_URL'];
let base = given ?? '';
let mock: Server | undefined;

if (!chromiumPath) process.stdout.write('browser tests skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

describe.runIf(chromiumPath)('every screen in four pictures', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    if (given) return;
    prepareApp();
    const { startMockServer } = await import('../../web/testing/mock-server.ts');
    const started = await startMockServer();
    [base, mock] = [started.url, started.server];
  });
  afterAll(() => { mock?.closeAllConnections(); mock?.close(); });

  test.runIf(!given)('the first screen loads at most 250 kB of script and 45 kB of style, compressed', () => {
    const { script, style } = firstLoadBytes();
    expect(script).toBeGreaterThan(50_000);
    expect(script).toBeLessThanOrEqual(250_000);
    expect(style).toBeLessThanOrEqual(45_000);
  });

  describe.each(looks)('at $width px', (look) => {
    let context: BrowserContext;
    let page: Page;
    let close: () => Promise<void>;
    const problems: string[] = [];
    beforeAll(async () => {
      ({ context, close } = await openBrowser(look));
      page = context.pages()[0] ?? (await context.newPage());
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
      const signIn = process.env['HINDCAST_BROWSER_SIGN_IN'];
      if (signIn) await page.goto(signIn);
    });
    afterAll(() => close());

    const lookHere = async (name: string): Promise<void> => {
      await inBothSchemes(page, async (scheme) => {
        expect(await page.getByRole('heading', { name: /^(No such place|This screen broke)/ }).count()).toBe(0);
        await capture(page, `${pictures}/${name}-${look.width}-${scheme}.png`, name.startsWith('drawer') ? 'window' : 'page');
        expect(await lookAt(page), scheme).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
        expect(problems.splice(0), scheme).toEqual([]);
      });
    };

    // A browser on a busy machine may miss one deadline; a fault misses both.
    test.each(screens)('%s', { retry: 1 }, async (name, address) => {
      await page.goto(base + address);
      await lookHere(name);
    });

    test.runIf(!given)('own files: receipt and first finding in two clicks, at most five confirmations', async () => {
      await page.goto(`${base}/data/import?w=main`);
      await page.setInputFiles('input[type="file"]', [{ name: 'opportunities.csv', mimeType: 'text/csv', buffer: Buffer.from('id,stage\n1,Won\n') }]);
      await page.waitForSelector('.confirmations');
      expect(await page.locator('.confirmation').count()).toBeLessThanOrEqual(5);
      await lookHere('import-plan');
      await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).click();
      await page.waitForSelector('.first-finding');
      expect(await page.locator('.first-finding').innerText()).toContain('1,291 of 1,589');
      expect(await page.locator('.receipt-line').innerText()).toContain('Reconciled');
    });

    test.runIf(!given)('a deal that fear holds: the card begins with what helps, and no figure is seen unless one asks for it', { retry: 1 }, async () => {
      await page.goto(`${base}/deals/D-1002?w=demo`);
      await page.getByText('Do not press').waitFor();
      const figure = page.getByText('Each day of waiting costs the buyer');
      expect([await figure.count(), await figure.isVisible()]).toEqual([1, false]);
      await lookHere('deal-undecided');
      await page.goto(`${base}/deals/D-1001?w=demo&tab=delay`);
      await page.getByText('Ask the buyer two things').waitFor();
      await lookHere('deal-delay-unknown');
    });

    test.runIf(!given)('an event source is made, and its key is shown with the lines to paste; an event in quarantine is sent repaired', { retry: 1 }, async () => {
      await page.goto(`${base}/data?w=demo`);
      await page.getByLabel('Name of a new source').fill('site');
      await page.getByRole('button', { name: 'Make a source' }).click();
      await page.getByLabel('Write key of site').waitFor();
      await page.getByRole('button', { name: 'Close shop' }).click();
      expect(await page.getByRole('button', { name: 'Close for good' }).isDisabled()).toBe(true);
      await lookHere('source-made');
      await page.goto(`${base}/data/quarantine?w=demo`);
      await page.getByText('What was sent').first().click();
      await page.getByLabel('Event (JSON)').first().fill('{"type":"identify","userId":"U-17"}');
      await page.getByRole('button', { name: 'Send repaired: A time cannot be read.' }).click();
      await page.getByText('1 event replayed: 1 kept.').waitFor();
      await lookHere('quarantine-repaired');
    });

    test.runIf(!given)('settings of a source are changed: what would be read again is said before it is', { retry: 1 }, async () => {
      await page.goto(`${base}/data/sources/billing?w=demo`);
      await page.getByRole('button', { name: 'Change settings' }).click();
      expect(await page.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
      await page.getByRole('textbox', { name: 'Host' }).fill('db2.internal');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Save, and read everything again' }).waitFor();
      problems.splice(0);
      await lookHere('source-change');
      await page.getByRole('button', { name: 'Save, and read everything again' }).click();
      await page.getByText('Saved. Everything is read again.').waitFor();
      await page.goto(`${base}/data/sources/crm?w=demo`);
      await page.getByRole('button', { name: 'Change settings' }).click();
      await page.getByLabel('Command that changes crm', { exact: true }).waitFor();
      await lookHere('source-change-machine');
    });

    test('keys: slash searches, g d goes to the deals, j walks the rows, question mark helps', { retry: 1 }, async () => {
      await page.goto(`${base}/overview?w=demo`);
      await page.waitForSelector('h1');
      await page.keyboard.press('/');
      await page.waitForSelector('.search-panel input');
      await lookHere('search-dialog');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.search-panel', { state: 'detached' });
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await page.waitForURL(/\/deals/);
      expect(new URL(page.url()).searchParams.get('w')).toBe('demo');
      if (look.width < 768) return;
      await page.waitForSelector('tr[data-row]');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(await page.evaluate(`[...document.querySelectorAll('tr[data-row]')].indexOf(document.activeElement)`)).toBe(1);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/deals\/.+/);
      await page.keyboard.press('?');
      await page.waitForSelector('.key-list');
    });

    test.each(objects)('%s', { retry: 1 }, async (name, list, link, part) => {
      await page.goto(base + list);
      await page.waitForSelector(link);
      await page.goto(base + ((await page.getAttribute(link, 'href')) ?? '') + part);
      await lookHere(name);
    });
  });
});
