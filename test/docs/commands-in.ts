import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../product/command.ts';

/** Shell commands of one page that are marked to be run, in their order. */
export interface PageCommands {
  readonly page: string;
  readonly blocks: readonly string[];
}

const marked = /<!-- run -->\s*\n```sh\n([\s\S]*?)```/g;

/** Blocks fenced as `sh` that follow a `<!-- run -->` mark. */
export function commandsIn(page: string): PageCommands {
  const text = readFileSync(join(repository, page), 'utf8');
  return { page, blocks: [...text.matchAll(marked)].map((match) => match[1] ?? '') };
}

/** One script of all blocks of a page; it stops at the first command that fails, and says which block it was in. */
export const scriptOf = (commands: PageCommands): string =>
  ['set -eu', ...commands.blocks.map((block, index) => `echo "== block ${index + 1}" >&2\n${block}`)].join('\n');
