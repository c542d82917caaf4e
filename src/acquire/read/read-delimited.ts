import { textOf } from './encoding.ts';
import { DelimitedSplitter } from './split-delimited.ts';
import type { RawBlock } from './rows.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/** Rows of a delimited file, header included, in blocks. */
export async function* readDelimited(file: string, gzip: boolean, encoding: string, delimiter: string): AsyncIterable<RawBlock> {
  const splitter = new DelimitedSplitter(delimiter);
  for await (const text of textOf(file, gzip, encoding)) {
    const block = splitter.push(text);
    if (block.rows.length > 0 || block.problems.length > 0) yield block;
  }
  yield splitter.end();
}

/** Whether a delimiter cuts the first lines into several columns, equally many on most of them. */
export const isDelimited = (text: string, delimiter: string): boolean => evenness(text, delimiter) > 0;

/** The delimiter under which the first lines fall into the most columns, equally many on most lines. */
export function findDelimiter(text: string): string {
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(text, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best), { delimiter: ',' as string, score: 0 }).delimiter;
}

function evenness(text: string, delimiter: string): number {
  const rows = new DelimitedSplitter(delimiter).push(text).rows.slice(0, 60);
  if (rows.length === 0) return text.split('\n')[0]?.includes(delimiter) ? 0.5 : 0;
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  const [columns, times] = [...counts].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best));
  return columns === 1 ? 0 : (times / rows.length) ** 2 * Math.log2(columns + 1);
}
