import { z } from 'zod';
import type { Facts } from '../contract.ts';
import { factsMigrations } from './migrations.ts';
import { holdsTables, readPresentSchema } from './present-schema.ts';
import type { Topology } from './table-engine.ts';

const appliedMigrations = {
  name: 'applied_migrations',
  text: 'SELECT toUInt32(number) AS number FROM migrations ORDER BY number',
  parameters: z.object({}),
  row: z.object({ number: z.coerce.number() }),
} as const;

const single: Topology = { kind: 'single' };
const migrationsTable = 'CREATE TABLE IF NOT EXISTS migrations (number UInt32, name String) ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1';

/**
 * Brings a workspace's facts up to date. A new database gets the present schema at once, and only what came after it step by
 * step: the steps are three times as many statements. Returns how many migrations were applied.
 */
export async function migrateFacts(facts: Facts, topology: Topology = single): Promise<number> {
  const atOnce = topology.kind === 'single' ? await createAtOnce(facts) : 0;
  return atOnce + await migrateStepByStep(facts, topology);
}

/**
 * A migration is recorded after its last statement, so one that was interrupted is run again: every statement is made
 * repeatable (`IF NOT EXISTS`).
 */
export async function migrateStepByStep(facts: Facts, topology: Topology = single): Promise<number> {
  await facts.command(migrationsTable);
  const done = new Set((await facts.query(appliedMigrations, {})).map((row) => row.number));
  const due = factsMigrations.filter((migration) => !done.has(migration.number));
  for (const migration of due) {
    for (const statement of migration.statements(topology)) await facts.command(repeatable(statement));
    await facts.insert('migrations', [{ number: migration.number, name: migration.name }]);
  }
  return due.length;
}

/**
 * Only where there is no table yet. One that is there, left by an interruption or just made by another process, may be of an
 * earlier migration: then nothing is recorded, and the steps bring every table to where it belongs.
 */
async function createAtOnce(facts: Facts): Promise<number> {
  if (await holdsTables(facts)) return 0;
  const { through, tables, views } = await readPresentSchema();
  if (!(await createdAll(facts, tables) && await createdAll(facts, views))) return 0;
  const applied = factsMigrations.filter(({ number }) => number <= through);
  await facts.command(migrationsTable);
  await facts.insert('migrations', applied.map(({ number, name }) => ({ number, name })));
  return applied.length;
}

/** False where another process made one of them meanwhile. */
async function createdAll(facts: Facts, statements: readonly string[]): Promise<boolean> {
  const failed = (await Promise.allSettled(statements.map((statement) => facts.command(statement)))).filter((one) => one.status === 'rejected');
  for (const { reason } of failed) if (!isThereAlready(reason)) throw reason;
  return failed.length === 0;
}

/** The engine's number for a table that exists. */
const isThereAlready = (error: unknown): boolean => error instanceof Error && (error.cause as { code?: string } | undefined)?.code === '57';

const repeatable = (statement: string): string => statement.replace(/^CREATE (TABLE|VIEW) /, 'CREATE $1 IF NOT EXISTS ');
