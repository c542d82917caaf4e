import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Facts } from '../contract.ts';
import { withEngines } from '../engines/testing.ts';
import { migrateFacts, migrateStepByStep } from './migrate.ts';
import { factsMigrations } from './migrations.ts';
import { presentSchemaFile, presentSchemaText, readPresentSchema, schemaOf } from './present-schema.ts';

const engines = withEngines();
const newest = factsMigrations.at(-1)?.number ?? 0;

async function emptyDatabase(name: string): Promise<Facts> {
  await engines().createFactsDatabase(name);
  return engines().facts(name);
}

test('the committed schema is what the migrations leave behind; otherwise run: node scripts/write-facts-schema.ts', async () => {
  const facts = await emptyDatabase('by_steps');
  expect(await migrateStepByStep(facts)).toBe(factsMigrations.length);
  expect(await readFile(presentSchemaFile, 'utf8')).toBe(await presentSchemaText(facts, newest));
});

test('a new database gets it at once, is up to date, and is not migrated again', async () => {
  const facts = await emptyDatabase('at_once');
  expect(await migrateFacts(facts)).toBe(factsMigrations.length);
  expect(await migrateFacts(facts)).toBe(0);
  expect(await schemaOf(facts)).toEqual(await schemaOf(engines().facts('by_steps')));
});

test('a creation that was cut short, or met by the first steps of an older version, ends the same', async () => {
  const { tables } = await readPresentSchema();
  const cut = await emptyDatabase('cut_short');
  for (const statement of tables.slice(0, 30)) await cut.command(statement);
  const older = await emptyDatabase('older');
  for (const statement of factsMigrations[0]?.statements({ kind: 'single' }) ?? []) await older.command(statement);
  await Promise.all([cut, older].map((facts) => migrateFacts(facts)));
  for (const facts of [cut, older]) expect(await schemaOf(facts)).toEqual(await schemaOf(engines().facts('by_steps')));
});

test('two processes that create at the same time end the same', async () => {
  const facts = await emptyDatabase('by_two');
  await Promise.all([migrateFacts(facts), migrateFacts(facts)]);
  expect(await schemaOf(facts)).toEqual(await schemaOf(engines().facts('by_steps')));
});
