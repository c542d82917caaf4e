import { Worker } from 'node:worker_threads';
import { unreadable } from '../bytes.ts';
import { longestCell, shown, type RawBlock, type RawRow } from '../rows.ts';
import type { ThreadAnswer } from './parquet-thread.ts';

const memoryMb = 1_024;
const longestBlockMs = 60_000;
const todo = 'Write it again (uncompressed, Snappy, Gzip, Zstandard, Brotli or LZ4), or export it as CSV.';

export const isParquet = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PAR1';

/** Rows of a Parquet file after one with its names, read in a thread whose memory and time are bounded. */
export async function* readParquet(file: string): AsyncIterable<RawBlock> {
  const thread = new Worker(new URL('parquet-thread.ts', import.meta.url), { workerData: file, resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 }, env: {}, execArgv: [] });
  // Between two questions nobody else hears it.
  thread.on('error', () => undefined);
  try {
    for (;;) {
      const said = await asked(thread);
      if ('broken' in said) throw unreadable(file, `the Parquet file is damaged, or of a kind that is not read (${shown(said.broken)})`, todo);
      if ('end' in said) return;
      yield blockOf(said.rows);
    }
  } finally {
    await thread.terminate();
  }
}

/** The next block, or why there is none. A thread answers one question at a time. */
function asked(thread: Worker): Promise<ThreadAnswer> {
  const over = new AbortController();
  return new Promise<ThreadAnswer>((resolve) => {
    const late = setTimeout(() => resolve({ broken: 'reading it takes too long' }), longestBlockMs);
    over.signal.addEventListener('abort', () => clearTimeout(late));
    const broke = (error: NodeJS.ErrnoException): void => resolve({ broken: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'reading it takes too much memory' : error.message });
    const ended = (): void => resolve({ broken: 'its reader ended' });
    thread.once('message', resolve);
    thread.once('error', broke);
    thread.once('exit', ended);
    over.signal.addEventListener('abort', () => thread.off('message', resolve).off('error', broke).off('exit', ended));
    thread.postMessage('more');
  }).finally(() => over.abort());
}

function blockOf(rows: RawRow[]): RawBlock {
  const isLong = ({ cells }: RawRow): boolean => cells.some((cell) => cell.length > longestCell);
  if (!rows.some(isLong)) return { rows, problems: [] };
  const problems = rows.filter(isLong).map(({ line, cells }) => ({ line, reason: 'a cell is longer than 1,000,000 characters', value: shown(cells.find((cell) => cell.length > longestCell) ?? '') }));
  return { rows: rows.filter((row) => !isLong(row)), problems };
}
