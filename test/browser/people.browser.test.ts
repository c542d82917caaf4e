import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../src/model/index.ts';
import { startMockServer } from '../../web/testing/mock-server.ts';
import { chromiumPath, launchBrowser, openWindow, type Look } from './chromium.ts';
import { inBothSchemes, lookAt } from './look-at-screen.ts';
import { pictureOf } from './picture-of.ts';
import { prepareApp } from './prepare-app.ts';

const pictures = fileURLToPath(new URL('../pictures', import.meta.url));
const profile = '/people/contact%3Acrm%3AC-1?w=demo';
const looks: readonly Look[] = [{ width: 1440, height: 900, scheme: 'light' }, { width: 390, height: 844, scheme: 'light' }];
const me: User = { id: 'U-1', email: 'ada@example.com', name: 'Ada Okafor', role: 'admin', reach: 'all', lens: 'leader', ownerName: null, teamName: null };
let base = '';
let mock: Server | undefined;
let browser: Browser;

if (!chromiumPath) process.stdout.write('browser tests of people skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

describe.runIf(chromiumPath)('what can be done with a person', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    prepareApp();
    const started = await startMockServer();
    [base, mock] = [started.url, started.server];
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    mock?.closeAllConnections();
    mock?.close();
  });

  /** A page of somebody with these rights, closed afterwards. */
  async function withPage(look: Look, user: Partial<User>, work: (page: Page) => Promise<void>): Promise<void> {
    const window = await openWindow(browser, look);
    try {
      const page = await window.newPage();
      await page.route('**/api/me', (route) => route.fulfill({ json: { ...me, ...user } }));
      await work(page);
    } finally {
      await window.close();
    }
  }

  const seen = async (page: Page, name: string): Promise<void> => {
    await inBothSchemes(page, async (scheme) => {
      await pictureOf(page, `${pictures}/${name}-${scheme}.png`);
      expect(await lookAt(page), scheme).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
    });
  };
  /** What is sent to an address when something is done. */
  const sentBy = async (page: Page, tail: string, act: () => Promise<void>): Promise<unknown> => {
    const [request] = await Promise.all([page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith(tail)), act()]);
    return request.postDataJSON() as unknown;
  };

  test.each(looks)('a switch asks for the words first, and what was said is sent word for word: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByRole('switch', { name: 'Predict: allowed' }).press('Space');
    expect(await page.getByRole('switch', { name: 'Predict: allowed' }).isChecked()).toBe(true);
    await page.getByLabel('Word for word').fill('Leave me out of your forecasts.');
    await page.getByLabel('Heard from').fill('call of 3 May');
    await seen(page, `person-objects-${look.width}`);
    expect(await sentBy(page, '/consent', () => page.getByRole('button', { name: 'Write it down' }).click())).toEqual({ purpose: 'predict', statement: 'object', wording: 'Leave me out of your forecasts.', source: 'call of 3 May' });
    await page.getByText('Written down: predict, the person objects to it.').waitFor();
  }));

  test.each(looks)('a link to the own page is shown once: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByLabel('Works for').selectOption('7');
    expect(await sentBy(page, '/links', () => page.getByRole('button', { name: 'Make a link to their own page' }).click())).toEqual({ days: 7 });
    expect(await page.getByLabel('Link for this person alone').inputValue()).toMatch(/\/me\/[\w-]{43}$/);
    await seen(page, `person-link-${look.width}`);
    await page.reload();
    await page.getByRole('button', { name: 'Make a link to their own page' }).waitFor();
    expect(await page.content()).not.toContain('/me/');
  }));

  test('records are joined and taken apart by a word, and a correction is answered', { timeout: 60_000, retry: 1 }, () => withPage(looks[0] as Look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByLabel('The same person as').fill('L-77');
    expect(await sentBy(page, '/people/link', () => page.getByRole('button', { name: 'Link', exact: true }).click())).toEqual({ a: 'contact:crm:C-1', b: 'L-77', says: 'same' });
    expect(await sentBy(page, '/people/link', () => page.getByRole('button', { name: 'Not the same person: inquiry L-7 of web' }).click())).toEqual({ a: 'contact:crm:C-1', b: 'lead:web:L-7', says: 'different' });
    await page.getByLabel('What the person is told').fill('Thank you.');
    expect(await sentBy(page, '/corrections/X1', () => page.getByRole('button', { name: 'Approve: Job title' }).click())).toEqual({ says: 'approve', reason: 'Thank you.' });
  }));

  test.each(looks)('why two records are one is one click away, and taking it back two more: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByRole('button', { name: 'Why' }).nth(1).click();
    await page.getByText('the same surname, a short form of the given name').waitFor();
    await seen(page, `person-why-${look.width}`);
    await page.getByRole('button', { name: 'Undo' }).nth(1).click();
    await seen(page, `person-undo-${look.width}`);
    await sentBy(page, '/identity/changes/12/undo', () => page.getByRole('button', { name: 'Yes, take it back' }).click());
    await page.getByText('Taken back: these are the people they were before').waitFor();
    expect(await page.getByText('Taken back: these are the people they were before').isVisible()).toBe(true);
  }));

  test.each(looks)('why a visitor is the person is one click away, and taking it back two more: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByRole('button', { name: 'Why' }).first().click();
    await page.getByText('visitor u-77 and contact C-1 of crm: e-mail address rosa.dahl@borwood.example, given to shop on 2026-11-12.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByRole('button', { name: 'Yes, take it back' }).scrollIntoViewIfNeeded();
    await seen(page, `person-visitor-undo-${look.width}`);
    await sentBy(page, '/identity/changes/14/undo', () => page.getByRole('button', { name: 'Yes, take it back' }).click());
    await page.getByText('Taken back: the visitor is not this person').waitFor();
    expect(await page.getByText('Taken back: the visitor is not this person').isVisible()).toBe(true);
  }));

  test.each(looks)('another account is found by its name, and a parent is suggested, set or declined: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(`${base}/accounts/A-4?w=demo`);
    const group = page.locator('section', { has: page.getByRole('heading', { name: 'Parent and subsidiaries' }) });
    await group.getByRole('button', { name: 'Suggest one' }).click();
    await group.getByText('Both are on northfield.example').waitFor();
    await seen(page, `account-suggested-parent-${look.width}`);
    expect(await sentBy(page, '/companies/parent', () => group.getByRole('button', { name: /^Yes, below/ }).click())).toEqual({ child: 'account:crm:A-0', parent: 'account:crm:A-3' });
    expect(await sentBy(page, '/companies/parent', () => group.getByRole('button', { name: 'Below no company' }).click())).toEqual({ child: 'account:crm:A-0', parent: null });
    await group.getByRole('combobox', { name: 'It is below' }).fill('nor');
    await page.locator('[data-combobox-option]').first().click({ timeout: 10_000 });
    expect(await sentBy(page, '/companies/parent', () => group.getByRole('button', { name: 'Set parent' }).click())).toMatchObject({ parent: expect.stringMatching(/^A-\d+$/) });
    await expect.poll(() => group.getByRole('combobox', { name: 'It is below' }).inputValue()).toBe('');
    await group.getByRole('combobox', { name: 'It is below' }).fill('nor');
    await page.locator('[data-combobox-option]').first().waitFor({ timeout: 10_000 });
    await seen(page, `account-found-by-name-${look.width}`);
  }));

  test.each(looks)('a threshold is proposed, and who would change is one click away: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(`${base}/data/identity?w=demo`);
    expect(await sentBy(page, '/identity/threshold', () => page.getByRole('button', { name: 'Propose +4.6' }).click())).toEqual({ threshold: 4.61 });
    await page.getByText('Proposed: 31 merges and 4 splits').waitFor();
    await page.getByRole('button', { name: /^Who changes/ }).click();
    await page.getByText('31 merges and 4 splits, of 74 records; the 2 largest').waitFor();
    await seen(page, `identity-who-changes-${look.width}`);
  }));

  test.each(looks)('a limit is tried, shows who would come apart, and is set: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(`${base}/data/identity?w=demo`);
    await page.getByLabel('Kind', { exact: true }).selectOption('column:');
    await page.getByLabel('Column', { exact: true }).fill('Customer no');
    await page.getByLabel('At most').fill('1');
    const kept = [{ kind: 'column:Customer number in the warehouse', most: 1 }, { kind: 'contact:crm', most: 1 }, { kind: 'email', most: 5 }, { kind: 'phone', most: null }, { kind: 'column:Customer no', most: 1 }];
    expect(await sentBy(page, '/identity/limits', () => page.getByRole('button', { name: 'See who would change' }).click())).toEqual({ limits: kept, dryRun: true });
    await page.getByText('Would make 0 merges and 2 splits, of 7 records').waitFor();
    await seen(page, `identity-limits-${look.width}`);
    expect(await sentBy(page, '/identity/limits', () => page.getByRole('button', { name: 'Set these limits' }).click())).toEqual({ limits: kept });
    await page.getByText('In force. Whom it parted or joined is in the feed').waitFor();
  }));

  test.each(looks)('a rule on two values is tried and set, and one is taken back: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(`${base}/data/identity?w=demo`);
    await page.getByLabel('hold that they').selectOption('different');
    await page.getByLabel('Value', { exact: true }).first().fill('jo@dahl.example');
    await page.getByLabel('records with', { exact: true }).selectOption('phone');
    await page.getByLabel('Value', { exact: true }).last().fill('+49 40 5550101');
    const rules = [{ says: 'different', of: { kind: 'email', value: 'jo@dahl.example' }, other: { kind: 'phone', value: '+49 40 5550101' } }];
    expect(await sentBy(page, '/identity/rules', () => page.getByRole('button', { name: 'See whom it would change' }).click())).toEqual({ rules, dryRun: true });
    await page.getByRole('button', { name: 'Set this rule' }).waitFor();
    await seen(page, `identity-rules-${look.width}`);
    expect(await sentBy(page, '/identity/rules', () => page.getByRole('button', { name: 'Set this rule' }).click())).toEqual({ rules });
    expect(await sentBy(page, '/identity/rules/2/take-back', () => page.getByRole('button', { name: /^Take back: Evidence joins no two/ }).click())).toEqual({ dryRun: true });
    expect(await sentBy(page, '/identity/rules/2/take-back', () => page.getByRole('button', { name: 'Take rule 2 back' }).click())).toEqual({});
  }));

  test.each(looks)('a person is forgotten after the name was typed, and the answer says what went: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(base + profile);
    await page.getByRole('button', { name: 'Forget this person' }).click();
    const confirm = page.getByRole('button', { name: 'Forget for good' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Type “Rosa Dahl”').fill('Rosa');
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Type “Rosa Dahl”').fill('Rosa Dahl');
    await seen(page, `person-forget-${look.width}`);
    await sentBy(page, '/recall', () => confirm.click());
    await page.getByRole('heading', { name: 'Forgotten' }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Rosa');
    await seen(page, `person-forgotten-${look.width}`);
  }));

  test('search finds people, and the account and the deal lead to them', { timeout: 60_000, retry: 1 }, () => withPage(looks[0] as Look, {}, async (page) => {
    await page.goto(`${base}/search?w=demo`);
    await page.getByLabel('Search accounts, deals, people, places').fill('rosa');
    await page.getByRole('button', { name: /^Rosa Dahl/ }).click();
    await page.getByRole('heading', { name: 'Rosa Dahl' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/people/contact%3Acrm%3AC-1');
    for (const list of ['/deals', '/accounts']) {
      await page.goto(`${base}${list}?w=demo`);
      await page.waitForSelector(`main a[href^="${list}/"]`);
      await page.goto(base + ((await page.getAttribute(`main a[href^="${list}/"]`, 'href')) ?? ''));
      await page.getByRole('link', { name: 'Ines Vogt' }).waitFor();
      expect(await page.getByRole('link', { name: 'C-2' }).count()).toBe(0);
    }
  }));

  test.each(looks)('a rep is told why there is no profile, and none is asked for: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, { role: 'member', reach: 'own', ownerName: 'Kim' }, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => { if (/^\/api\/w\/[^/]+\/(people|consent)/.test(new URL(request.url()).pathname)) asked.push(request.url()); });
    for (const [name, address] of [['person', profile], ['people', '/people?w=demo'], ['consent', '/data/consent?w=demo']] as const) {
      await page.goto(base + address);
      await page.getByText('Not within your reach.').waitFor();
      await seen(page, `${name}-beyond-reach-${look.width}`);
    }
    expect(asked).toEqual([]);
  }));

  test('a viewer sees where everything stands and changes nothing', { timeout: 60_000, retry: 1 }, () => withPage(looks[0] as Look, { role: 'viewer' }, async (page) => {
    await page.goto(base + profile);
    await page.getByRole('heading', { name: 'Allowed for what' }).waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
    for (const name of [/^Make a link/, /^Link$/, /^Not the same/, /^Approve/, /^Take back/]) expect(await page.getByRole('button', { name }).count()).toBe(0);
  }));

  test.each(looks)('an account shows what is above and below it and why; a parent is set, said to be none, and taken back: $width px', { timeout: 60_000, retry: 1 }, (look) => withPage(look, {}, async (page) => {
    await page.goto(`${base}/accounts/A-0?w=demo`);
    const group = page.locator('section', { has: page.getByRole('heading', { name: 'Parent and subsidiaries' }) });
    await group.getByText('somebody said so').waitFor();
    await seen(page, `account-group-${look.width}`);
    await group.getByRole('combobox', { name: 'It is below' }).fill('account:crm:A-3');
    expect(await sentBy(page, '/companies/parent', () => group.getByRole('button', { name: 'Set parent' }).click())).toEqual({ child: 'account:crm:A-0', parent: 'account:crm:A-3' });
    expect(await sentBy(page, '/companies/parent', () => group.getByRole('button', { name: 'Below no company' }).click())).toEqual({ child: 'account:crm:A-0', parent: null });
    expect(await sentBy(page, '/companies/parent/take-back', () => group.getByRole('button', { name: 'Take back' }).click())).toEqual({ child: 'account:crm:A-0' });
  }));

  test('who may not say who is who sees the group and no form', { timeout: 60_000, retry: 1 }, () => withPage(looks[0] as Look, { role: 'viewer' }, async (page) => {
    await page.goto(`${base}/accounts/A-0?w=demo`);
    await page.getByText('somebody said so').waitFor();
    expect(await page.getByRole('button', { name: 'Set parent' }).count()).toBe(0);
  }));
});
