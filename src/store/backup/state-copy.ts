import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import copyStreams from 'pg-copy-streams';
import { writeDigested } from './digest-file.ts';
import type { BackedUpDatabase, BackupFile } from './manifest.ts';

type StateCopy = Pick<BackedUpDatabase, 'state' | 'counters'> & { migrations: string[] };

/** The way of waiting facts to the facts engine, and the keys of records that refuse to be kept once they are there. */
interface WaitingFacts {
  readonly drain: () => Promise<unknown>;
  readonly refused: () => Promise<ReadonlySet<string> | readonly string[]>;
}

/** What whoever refuses to be kept wrote, by the column that names the record. */
const recordIn: Readonly<Record<string, string>> = { corrections: 'record' };

async function leaveOut(client: PoolClient, keys: ReadonlySet<string> | readonly string[]): Promise<void> {
  await client.query('CREATE TEMPORARY TABLE left_out (key text) ON COMMIT DROP');
  await client.query('INSERT INTO left_out SELECT unnest($1::text[])', [[...keys]]);
}

/** Kept by the migrations themselves. */
const ownBookkeeping = 'migrations';
const mostTries = 20;

/**
 * Copies every table of one database in one repeatable-read snapshot. The snapshot is taken while the outbox is empty
 * and locked, so that no fact is both waiting in the copy and already in the facts engine.
 */
export async function copyState(pool: Pool, folder: string, database: string, outbox: WaitingFacts | null): Promise<StateCopy> {
  const client = await pool.connect();
  try {
    await beginQuiet(client, outbox?.drain ?? null);
    await leaveOut(client, outbox === null ? [] : await outbox.refused());
    const state: BackupFile[] = [];
    for (const table of await tablesOf(client)) state.push(await copyTable(client, folder, database, table));
    const copy = { state, counters: await countersOf(client), migrations: await migrationsOf(client) };
    await client.query('COMMIT');
    return copy;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function beginQuiet(client: PoolClient, drain: (() => Promise<unknown>) | null): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    if (!drain) return;
    await client.query('LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
    const { rows } = await client.query('SELECT 1 FROM outbox LIMIT 1');
    if (rows.length === 0) return;
    await client.query('ROLLBACK');
    await drain();
  }
  throw new Error('The outbox did not become empty, so no consistent backup could be made.');
}

async function tablesOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> $1 ORDER BY 1", [ownBookkeeping]);
  return rows.map((row) => row.name);
}

async function writableColumns(client: PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = ('public.' || quote_ident($1))::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
    [table],
  );
  return rows.map((row) => row.name);
}

async function copyTable(client: PoolClient, folder: string, database: string, table: string): Promise<BackupFile> {
  const columns = await writableColumns(client, table);
  const file = `state/${database}/${table}.copy`;
  const record = recordIn[table];
  const rows = record === undefined ? tableWith(table, columns) : `(SELECT ${columns.map(quotedName).join(', ')} FROM public.${quotedName(table)} WHERE ${quotedName(record)} NOT IN (SELECT key FROM left_out))`;
  const source = client.query(copyStreams.to(`COPY ${rows} TO STDOUT (FORMAT text, ENCODING 'UTF8')`));
  const written = await writeDigested(source, path.join(folder, file));
  return { file, table, columns, rows: source.rowCount, ...written };
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const tableWith = (table: string, columns: readonly string[]): string => `public.${quotedName(table)} (${columns.map(quotedName).join(', ')})`;

async function countersOf(client: PoolClient): Promise<StateCopy['counters']> {
  const { rows } = await client.query<{ name: string }>("SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1");
  const counters: StateCopy['counters'] = [];
  for (const { name } of rows) {
    const values = await client.query<{ last_value: string; is_called: boolean }>(`SELECT last_value::text, is_called FROM public.${quotedName(name)}`);
    counters.push({ name, lastValue: values.rows[0]?.last_value ?? '1', used: values.rows[0]?.is_called ?? false });
  }
  return counters;
}

async function migrationsOf(client: PoolClient): Promise<string[]> {
  return (await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name')).rows.map((row) => row.name);
}

/**
 * Replaces the content of every table of a migrated database by the copy, in one transaction. Returns the rows loaded.
 * Tables that later migrations added stay as the migrations made them.
 */
export async function loadState(pool: Pool, folder: string, copy: Pick<BackedUpDatabase, 'state' | 'counters'>): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    if (copy.state.length > 0) await client.query(`TRUNCATE ${copy.state.map(({ table }) => `public.${quotedName(table)}`).join(', ')}`);
    let rows = 0;
    for (const file of await parentsFirst(client, copy.state)) rows += await loadTable(client, folder, file);
    for (const { name, lastValue, used } of copy.counters) await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [`public.${quotedName(name)}`, lastValue, used]);
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function loadTable(client: PoolClient, folder: string, file: BackupFile): Promise<number> {
  const target = client.query(copyStreams.from(`COPY ${tableWith(file.table, file.columns)} FROM STDIN (FORMAT text, ENCODING 'UTF8')`));
  await pipeline(createReadStream(path.join(folder, file.file)), target);
  if (target.rowCount !== file.rows) throw new Error(`${file.file} holds ${file.rows} rows, but ${target.rowCount} were loaded`);
  return file.rows;
}

/** Orders tables so that a row's parents are there before it. */
async function parentsFirst(client: PoolClient, files: readonly BackupFile[]): Promise<BackupFile[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    "SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND c.oid <> p.oid",
  );
  const ordered: BackupFile[] = [];
  const waiting = new Map(files.map((file) => [file.table, file]));
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter((file) => !rows.some(({ child, parent }) => child === file.table && waiting.has(parent)));
    if (free.length === 0) throw new Error('Tables refer to each other in a circle');
    for (const file of free) waiting.delete(file.table);
    ordered.push(...free);
  }
  return ordered;
}
