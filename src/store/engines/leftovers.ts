import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { stopProcess } from './process-table.ts';

const recordSchema = z.array(z.object({ name: z.string(), pid: z.number().int().positive(), startedAt: z.string(), stopWith: z.enum(['SIGTERM', 'SIGQUIT', 'SIGINT']) }));
export type EngineRecord = z.infer<typeof recordSchema>[number];

const fileName = 'engines.json';

/** Engines launched on a folder, written down so that whoever opens it next can stop those that outlived their owner. */
export class LaunchedEngines {
  readonly #file: string;
  #records: EngineRecord[] = [];

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, fileName);
  }

  /** Stops what a dead owner left running. Call it with the folder's lock in hand. */
  async stopLeftovers(log: (line: string) => void): Promise<void> {
    for (const record of this.#read()) {
      log(`checking ${record.name} of an earlier run (process ${record.pid})`);
      await stopProcess(record, record.stopWith, 5_000);
    }
    this.#write([]);
  }

  add(record: EngineRecord): void {
    this.#write([...this.#records.filter((other) => other.name !== record.name), record]);
  }

  remove(name: string): void {
    this.#write(this.#records.filter((record) => record.name !== name));
  }

  #read(): EngineRecord[] {
    const text = readIfThere(this.#file);
    if (text === null) return [];
    const parsed = recordSchema.safeParse(jsonOrNull(text));
    return parsed.success ? parsed.data : [];
  }

  /** Written aside and renamed: a half-written list would hide a running engine. */
  #write(records: EngineRecord[]): void {
    this.#records = records;
    writeFileSync(`${this.#file}.new`, JSON.stringify(records), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
