/** Runs in a thread of its own, with memory of its own: a file that is made to break its reader breaks this and nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RawRow } from '../rows.ts';
import { parquetRows } from './parquet-rows.ts';

/** What comes back for each question for more. */
export type ThreadAnswer = { readonly rows: RawRow[] } | { readonly end: true } | { readonly broken: string };

const blocks = parquetRows(String(workerData))[Symbol.asyncIterator]();

async function answer(): Promise<ThreadAnswer> {
  try {
    const next = await blocks.next();
    return next.done ? { end: true } : { rows: next.value };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', () => { void answer().then((said) => parentPort?.postMessage(said)); });
