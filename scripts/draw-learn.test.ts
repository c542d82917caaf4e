import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { learnDocs, pathOf, pictures } from './draw-learn.ts';
import { drawn } from './pictures/frame.ts';

/** Last digits of a logarithm may differ between machines. */
const rounded = (svg: string): string => svg.replaceAll(/-?\d+\.\d+/g, (number) => Number(number).toFixed(1));

test('the committed pictures are what the library draws today; otherwise run: node scripts/draw-learn.ts', () => {
  for (const picture of pictures) expect(rounded(readFileSync(pathOf(picture), 'utf8')), picture.name).toBe(rounded(drawn(picture)));
}, 120_000);

test('every page of docs/learn shows its picture and says in words what it shows', () => {
  for (const page of readdirSync(learnDocs).filter((name) => name.endsWith('.md'))) {
    const [, alt, path] = /!\[([^\]]{30,})\]\((pictures\/[a-z-]+\.svg)\)/.exec(readFileSync(join(learnDocs, page), 'utf8')) ?? [];
    expect(path, page).toBe(`pictures/${page.replace('.md', '.svg')}`);
    expect(existsSync(join(learnDocs, path as string)), page).toBe(true);
    expect(alt, page).toBe(pictures.find(({ name }) => `${name}.md` === page)?.alt);
  }
});
