import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const tallestPx = 6_000;

/** A picture of the whole page. The window grows to the page first, so that bars fixed to its edges stand at the edges of the picture. */
export async function pictureOf(page: Page, path: string): Promise<void> {
  const window = page.viewportSize() ?? { width: 1440, height: 900 };
  const heightPx: number = await page.evaluate('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: window.width, height: Math.min(tallestPx, Math.max(window.height, heightPx)) });
  await capture(page, path, 'window');
  await page.setViewportSize(window);
}

/**
 * A picture of what the window shows, or of the whole page without growing the window. Asked of the browser itself, which then
 * packs the picture loosely: a third quicker, and the tests make hundreds.
 */
export async function capture(page: Page, path: string, what: 'window' | 'page'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize: { width, height } } = await session.send('Page.getLayoutMetrics');
  const part = what === 'page' ? { captureBeyondViewport: true, clip: { x: 0, y: 0, width, height, scale: 1 } } : {};
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, ...part });
  await writeFile(path, data, 'base64');
  await session.detach();
}
