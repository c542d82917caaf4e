import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { simulate, type SimulateOptions } from '../company.ts';
import { exportsAt } from './export-tables.ts';
import type { ExportTable } from './table.ts';

export type DemoProgress = (stage: string, done: number, total: number | null) => void;

/** Writes a company's export of its last day as CSV files; nothing is held but one block of lines. */
export async function writeDemo(folder: string, options: SimulateOptions, progress: DemoProgress): Promise<{ name: string; rows: number }> {
  const company = simulate(options);
  const rows = await writeTables(folder, exportsAt(company, company.endMs - 1), progress);
  return { name: company.name, rows };
}

/** Writes the tables as CSV files into a folder, which is made where it is missing; gives the number of their rows. */
export async function writeTables(folder: string, tables: readonly ExportTable[], progress: DemoProgress): Promise<number> {
  await mkdir(folder, { recursive: true });
  let rows = 0;
  for (const [index, table] of tables.entries()) {
    progress(`inventing ${table.file}`, index, tables.length);
    rows += await writeTable(folder, table);
  }
  return rows;
}

const blockLines = 4_000;

async function writeTable(folder: string, table: ExportTable): Promise<number> {
  const count = { rows: 0 };
  await pipeline(Readable.from(blocksOf(table, count)), createWriteStream(path.join(folder, table.file)));
  return count.rows;
}

function* blocksOf(table: ExportTable, count: { rows: number }): Generator<string> {
  let block = [lineOf(table.header)];
  for (const row of table.rows()) {
    count.rows += 1;
    block.push(lineOf(row));
    if (block.length < blockLines) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

const lineOf = (cells: readonly string[]): string => `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
