import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Seen {
  /** axe-core rules that are broken, with the first element of each. */
  readonly violations: readonly string[];
  /** Pixels by which the page is wider than the window. */
  readonly sidewaysPx: number;
  /** Elements whose text is cut off without a way to scroll to it. */
  readonly clipped: readonly string[];
  /** Touch targets under 24 px in either direction (links within a sentence excepted). */
  readonly smallTargets: readonly string[];
}

/** Waits for the screen to settle: no request under way, no skeleton, fonts ready. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('h1', { timeout: 20_000 });
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]') && document.fonts.status === 'loaded', undefined, { timeout: 20_000 });
  await page.waitForFunction(() => [...document.querySelectorAll('.chart-room[role="img"]')].every((room) => room.querySelector('svg path') !== null), undefined, { timeout: 20_000 });
}

/** Looks at a screen as a person and a checker would. The axe source is evaluated by the driver, so the page's own policy stays strict. */
export async function lookAt(page: Page): Promise<Seen> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary?: string }> }> }> } }).axe;
    const found = await axe.run(document);
    return found.violations.map((rule) => `${rule.id} (${rule.nodes.length}): ${rule.nodes[0]?.html.slice(0, 160)} ${rule.nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`);
  });
  const measured = await page.evaluate(() => {
    const visible = (element: Element): boolean => { const box = element.getBoundingClientRect(); return box.width > 1 && box.height > 1; };
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const cut = [...document.querySelectorAll('main *, .strip *')].filter((element) => {
      const style = getComputedStyle(element);
      return visible(element) && style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1 && element.closest('.table-scroll, svg, [class*="mantine-"]') === null && !element.classList.contains('hidden-label');
    });
    const inSentence = (element: Element): boolean => element.tagName === 'A' && element.parentElement?.textContent?.trim() !== element.textContent?.trim();
    const small = [...document.querySelectorAll('main a, main button, main select, main input, nav a')].filter((element) => {
      const box = element.getBoundingClientRect();
      return visible(element) && !inSentence(element) && element.closest('.journey-map, .range') === null && Math.min(box.width, box.height) < 19.5;
    });
    return { sidewaysPx: Math.max(0, document.documentElement.scrollWidth - window.innerWidth), clipped: cut.map(name), smallTargets: small.map(name) };
  });
  return { violations, ...measured };
}
