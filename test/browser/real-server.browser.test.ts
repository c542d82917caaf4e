import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askHindcast, repository, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { chromiumPath, openBrowser, type Look } from './chromium.ts';
import { inBothSchemes, lookAt, settle } from './look-at-screen.ts';
import { pictureOf } from './picture-of.ts';
import { prepareApp } from './prepare-app.ts';

/** Every screen that has an address of its own, by the name of its picture. */
const screens: ReadonlyArray<readonly [name: string, address: string]> = [
  ['overview', '/overview'], ['today', '/today'], ['deals', '/deals'], ['inquiries', '/inquiries'], ['accounts', '/accounts'], ['journey', '/journey'], ['forecast', '/forecast'], ['actions', '/actions'],
  ['buyers', '/buyers'], ['buyers-unseen', '/buyers/unseen'], ['buyers-claims', '/buyers/claims'], ['buyers-asked', '/buyers/asked'], ['people', '/people'], ['consent', '/data/consent'], ['sources', '/data'], ['import', '/data/import'], ['imports', '/data/imports'], ['columns', '/data/columns'], ['numbers', '/data/numbers'], ['proof', '/proof'], ['proof-experiments', '/proof/experiments'], ['proof-comparisons', '/proof/comparisons'], ['proof-truth', '/proof/truth'], ['settings', '/settings'], ['search', '/search'], ['you', '/you'],
];
/** Objects, reached from their lists. */
const objects: ReadonlyArray<readonly [name: string, list: string, link: string, part: string]> = [
  ['deal-delay', '/deals', 'main a[href^="/deals/"]', '&tab=delay'], ['deal', '/deals', 'main a[href^="/deals/"]', ''], ['account', '/accounts', 'main a[href^="/accounts/"]', ''], ['receipt', '/data/imports', 'main a[href^="/data/imports/"]', ''], ['person', '/people', 'main a[href^="/people/"]', ''],
];
const sizes = { 1440: 900, 390: 844 } as const;
type Width = keyof typeof sizes;
const lookOf = (width: Width): Look => ({ width, height: sizes[width], scheme: 'light' });
const widths = [1440, 390] as const;

const pictures = fileURLToPath(new URL('../pictures/real', import.meta.url));
const company = join(repository, 'examples', 'small-company');
const folder = mkdtempSync(join(tmpdir(), 'hindcast-screens-'));
/** People of the company, which its own example does not name. */
const contacts = join(mkdtempSync(join(tmpdir(), 'hindcast-contacts-')), 'contacts.csv');
writeFileSync(contacts, 'Contact ID,Full Name,Email,Job Title,Account ID,Created Date\nC-1,Rosa Dahl,rosa.dahl@example.com,Head of purchasing,ACC-001,2024-01-05\nC-2,Ivo Brandt,ivo.brandt@example.com,CFO,ACC-002,2024-02-01\n');
const files = [...readdirSync(company).filter((name) => name.endsWith('.csv')).map((name) => join(company, name)), contacts];
const options: CommandOptions = { dataFolder: folder, timeoutMs: 60_000 };
let server: RunningHindcast;

