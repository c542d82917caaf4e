import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '../../model/index.ts';

const fileSchema = z.object({
  /** Path inside the backup, with forward slashes. */
  file: z.string().regex(/^(?:state|facts)\/[a-z][a-z0-9_]*\/[a-z][a-z0-9_]*\.(?:copy|native)$/),
  table: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** Columns in the order of the file. */
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
});
export type BackupFile = z.infer<typeof fileSchema>;

const databaseSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  demo: z.boolean(),
  /** Numbered steps each engine's schema had behind it. */
  migrations: z.object({ state: z.array(z.string()), facts: z.array(z.number().int()) }),
  state: z.array(fileSchema),
  /** Next values of the database's counters. */
  counters: z.array(z.object({ name: z.string().regex(/^[a-z][a-z0-9_]*$/), lastValue: z.string().regex(/^-?\d+$/), used: z.boolean() })),
  facts: z.array(fileSchema),
  /** Highest batch of rows in the backup; later ones were under way. */
  upToBatch: z.string().regex(/^\d+$/),
});
export type BackedUpDatabase = z.infer<typeof databaseSchema>;

export const manifestSchema = z.object({
  format: z.literal('hindcast-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  engines: z.object({ postgres: z.string(), clickhouse: z.string() }),
  databases: z.array(databaseSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';

/** Reads and checks a backup as a whole. Throws `Failure('unreadable_file')` naming what is missing or damaged. */
export async function readBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const database of manifest.databases) {
    for (const file of [...database.state, ...database.facts]) await checkFile(folder, file);
  }
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')));
  } catch (error) {
    throw new Failure('unreadable_file', `${folder} is not a complete backup: its ${manifestName} is missing or cannot be read.`, 'Name the folder that "hindcast backup" wrote.', { cause: error });
  }
}

async function checkFile(folder: string, file: BackupFile): Promise<void> {
  const found = await digestOf(path.join(folder, file.file)).catch((error: unknown) => damaged(file.file, error));
  if (found !== file.sha256) damaged(file.file);
}

function damaged(file: string, cause?: unknown): never {
  throw new Failure('unreadable_file', `The backup's file ${file} is missing or damaged.`, 'Use another copy of the backup; nothing was changed.', { cause });
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}
