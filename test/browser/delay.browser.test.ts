import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DealAnswer, DelayAnswer } from '../../src/model/index.ts';
import { askHindcast, repository, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { chromiumPath, openBrowser } from './chromium.ts';
import { lookAt, settle } from './look-at-screen.ts';
import { pictureOf } from './picture-of.ts';
import { prepareApp } from './prepare-app.ts';

const pictures = fileURLToPath(new URL('../pictures/real', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hindcast-delay-screen-'));
const options: CommandOptions = { dataFolder: folder, timeoutMs: 60_000 };
const main = ['--workspace', 'main'];
let server: RunningHindcast;
let deal: string;

if (!chromiumPath) process.stdout.write('browser tests of the cost of delay skipped: no Chromium on this machine (Debian: apt-get install chromium)\n');

/** Writes the input that the form proposes. */
async function writeDown(page: Page, proposed: string, values: readonly [string, string, string]): Promise<void> {
  expect(await page.locator('main form select').first().inputValue()).toBe(proposed);
  for (const [index, label] of ['At least', 'Likely', 'At most'].entries()) await page.getByLabel(label).fill(values[index] ?? '');
  await page.getByRole('button', { name: 'Write it down' }).click();
}

describe.runIf(chromiumPath)('what waiting costs the buyer, in the app', () => {
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    prepareApp();
    server = await startHindcast({ ...options, demo: 'none' });
    await askHindcast(['import', join(repository, 'examples', 'small-company'), ...main], options);
    deal = (await askHindcast<DealAnswer[]>(['deals', ...main], options))[0]?.id ?? '';
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('two questions, two answers written down on a phone, a figure; fear recorded, and nothing urges', { timeout: 120_000 }, async () => {
    const { context, close } = await openBrowser({ width: 390, height: 844, scheme: 'light' });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      const look = async (name: string): Promise<void> => {
        await settle(page);
        await pictureOf(page, `${pictures}/${name}-390-light.png`);
        expect(await lookAt(page), name).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
      };
      await page.goto(server.url + new URL((await askHindcast<{ url: string }>(['sign-in'], options)).url).pathname);
      await page.goto(`${server.url}/deals/${deal}?w=main`);
      await page.getByText('Ask the buyer two things').waitFor();
      await page.getByRole('link', { name: 'Inputs and questions' }).click();
      await writeDown(page, 'losses_per_month', ['3000', '4000', '6000,50']);
      await page.getByText('Not counted').or(page.getByText('Losses: €4,000')).first().waitFor();
      await writeDown(page, 'share_removed', ['50', '60', '70']);
      await page.getByText('Each day of waiting costs the buyer').first().waitFor();
      await look('delay-known');
      const answer = await askHindcast<DelayAnswer>(['delay', 'show', deal, ...main], options);
      expect(answer.inputs.map(({ input, low, likely, high }) => [input, low, likely, high])).toEqual([['losses_per_month', 3000, 4000, 6000.5], ['share_removed', 0.5, 0.6, 0.7]]);

      await page.goto(`${server.url}/deals/${deal}?w=main`);
      await page.getByRole('button', { name: 'Fear or indecision' }).click();
      await page.getByText('Do not press').waitFor();
      expect(await page.getByText('Each day of waiting costs the buyer').isVisible()).toBe(false);
      await look('delay-undecided');

      await page.goto(`${server.url}/deals/${deal}?w=main&tab=delay`);
      await page.getByRole('button', { name: 'Take back: Losses' }).click();
      await page.getByText('Losses: €4,000').waitFor({ state: 'detached' });
      expect((await askHindcast<DelayAnswer>(['delay', 'show', deal, ...main], options)).cost).toBeNull();
    } finally {
      await close();
    }
  });
});
