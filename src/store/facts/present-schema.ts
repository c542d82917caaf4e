import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Facts } from '../contract.ts';

/** The tables and views that the migrations up to a number leave behind, each in one statement. */
export interface PresentSchema {
  readonly through: number;
  readonly tables: readonly string[];
  readonly views: readonly string[];
}

export const presentSchemaFile = path.join(import.meta.dirname, 'present-schema.sql');
const heading = (through: number): string => `-- Tables and views of a workspace as facts migrations 1 to ${through} leave them. Written by: node scripts/write-facts-schema.ts`;

/** What `present-schema.sql` says. Throws where the file is not one that `presentSchemaText` wrote. */
export async function readPresentSchema(): Promise<PresentSchema> {
  const [first = '', ...statements] = (await readFile(presentSchemaFile, 'utf8')).trimEnd().split('\n');
  const through = Number(/1 to (\d+) leave/.exec(first)?.[1]);
  if (first !== heading(through)) throw new Error(`${presentSchemaFile} does not begin as it should.`);
  const isView = (statement: string): boolean => statement.startsWith('CREATE VIEW ');
  return { through, tables: statements.filter((statement) => !isView(statement)), views: statements.filter(isView) };
}

/** The text of the file, from a database that the migrations up to `through` have made. */
export const presentSchemaText = async (facts: Facts, through: number): Promise<string> => `${[heading(through), ...await schemaOf(facts)].join('\n')}\n`;

const creations = {
  name: 'creations',
  text: "SELECT create_table_query AS creation, database FROM system.tables WHERE database = currentDatabase() AND name != 'migrations' ORDER BY name",
  parameters: z.object({}),
  row: z.object({ creation: z.string(), database: z.string() }),
} as const;

/** A statement for each table and view of the database, by name, naming no database. */
export async function schemaOf(facts: Facts): Promise<string[]> {
  return (await facts.query(creations, {})).map(({ creation, database }) => creation.replaceAll(`${database}.`, ''));
}

const tables = { name: 'tables', text: 'SELECT count() AS tables FROM system.tables WHERE database = currentDatabase()', parameters: z.object({}), row: z.object({ tables: z.coerce.number() }) } as const;

export const holdsTables = async (facts: Facts): Promise<boolean> => (await facts.query(tables, {})).some((row) => row.tables > 0);
