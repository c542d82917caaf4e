import { expect } from 'vitest';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';
import { lookAt } from './look-at-screen.ts';
import { pictureOf } from './picture-of.ts';

export const looks = ([1440, 390] as const).flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ name: `${width}-${colorScheme}`, width, colorScheme })));

/** What a reader does with a page, what it weighed, and the same page as a checker sees it: in a window of its own, because checkers are scripts. */
type Reading = (page: Page, weight: () => number, look: (name: string) => Promise<void>) => Promise<void>;

/** A fresh reader: a browser with scripts switched off, without cookies, as people outside may have it. Pictures go to a folder. */
export async function outsideReader(look: (typeof looks)[number], pictures: string, work: Reading): Promise<void> {
  const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  try {
    const window = { viewport: { width: look.width, height: look.width === 390 ? 844 : 900 }, colorScheme: look.colorScheme, locale: 'en-GB' };
    const page = await browser.newPage({ ...window, javaScriptEnabled: false });
    const checker = await browser.newPage(window);
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
    await browser.close();
  }
}
