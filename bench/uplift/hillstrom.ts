import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EffectData } from '../../src/learn/index.ts';

const file = path.resolve(import.meta.dirname, '../../../shared/data/hillstrom-email/hillstrom.csv.gz');

export const isHillstromHere = (): boolean => existsSync(file);

/** Customers with the women's mail and those without any: visits within two weeks, by what was known before. */
export function womensMail(): EffectData & { readonly actions: number[] } {
  const rows = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1)
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)).filter((row) => row[8] !== 'Mens E-Mail');
  const number = (at: number): number[] => rows.map((row) => Number(row[at]));
  const is = (at: number, value: string): number[] => rows.map((row) => Number(row[at] === value));
  return {
    columns: [number(0), number(2).map((spent) => Math.log1p(spent)), number(3), number(4), number(6), is(5, 'Rural'), is(5, 'Urban'), is(7, 'Web'), is(7, 'Phone')],
    actions: is(8, 'Womens E-Mail'), outcomes: number(9),
  };
}
