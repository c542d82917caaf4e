import { z } from 'zod';
import type { Facts } from '../contract.ts';
import { factsMigrations } from './migrations.ts';
import type { Topology } from './table-engine.ts';

const appliedMigrations = {
  name: 'applied_migrations',
  text: 'SELECT toUInt32(number) AS number FROM migrations ORDER BY number',
  parameters: z.object({}),
  row: z.object({ number: z.coerce.number() }),
} as const;

/**
 * Brings a workspace's facts up to date. A migration is recorded after its last statement, so one that was
 * interrupted is run again: every statement is made repeatable (`IF NOT EXISTS`).
 * Returns how many were applied.
 */
export async function migrateFacts(facts: Facts, topology: Topology = { kind: 'single' }): Promise<number> {
  await facts.command('CREATE TABLE IF NOT EXISTS migrations (number UInt32, name String) ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1');
  const done = new Set((await facts.query(appliedMigrations, {})).map((row) => row.number));
  const due = factsMigrations.filter((migration) => !done.has(migration.number));
  for (const migration of due) {
    for (const statement of migration.statements(topology)) await facts.command(repeatable(statement));
    await facts.insert('migrations', [{ number: migration.number, name: migration.name }]);
  }
  return due.length;
}

const repeatable = (statement: string): string => statement.replace(/^CREATE (TABLE|VIEW) /, 'CREATE $1 IF NOT EXISTS ');
