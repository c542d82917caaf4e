/** Small public tables with known answers, and how tests read them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CategoryColumn, NumberColumn } from './columns.ts';

/**
 * `iris`: Fisher 1936, Annals of Eugenics 7. `cars`: Ezekiel 1930, Methods of Correlation Analysis. `mtcars`: Henderson and Velleman 1981, Biometrics 37. As R 4.2.2's `datasets`
 * holds them.
 */
function table(name: string): Record<string, string[]> {
  const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, 'fixtures', `${name}.csv`), 'utf8').trim().split('\n');
  return Object.fromEntries(head.split(',').map((column, at) => [column, lines.map((line) => line.split(',')[at] as string)]));
}

export const [iris, cars, mtcars] = [table('iris'), table('cars'), table('mtcars')];

export const numbers = (from: Record<string, string[]>, name: string): Float64Array => Float64Array.from(from[name] as string[], Number);
export const numberColumn = (from: Record<string, string[]>, name: string): NumberColumn => ({ name, values: numbers(from, name) });
export const categoryColumn = (from: Record<string, string[]>, name: string): CategoryColumn => ({ name, categories: from[name] as string[] });

/** Ones, then the columns. */
export function withOnes(...columns: Float64Array[]): Float64Array {
  const n = columns[0]?.length ?? 0;
  return Float64Array.from({ length: n * (columns.length + 1) }, (_, at) => (at % (columns.length + 1) === 0 ? 1 : (columns[(at % (columns.length + 1)) - 1]?.[Math.floor(at / (columns.length + 1))] as number)));
}
