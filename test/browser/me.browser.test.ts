import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsentAnswer, Correction, PageLink } from '../../src/model/index.ts';
import { personFiles, tellsOfDeals } from '../person/person-files.ts';
import { askHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { chromiumPath } from './chromium.ts';
import { looks, outsideReader } from './outside-reader.ts';

const pictures = fileURLToPath(new URL('../pictures/real', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hindcast-me-page-'));
const options: CommandOptions = { dataFolder: folder, timeoutMs: 60_000 };
const main = ['--workspace', 'main'];
let server: RunningHindcast;

if (!chromiumPath) process.stdout.write('browser tests of /me skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

const command = <T>(...words: string[]): Promise<T> => askHindcast<T>([...words, ...main], options);
const newLink = async (id: string): Promise<string> => server.url + new URL((await command<PageLink>('person', 'token', id, '--days', '7')).url).pathname;

describe.runIf(chromiumPath)('a person\'s own page, without JavaScript', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await startHindcast({ ...options, demo: 'none' });
    await command('import', personFiles());
    await command('config', 'set', 'company', 'Borwood Pumps');
    await command('resolve', 'link', 'C-1', 'L-1');
    await command('person', 'show', 'C-1');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(looks)('is read, decided on, corrected and taken along: $name', { timeout: 120_000 }, async (look) => {
    await outsideReader(look, pictures, async (page, weight, lookHere) => {
      const url = await newLink('C-1');
      await page.goto(url);
      await page.waitForLoadState('networkidle');
      expect(weight()).toBeGreaterThan(10_000);
      expect(weight()).toBeLessThanOrEqual(60_000);
      const text = await page.locator('body').innerText();
      for (const piece of ['What Borwood Pumps holds about you', 'rosa@example.com', 'r.dahl@example.com', 'command line, profile', 'columns about purchases']) expect(text).toContain(piece);
      expect(tellsOfDeals(await page.content())).toEqual([]);
      await lookHere('me');

      await page.getByRole('button', { name: 'Yes, write to me' }).click();
      expect(await page.getByRole('status').innerText()).toContain('in force now');
      await lookHere('me-said');
      await page.getByRole('button', { name: 'No, do not write to me' }).click();

      await page.getByRole('link', { name: 'Correct: Job title' }).click();
      await lookHere('me-correct');
      await page.getByRole('button', { name: 'Ask for this correction' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Say what it should be');
      await page.getByLabel('It should be').fill(`Head of purchasing ${look.name}`);
      await page.getByRole('button', { name: 'Ask for this correction' }).click();
      expect(await page.getByRole('status').innerText()).toContain('will look at your correction');

      await page.getByRole('link', { name: 'Shut it all down' }).click();
      await lookHere('me-shut-down');
      await page.getByRole('button', { name: 'Shut it all down' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Nothing was removed');
      await page.getByRole('link', { name: 'Back' }).click();

      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Take my data along' }).click()]);
      const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { format: string; facts: ReadonlyArray<{ value: string }> };
      expect([file.format, file.facts.some(({ value }) => value === 'rosa@example.com')]).toEqual(['hindcast-person-1', true]);
    });
  });

  test('is shut down by the person', { timeout: 120_000 }, async () => {
    const look = looks.find(({ name }) => name === '390-light');
    if (!look) throw new Error('no such look');
    await outsideReader(look, pictures, async (page) => {
      const url = await newLink('C-2');
      await page.goto(`${url}/shut-down`);
      await page.getByLabel('Yes, remove everything about me').check();
      await page.getByRole('button', { name: 'Shut it all down' }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('It is done');
      await page.screenshot({ path: `${pictures}/me-gone-390-light.png` });
      expect((await page.goto(url))?.status()).toBe(404);
    });
    await expect(command('person', 'show', 'C-2')).rejects.toThrow('ended with 4');
  });

  test('what was chosen and asked for arrived', async () => {
    const { purposes, ledger } = await command<ConsentAnswer>('consent', 'show', 'C-1');
    expect(purposes.find(({ purpose }) => purpose === 'contact')).toMatchObject({ allowed: false, why: expect.stringContaining('withdrawn') });
    expect(ledger.filter(({ subject }) => subject.includes('C-1')).map(({ statement }) => statement)).toEqual(looks.flatMap(() => ['grant', 'withdraw']));
    const wishes = await command<Correction[]>('person', 'corrections');
    expect(wishes.map(({ to, state }) => [to, state]).sort()).toEqual(looks.map(({ name }) => [`Head of purchasing ${name}`, 'open']).sort());
  });
});
