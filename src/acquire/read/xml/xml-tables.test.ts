import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTables, openTable } from '../find-tables.ts';
import type { RawBlock } from '../rows.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'xml-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

interface Table { readonly sheet: string | null; readonly header: readonly string[]; readonly rows: ReadonlyArray<readonly [line: number, ...cells: string[]]> }

async function tablesOf(name: string, text: string): Promise<Table[]> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const tables: Table[] = [];
  for (const found of await findTables(file)) {
    const opened = await openTable(file, found.format);
    const rows: Array<readonly [number, ...string[]]> = [];
    for await (const block of opened?.blocks ?? []) rows.push(...block.rows.map(({ line, cells }) => [line, ...cells] as const));
    tables.push({ sheet: found.format.sheet, header: opened?.header.names ?? [], rows });
  }
  return tables;
}

test('attributes, inner elements and repeated ones are columns of a record; lines of an order belong to it', async () => {
  const [table, ...others] = await tablesOf('orders.xml', `<?xml version="1.0"?>
<x:orders xmlns:x="urn:x" xsi:schemaLocation="y" xmlns:xsi="z">
  <x:order id="1"><customer><name>Nordholm &amp; Co</name><city>Ulm</city></customer><line><sku>a</sku></line><line><sku>b</sku></line></x:order>
  <x:order id="2"><customer><name><![CDATA[<Quandel>]]></name></customer><line><sku>c</sku></line></x:order>
</x:orders>`);
  expect(others).toEqual([]);
  expect(table).toEqual({ sheet: '/orders/order', header: ['id', 'customer.name', 'customer.city', 'line.sku'], rows: [[3, '1', 'Nordholm & Co', 'Ulm', 'a; b'], [4, '2', '<Quandel>', '', 'c']] });
});

test('each list of records is a table', async () => {
  const tables = await tablesOf('all.xml', '<export><accounts><account><id>1</id><n>a</n></account><account><id>2</id><n>b</n></account></accounts><deals><deal id="1"/><deal id="2"/><deal id="3"/></deals><created>now</created></export>');
  expect(tables.map(({ sheet, rows }) => [sheet, rows.length])).toEqual([['/export/accounts/account', 2], ['/export/deals/deal', 3]]);
});

test('a table of fixed width by told widths reads columns that touch, and refuses lines that are longer', async () => {
  const file = path.join(folder, 'told.txt');
  await writeFile(file, 'IDNAME    \n01Nordholm\n02Quandel \n03Zalvendo and more\n');
  const [found] = await findTables(file, { delimiter: 'fixed:2,8' });
  expect(found?.format).toMatchObject({ container: 'fixed', delimiter: 'fixed:2,8' });
  const opened = await openTable(file, found?.format ?? { container: 'csv', gzip: false, encoding: 'utf-8', delimiter: null, sheet: null });
  const blocks: RawBlock[] = [];
  for await (const block of opened?.blocks ?? []) blocks.push(block);
  expect(opened?.header.names).toEqual(['ID', 'NAME']);
  expect(blocks.flatMap(({ rows }) => rows.map(({ cells }) => cells))).toEqual([['01', 'Nordholm'], ['02', 'Quandel']]);
  expect(blocks.flatMap(({ problems }) => problems)).toMatchObject([{ line: 4, reason: 'longer than its columns, which end at 10' }]);
});
