import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Company } from './company.ts';
import { dealLife } from './world/deal-life.ts';
import type { ExportTable } from './files/table.ts';
import { companyOf, endsAt, exportOf } from './testing.ts';
import { writeDemo } from './files/write-demo.ts';

const bytesOf = (table: ExportTable): string => createHash('sha256').update(JSON.stringify([table.header, ...table.rows()])).digest('hex');

const printOf = (company: Company, order: (tables: readonly ExportTable[]) => readonly ExportTable[]): Record<string, string> => Object.fromEntries(order(exportOf(company)).map((table) => [table.file, bytesOf(table)]));

test('equal seeds give equal bytes, whatever the order in which tables are asked for', () => {
  const forwards = printOf(companyOf(7), (tables) => tables);
  expect(printOf(companyOf(7), (tables) => tables.toReversed())).toEqual(forwards);
});

test('tables read row by row in turns give the rows they give alone', () => {
  const [first, second] = [exportOf(companyOf(7)), exportOf(companyOf(7))];
  const alone = first.map((table) => [...table.rows()]);
  const taken = second.map((): Array<readonly string[]> => []);
  const running = second.map((table) => table.rows());
  for (let going = true; going; ) {
    going = false;
    for (const [at, rows] of running.entries()) {
      const next = rows.next();
      if (next.done === true) continue;
      taken[at]?.push(next.value);
      going = true;
    }
  }
  expect(taken).toEqual(alone);
});

test('a deal is the same whichever was asked for before it', () => {
  const company = companyOf(8);
  const late = dealLife(company, 90);
  for (let index = 0; index < 50; index += 1) dealLife(company, index);
  expect(dealLife(company, 90)).toEqual(late);
  expect(dealLife(companyOf(8), 90)).toEqual(late);
});

test('another seed gives other bytes in every table of people and deals', () => {
  const [one, other] = [printOf(companyOf(7), (tables) => tables), printOf(companyOf(9), (tables) => tables)];
  for (const file of Object.keys(one)) expect(other[file], file).not.toBe(one[file]);
});

test('the files on disk hold the rows of the tables, and two writes hold the same bytes', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'market-'));
  try {
    const seen: string[] = [];
    const options = { seed: 3, size: 'XS', endsAt } as const;
    const first = await writeDemo(path.join(folder, 'one'), options, (stage) => void seen.push(stage));
    await writeDemo(path.join(folder, 'two'), options, () => undefined);
    const tables = exportOf(companyOf(3));
    const files = await readdir(path.join(folder, 'one'));
    expect(files.toSorted()).toEqual(tables.map((table) => table.file).toSorted());
    expect(seen).toEqual(tables.map((table) => `inventing ${table.file}`));
    expect(first.rows).toBe(tables.reduce((sum, table) => sum + [...table.rows()].length, 0));
    for (const file of files) expect(await readFile(path.join(folder, 'two', file))).toEqual(await readFile(path.join(folder, 'one', file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a folder that cannot be written is an error, not a crash', async () => {
  await expect(writeDemo(path.join(import.meta.filename, 'inside a file'), { seed: 3, size: 'XS', endsAt }, () => undefined)).rejects.toThrow('ENOTDIR');
});
