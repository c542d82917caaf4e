import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { HeadedTable } from '../../read/headed.ts';
import type { RawBlock, RawProblem, RawRow } from '../../read/rows.ts';
import { splitLines } from '../split-lines.ts';

/** Where the names of a spool's columns stand: they are complete only when its last record has come. */
export const namesFileOf = (spool: string): string => `${spool}.names`;

/** Records of a live source that were put down to be imported: exactly what was written, nothing guessed. */
export async function openSpool(spool: string): Promise<HeadedTable> {
  const names = JSON.parse(await readFile(namesFileOf(spool), 'utf8')) as string[];
  return { header: { names, warnings: [] }, blocks: blocksOf(spool) };
}

async function* blocksOf(spool: string): AsyncIterable<RawBlock> {
  for await (const block of splitLines(createReadStream(spool, { highWaterMark: 1_048_576 }))) {
    if ('tooLong' in block) throw new Error('A spool holds a line longer than was written');
    yield blockOf(block.lines);
  }
}

type Cells = [number, ...string[]];
const rowOf = ([line, ...cells]: Cells): RawRow => ({ line, cells });

function blockOf(lines: readonly string[]): RawBlock {
  const rows: RawRow[] = [];
  const removed: RawRow[] = [];
  const problems: RawProblem[] = [];
  for (const text of lines) {
    if (text === '') continue;
    const parsed = JSON.parse(text) as Cells | { readonly removed: Cells } | RawProblem;
    if (Array.isArray(parsed)) rows.push(rowOf(parsed));
    else if ('removed' in parsed) removed.push(rowOf(parsed.removed));
    else problems.push(parsed);
  }
  return { rows, problems, removed };
}
