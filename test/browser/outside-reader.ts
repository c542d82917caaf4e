import { afterAll, expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { lookAt } from './look-at-screen.ts';
import { pictureOf } from './picture-of.ts';

export const looks = ([1440, 390] as const).flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ name: `${width}-${colorScheme}`, width, colorScheme })));

/** What a reader does with a page, what it weighed, and the same page as a checker sees it: in a window of its own, because checkers are scripts. */
type Reading = (page: Page, weight: () => number, look: (name: string) => Promise<void>) => Promise<void>;

/** Starting one takes longer than reading a page, so a test file's readers share it; none of its windows knows of another. */
let browser: Promise<Browser> | undefined;
afterAll(async () => { await (await browser)?.close(); });

/** A fresh reader: a window with scripts switched off, without cookies, as people outside may have it. Pictures go to a folder. */
export async function outsideReader(look: (typeof looks)[number], pictures: string, work: Reading): Promise<void> {
  const open = await (browser ??= launchBrowser());
  const readers: Page[] = [];
  try {
    const window = { viewport: { width: look.width, height: look.width === 390 ? 844 : 900 }, colorScheme: look.colorScheme, locale: 'en-GB' };
    const page = await open.newPage({ ...window, javaScriptEnabled: false });
    const checker = await open.newPage(window);
    readers.push(page, checker);
    const lookHere = async (name: string): Promise<void> => {
      await checker.goto(page.url());
      await pictureOf(checker, `${pictures}/${name}-${look.name}.png`);
      expect(await lookAt(checker)).toEqual({ violations: [], sidewaysPx: 0, clipped: [], smallTargets: [] });
    };
    let bytes = 0;
    page.on('response', (response) => { void response.body().then((body) => { bytes += body.length; }, () => undefined); });
    await work(page, () => bytes, lookHere);
    expect(await page.context().cookies()).toEqual([]);
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}
