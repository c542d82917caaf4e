import path from 'node:path';
import { dayMs, type Company } from '../company.ts';
import { exportsAt } from './export-tables.ts';
import type { ExportTable } from './table.ts';
import { writeTables, type DemoProgress } from './write-demo.ts';

/** More rows than this would fill a disk for nothing. */
const mostRows = 3_000_000;

/**
 * Writes what the CRM held of every deal at the end of each of these days (ISO dates, UTC), a folder a day with `opportunities.csv`: the nightly copies that show
 * what was overwritten later. Gives the number of rows; throws a RangeError before writing anything where it could come to more than three million.
 */
export async function writeSnapshots(folder: string, company: Company, days: readonly string[], progress: DemoProgress = () => undefined): Promise<number> {
  if (company.deals * days.length > mostRows) throw new RangeError(`${days.length} nights of ${company.deals} deals are more than ${mostRows} rows: ask for fewer nights`);
  let rows = 0;
  for (const [at, day] of days.entries()) {
    progress(day, at, days.length);
    rows += await writeTables(path.join(folder, day), dealsOn(company, Date.parse(`${day}T00:00:00Z`) + dayMs - 1), () => undefined);
  }
  return rows;
}

const dealsOn = (company: Company, at: number): readonly ExportTable[] => exportsAt(company, at).filter((table) => table.file === 'opportunities.csv');
