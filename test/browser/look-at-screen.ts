import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const measureSource = readFileSync(new URL('./measure-page.js', import.meta.url), 'utf8');

export interface Seen {
  /** axe-core rules that are broken, with the first element of each. */
  readonly violations: readonly string[];
  /** Pixels by which the page is wider than the window. */
  readonly sidewaysPx: number;
  /** Elements whose text is cut off without a way to scroll to it. */
  readonly clipped: readonly string[];
  /** Touch targets too small to hit (links within a sentence excepted). */
  readonly smallTargets: readonly string[];
}

interface AxeAnswer { readonly violations: ReadonlyArray<{ id: string; nodes: ReadonlyArray<{ html: string; failureSummary?: string }> }> }

const patienceMs = 20_000;
const settled = `document.querySelector('h1') !== null
  && document.querySelector('[aria-busy="true"], .skeleton-room') === null
  && document.fonts.status === 'loaded'
  && [...document.querySelectorAll('.chart-room')].every((room) => room.querySelector('svg path') !== null)`;

/** Waits for the screen to settle: nothing loading, fonts ready, every chart drawn. Asked from outside, because the page's policy forbids evaluating text inside it. */
export async function settle(page: Page): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!(await page.evaluate(settled))) {
    if (performance.now() > until) throw new Error(`the screen at ${page.url()} did not settle in ${patienceMs} ms`);
    await page.waitForTimeout(50);
  }
}

/**
 * Shows a screen in the light scheme, then in the dark one, settled each time. The page itself is not loaded again: the app
 * follows the scheme of the system, as it does when evening comes. Afterwards it stands in the light scheme.
 */
export async function inBothSchemes(page: Page, look: (scheme: 'light' | 'dark') => Promise<void>): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await settle(page);
    await look(scheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Looks at a screen as a person and a checker would. The driver evaluates these scripts, so the page's own policy stays strict. */
export async function lookAt(page: Page): Promise<Seen> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
  // Every rule is run; only the elements that pass are not listed, which takes as long as finding those that fail.
  const axe: AxeAnswer = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  const violations = axe.violations.map((rule) => `${rule.id} (${rule.nodes.length}): ${rule.nodes[0]?.html.slice(0, 160)} ${rule.nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`);
  const measured: Omit<Seen, 'violations'> = await page.evaluate(measureSource);
  return { violations, ...measured };
}
