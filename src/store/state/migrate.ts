import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';

const folder = path.join(import.meta.dirname, 'migrations');

/**
 * Applies the numbered SQL files of `migrations/<which>/` that a database has not seen, in one transaction.
 * An advisory lock keeps two processes from doing so at once. Returns how many were applied.
 */
export async function migrateState(pool: Pool, which: 'system' | 'workspace'): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock(4700)');
    await client.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)');
    const seen = new Set((await client.query<{ name: string }>('SELECT name FROM migrations')).rows.map((row) => row.name));
    const due = (await readdir(path.join(folder, which))).filter((name) => name.endsWith('.sql') && !seen.has(name)).sort();
    await client.query('BEGIN');
    for (const name of due) {
      await client.query(await readFile(path.join(folder, which, name), 'utf8'));
      await client.query('INSERT INTO migrations VALUES ($1)', [name]);
    }
    await client.query('COMMIT');
    return due.length;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    await client.query('SELECT pg_advisory_unlock(4700)');
    client.release();
  }
}
