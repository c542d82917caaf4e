import { preparedTables } from '../facts/prepared-tables.ts';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { gateOfTable, keptRows } from '../facts/gate.ts';
import { writeDigested } from './digest-file.ts';
import type { BackedUpDatabase, BackupFile } from './manifest.ts';

type FactsCopy = Pick<BackedUpDatabase, 'facts' | 'upToBatch'> & { migrations: number[] };

interface FactsTable { readonly name: string; readonly columns: string[]; readonly batched: boolean }

const columnRow = z.object({ table: z.string(), name: z.string(), default_kind: z.string() });

/** Rows that an import has not counted yet are read again from its file; bookkeeping is the migrations' own. */
const leftOut = (table: string): boolean => table === 'migrations' || table.endsWith('_incoming');

/** Copies every table up to the highest batch that is committed now. */
export async function copyFacts(client: ClickHouseClient, folder: string, database: string): Promise<FactsCopy> {
  const upToBatch = await highestBatch(client);
  const facts: BackupFile[] = [];
  for (const table of await tablesOf(client)) facts.push(await copyTable(client, folder, database, table, upToBatch));
  return { facts, upToBatch, migrations: await migrationsOf(client) };
}

async function rowsOf<T extends z.ZodType>(client: ClickHouseClient, query: string, row: T): Promise<z.output<T>[]> {
  const answer = await client.query({ query, format: 'JSONEachRow', clickhouse_settings: { output_format_json_quote_64bit_integers: 1, wait_end_of_query: 1 } });
  return (await answer.json<unknown>()).map((found) => row.parse(found));
}

async function highestBatch(client: ClickHouseClient): Promise<string> {
  const rows = await rowsOf(client, "SELECT toString(max(batch_id)) AS batch FROM batches WHERE fact = 'commit'", z.object({ batch: z.string() }));
  return rows[0]?.batch ?? '0';
}

async function migrationsOf(client: ClickHouseClient): Promise<number[]> {
  return (await rowsOf(client, 'SELECT toUInt32(number) AS number FROM migrations ORDER BY number', z.object({ number: z.number() }))).map((row) => row.number);
}

/** Tables with the columns that can be written; computed ones come back by themselves. */
async function tablesOf(client: ClickHouseClient): Promise<FactsTable[]> {
  const rows = await rowsOf(
    client,
    `SELECT table, name, default_kind FROM system.columns WHERE database = currentDatabase() AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND NOT startsWith(name, '${preparedTables}')) ORDER BY table, position`,
    columnRow,
  );
  const byTable = Map.groupBy(rows.filter((row) => !leftOut(row.table)), (row) => row.table);
  return [...byTable].map(([name, columns]) => ({
    name,
    columns: columns.filter((column) => column.default_kind !== 'MATERIALIZED' && column.default_kind !== 'ALIAS').map((column) => column.name),
    batched: columns.some((column) => column.name === 'batch_id'),
  }));
}

const quotedName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const listOf = (columns: readonly string[]): string => columns.map(quotedName).join(', ');

/** Counted first: rows that arrive meanwhile are in the file or not, but never counted without being in it. */
async function copyTable(client: ClickHouseClient, folder: string, database: string, table: FactsTable, upToBatch: string): Promise<BackupFile> {
  const file = `facts/${database}/${table.name}.native`;
  const conditions = [...(table.batched ? [`batch_id <= ${BigInt(upToBatch)}`] : []), gateOfTable(table.name, 'store')].filter((condition) => condition !== null);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const rows = await countOf(client, table.name, where);
  const answer = await client.exec({ query: `SELECT ${listOf(table.columns)} FROM ${keptRows(table.name) ?? quotedName(table.name)}${where} FORMAT Native` });
  const written = await writeDigested(answer.stream, path.join(folder, file));
  return { file, table: table.name, columns: table.columns, rows, ...written };
}

async function countOf(client: ClickHouseClient, table: string, where: string): Promise<number> {
  const rows = await rowsOf(client, `SELECT count() AS n FROM ${quotedName(table)}${where}`, z.object({ n: z.coerce.number() }));
  return rows[0]?.n ?? 0;
}

/** Loads the copies into a database that migrations have just made. Returns the rows loaded. */
export async function loadFacts(client: ClickHouseClient, folder: string, files: readonly BackupFile[]): Promise<number> {
  let rows = 0;
  for (const file of files) {
    await client.command({ query: `TRUNCATE TABLE ${quotedName(file.table)}` });
    if (file.bytes > 0) await loadTable(client, folder, file);
    const held = await countOf(client, file.table, '');
    if (held < file.rows) throw new Error(`${file.file} holds ${file.rows} rows, but ${held} were loaded`);
    rows += held;
  }
  return rows;
}

async function loadTable(client: ClickHouseClient, folder: string, file: BackupFile): Promise<void> {
  const answer = await client.exec({
    query: `INSERT INTO ${quotedName(file.table)} (${listOf(file.columns)}) FORMAT Native`,
    values: createReadStream(path.join(folder, file.file)),
    // Equal blocks are rows of their own here, not repetitions of one insert.
    clickhouse_settings: { insert_deduplication_token: randomUUID() },
  });
  answer.stream.resume();
  await finished(answer.stream);
}
