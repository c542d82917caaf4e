import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { givenRows } from '../../src/resolve/link/index.ts';
import { valuesOf } from './contact-files.ts';

/** A file of raw rows, and the number of its first. */
export interface FileToRead {
  readonly file: string;
  readonly from: number;
  readonly form: 'binary' | 'csv';
}

parentPort?.on('message', ({ file, from, form }: FileToRead) => {
  const values = valuesOf(readFileSync(file, 'utf8'));
  const rows = form === 'binary' ? givenRows(values, from) : csvOf(values, from);
  parentPort?.postMessage(rows, [rows.buffer as ArrayBuffer]);
});

/** Comma-separated, every value quoted. */
const csvOf = (values: Iterable<readonly string[]>, from: number): Buffer => Buffer.from(Array.from(values, (row, at) => `${from + at},0,${row.map((value) => `"${value.replaceAll('"', '')}"`).join(',')}\n`).join(''));
