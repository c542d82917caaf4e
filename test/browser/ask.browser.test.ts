import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskLink, BuyersAnswer } from '../../src/model/index.ts';
import { askHindcast, repository, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { chromiumPath, openBrowser } from './chromium.ts';
import { lookAt, settle } from './look-at-screen.ts';
import { looks, outsideReader } from './outside-reader.ts';
import { pictureOf } from './picture-of.ts';
import { prepareApp } from './prepare-app.ts';

const pictures = fileURLToPath(new URL('../pictures/real', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hindcast-ask-page-'));
const options: CommandOptions = { dataFolder: folder, timeoutMs: 60_000 };
const main = ['--workspace', 'main'];
let server: RunningHindcast;

if (!chromiumPath) process.stdout.write('browser tests of /ask skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

const newLink = async (): Promise<string> => server.url + new URL((await askHindcast<AskLink>(['ask', 'create', 'DEAL-001', ...main], options)).link.url).pathname;

describe.runIf(chromiumPath)('the question to a buyer, without JavaScript', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await startHindcast({ ...options, demo: 'none' });
    await askHindcast(['import', join(repository, 'examples', 'small-company'), ...main], options);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(looks)('is read, answered and taken back: $name', { timeout: 90_000 }, async (look) => {
    await outsideReader(look, pictures, async (page, weight, lookHere) => {
      await page.goto(await newLink());
      await page.waitForLoadState('networkidle');
      expect(weight()).toBeGreaterThan(3_000);
      expect(weight()).toBeLessThanOrEqual(60_000);
      await lookHere('ask');

      await page.getByRole('button', { name: 'Send my answer' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('choose one');
      await page.getByLabel('A consultant or adviser').check();
      await page.getByLabel('No, it was not').check();
      await page.getByLabel('In your own words').fill('She had seen it work elsewhere.');
      await page.getByRole('button', { name: 'Send my answer' }).click();
      expect(await page.getByRole('status').innerText()).toContain('your answer is kept');
      expect(await page.getByLabel('A consultant or adviser').isChecked()).toBe(true);
      await lookHere('ask-kept');

      await page.getByRole('button', { name: 'I would rather not say' }).click();
      expect(await page.getByRole('status').innerText()).toContain('rather not say');
      expect(await page.getByLabel('A consultant or adviser').isChecked()).toBe(false);
    });
  });

  test.each(looks)('a link that does not work says what to do: $name', { timeout: 60_000 }, async (look) => {
    await outsideReader(look, pictures, async (page, _weight, lookHere) => {
      expect((await page.goto(`${server.url}/ask/${'A'.repeat(43)}`))?.status()).toBe(404);
      await lookHere('ask-gone');
    });
  });

  test('a link is made on the deal, seen there, and sent by a person', { timeout: 90_000 }, async () => {
    prepareApp();
    const { context, close } = await openBrowser({ width: 390, height: 844, scheme: 'light' });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(server.url + new URL((await askHindcast<{ url: string }>(['sign-in'], options)).url).pathname);
      await page.goto(`${server.url}/deals/DEAL-002?w=main`);
      await page.getByRole('button', { name: 'Make a link' }).click();
      const link = await page.getByLabel('Link for one person').inputValue();
      expect(link).toMatch(/\/ask\/[\w-]{43}$/);
      expect(await page.getByText('This link works on this computer only').count()).toBe(1);
      await settle(page);
      await pictureOf(page, `${pictures}/ask-made-390-light.png`);
      expect(await lookAt(page)).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
      await page.goto(`${server.url}/buyers/asked?w=main`);
      await page.getByRole('button', { name: 'Take back' }).first().click();
      await page.getByText('taken back').first().waitFor();
      expect((await fetch(server.url + new URL(link).pathname)).status).toBe(404);
    } finally {
      await close();
    }
  });

  test('all of it arrived', async () => {
    expect(await askHindcast<BuyersAnswer>(['ask', 'results', ...main], options)).toMatchObject({ asked: 4, answered: 0, declined: 4 });
  });
});