if (!chromiumPath) process.stdout.write('browser tests against the real server skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

interface Visit { readonly page: Page; readonly complaints: string[]; readonly leave: () => Promise<void> }

/** A signed-in browser. `complaints` gathers what the page writes as an error, and what it throws. */
async function visit(look: Look): Promise<Visit> {
  const { context, close } = await openBrowser(look);
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  const { url } = await askHindcast<{ url: string }>(['sign-in'], options);
  await page.goto(server.url + new URL(url).pathname);
  return { page, complaints, leave: close };
}

async function lookHere({ page, complaints }: Visit, name: string): Promise<void> {
  await settle(page);
  await pictureOf(page, `${pictures}/${name}.png`);
  expect(await lookAt(page), name).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
  expect(complaints.splice(0), name).toEqual([]);
}

describe.runIf(chromiumPath)('the app on the real server', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    prepareApp();
    server = await startHindcast({ ...options, demo: 'none' });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(dirname(contacts), { recursive: true, force: true });
  });

  // The phone takes its import back, so that the desk begins with an empty workspace too and leaves its rows for the pictures.
  test.each([390, 1440] as const)('own files at %i px: from an empty workspace to the first finding in three clicks', async (width) => {
    const here = await visit(lookOf(width));
    const { page } = here;
    await page.goto(`${server.url}/overview?w=main`);
    await lookHere(here, `empty-overview-${width}-light`);
    await page.getByRole('link', { name: 'Drop a deals export here' }).first().click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(files);
    await page.waitForSelector('.confirmations');
    expect(await page.locator('.confirmation').count()).toBeLessThanOrEqual(5);
    await lookHere(here, `import-plan-${width}-light`);
    await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).click();
    await page.waitForSelector('.first-finding');
    expect(await page.locator('.first-finding').innerText()).toMatch(/\d+ of \d+ .*open deals/);
    expect(await page.locator('.receipt-line').innerText()).toContain('Reconciled ✓');
    await lookHere(here, `first-finding-${width}-light`);
    if (width === 390) await takeBack(page);
    await here.leave();
  });

  describe.each(widths)('at %i px, light and dark', (width) => {
    let here: Visit;
    beforeAll(async () => { here = await visit(lookOf(width)); });
    afterAll(() => here.leave());

    test('every screen is accessible, whole and silent', { timeout: 120_000, retry: 1 }, async () => {
      for (const [name, address] of screens) {
        await here.page.goto(`${server.url}${address}?w=main`);
        await inBothSchemes(here.page, (scheme) => lookHere(here, `${name}-${width}-${scheme}`));
      }
    });

    test('every object opens from its list', { timeout: 120_000, retry: 1 }, async () => {
      for (const [name, list, link, part] of objects) {
        await here.page.goto(`${server.url}${list}?w=main`);
        await here.page.waitForSelector(link);
        await here.page.goto(server.url + ((await here.page.getAttribute(link, 'href')) ?? '') + part);
        await inBothSchemes(here.page, (scheme) => lookHere(here, `${name}-${width}-${scheme}`));
      }
    });
  });

  describe('at the desk', () => {
    let here: Visit;
    beforeAll(async () => { here = await visit(lookOf(1440)); });
    afterAll(() => here.leave());

    test('a number opens its drawer, and the drawer its rows and its SQL', async () => {
      const { page } = here;
      await page.goto(`${server.url}/overview?w=main&number=stale_deals`);
      await page.getByRole('link', { name: 'Open the rows' }).click();
      await page.waitForURL(/\/deals\?.*sign=older_than_any_win/);
      await page.goto(`${server.url}/overview?w=main&number=stale_deals`);
      await page.getByRole('link', { name: 'Open in SQL' }).click();
      await page.waitForURL(/\/data\/numbers/);
      await page.getByRole('button', { name: 'Run' }).click();
      await page.waitForSelector('[aria-label="Rows of the statement"] tbody tr');
      await lookHere(here, 'sql-1440-light');
    });

    test('an earlier date shows what was known on it, and says so', async () => {
      const { page } = here;
      const deals = async (address: string): Promise<string> => {
        await page.goto(`${server.url}${address}`);
        await page.waitForSelector('.table-total');
        return page.locator('.table-total').innerText();
      };
      const now = await deals('/deals?w=main');
      expect(await deals('/deals?w=main&on=2025-03-31')).not.toBe(now);
      await page.goto(`${server.url}/overview?w=main&on=2025-03-31`);
      await lookHere(here, 'earlier-1440-light');
      expect(await page.getByRole('button', { name: 'Date: Mon 31 Mar 2025' }).count()).toBe(1);
    });

    test('what a person said is in force at once, and whoever is forgotten is gone', async () => {
      const { page, complaints } = here;
      await page.goto(`${server.url}/people?w=main`);
      const first = page.locator('main a[href^="/people/"]').first();
      const name = await first.innerText();
      await first.click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      const address = page.url();
      await page.getByRole('switch', { name: 'Analyse: allowed' }).press('Space');
      await page.getByLabel('Word for word').fill('Please leave me out.');
      await page.getByRole('button', { name: 'Write it down' }).click();
      await page.getByText('Not shown: this person refuses it').waitFor();
      expect(await page.locator('main').innerText()).not.toContain(name);
      await lookHere(here, 'person-refuses-1440-light');
      await page.getByRole('button', { name: 'Make a link to their own page' }).click();
      expect(await page.getByLabel('Link for this person alone').inputValue()).toMatch(/\/me\/[\w-]{43}$/);
      await page.getByRole('button', { name: 'Forget this person' }).click();
      const typed = page.getByLabel(/^Type “/);
      await typed.fill(/“(.+)”/.exec((await page.locator('label:has-text("Type “")').innerText()))?.[1] ?? '');
      await page.getByRole('button', { name: 'Forget for good' }).click();
      await page.getByRole('heading', { name: 'Forgotten' }).waitFor();
      await lookHere(here, 'person-forgotten-1440-light');
      await page.goto(address);
      await page.getByRole('alert').waitFor();
      expect(await page.locator('main').innerText()).not.toContain(name);
      expect(complaints.splice(0).every((line) => line.includes('404'))).toBe(true);
    });
  });
});

async function takeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await page.getByRole('heading', { name: 'Undone' }).waitFor();
}
