import type { Page } from 'playwright-core';

const tallestPx = 6_000;

/** A picture of the whole page. The window grows to the page first, so that bars fixed to its edges stand at the edges of the picture. */
export async function pictureOf(page: Page, path: string): Promise<void> {
  const window = page.viewportSize() ?? { width: 1440, height: 900 };
  const heightPx: number = await page.evaluate('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: window.width, height: Math.min(tallestPx, Math.max(window.height, heightPx)) });
  await page.screenshot({ path });
  await page.setViewportSize(window);
}
