/**
 * Writes src/store/facts/present-schema.sql: what the facts migrations leave behind, so that a new workspace need not take their steps.
 * Usage: node scripts/write-facts-schema.ts
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngines } from '../src/store/index.ts';
import { migrateStepByStep } from '../src/store/facts/migrate.ts';
import { presentSchemaFile, presentSchemaText } from '../src/store/facts/present-schema.ts';
import { factsMigrations } from '../src/store/facts/migrations.ts';

const folder = await mkdtemp(join(tmpdir(), 'hindcast-schema-'));
const engines = await openEngines({ dataDir: folder, log: () => undefined });
try {
  await engines.createFactsDatabase('of_migrations');
  const facts = engines.facts('of_migrations');
  await migrateStepByStep(facts);
  await writeFile(presentSchemaFile, await presentSchemaText(facts, factsMigrations.at(-1)?.number ?? 0));
} finally {
  await engines.close();
  await rm(folder, { recursive: true });
}
