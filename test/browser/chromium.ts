import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath: string | undefined = candidates.find((path) => existsSync(path));
const quietArguments = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface Look { readonly width: number; readonly height: number; readonly scheme: 'light' | 'dark' }

const windowOf = (look: Look) => ({ viewport: { width: look.width, height: look.height }, colorScheme: look.scheme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' }) as const;

/** A browser with a fresh profile. Closing it removes the profile. */
export async function openBrowser(look: Look): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'hindcast-browser-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath ?? '', args: quietArguments, headless: true, ...windowOf(look) });
  return { context, close: async () => { await context.close(); rmSync(profile, { recursive: true, force: true }); } };
}

/** A browser for many windows, none of which knows of another. */
export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath ?? '', args: quietArguments, headless: true });
export const openWindow = (browser: Browser, look: Look): Promise<BrowserContext> => browser.newContext(windowOf(look));
