import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../product/command.ts';
import { allPages } from './pages.ts';

const link = /\[[^\]]*\]\(([^)\s]+)\)/g;
const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');

function localLinks(page: string): string[] {
  const text = withoutCode(readFileSync(join(repository, page), 'utf8'));
  return [...text.matchAll(link)].map((match) => match[1] ?? '').filter((target) => !/^(https?:|mailto:|#)/.test(target));
}

test.each(allPages())('every link of %s leads to a file', (page) => {
  const broken = localLinks(page).filter((target) => !existsSync(join(repository, dirname(page), decodeURI(target.split('#')[0] ?? ''))));
  expect(broken).toEqual([]);
});
