import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { simulate, type SimulateOptions } from '../company.ts';
import { writeTables } from '../files/write-demo.ts';
import { fourSystems, whoIsWho } from './four-systems.ts';

/** Writes a folder of files for each system and `who-is-who.json` beside them; gives the number of rows by system. A disk that refuses a file rejects. */
export async function writeFourSystems(folder: string, options: SimulateOptions): Promise<Array<{ source: string; rows: number }>> {
  const company = simulate(options);
  const written: Array<{ source: string; rows: number }> = [];
  for (const { source, tables } of fourSystems(company)) written.push({ source, rows: await writeTables(path.join(folder, source), tables, () => undefined) });
  await writeFile(path.join(folder, 'who-is-who.json'), `${JSON.stringify(whoIsWho(company), null, 1)}\n`);
  return written;
}
