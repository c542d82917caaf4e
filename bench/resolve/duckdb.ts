import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Dialect, LinkEngine } from '../../src/resolve/link/index.ts';

const types = { number: 'UINTEGER', hash: 'UBIGINT', share: 'FLOAT', text: 'VARCHAR' } as const;

/** DuckDB's functions, to hold the facts engine against. */
export const duckdb: Dialect = {
  name: 'DuckDB',
  edits: (a, b) => `levenshtein(${a}, ${b})`,
  slips: (a, b) => `damerau_levenshtein(${a}, ${b})`,
  size: (text) => `length(${text})`,
  startsWith: (text, start) => `starts_with(${text}, ${start})`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  slice: (text, from, count) => `substring(${text}, ${from}, ${count})`,
  ending: (text, count) => `right(${text}, ${count})`,
  replaceAll: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}', 'g')`,
  singled: (text) => `coalesce(array_to_string(list_transform(list_filter(list_zip(string_split(${text}, ''), list_prepend('', string_split(${text}, ''))), lambda pair: pair[1] IS NOT NULL AND pair[1] != pair[2]), lambda pair: pair[1]), ''), '')`,
  whole: (text) => `coalesce(try_cast(${text} AS BIGINT), 0)`,
  quotient: (a, b) => `(${a} // ${b})`,
  hash: (...values) => `hash(${values.join(', ')})`,
  list: (...values) => `[${values.join(', ')}]`,
  words: (text) => `list_transform(list_distinct(list_filter(string_split(${text}, ' '), lambda word: word != '')), lambda word: hash(word))`,
  listSize: (list) => `len(${list})`,
  common: (a, b) => `len(list_intersect(${a}, ${b}))`,
  product: (wordsA, weightsA, wordsB, weightsB) => `coalesce(list_sum(list_transform(list_zip(${wordsA}, ${weightsA}), lambda pair: pair[2] * coalesce(${weightsB}[list_position(${wordsB}, pair[1])], 0))), 0)`,
  dot: (a, b) => `list_dot_product(${a}, ${b})`,
  times: (a, b) => `list_transform(list_zip(${a}, ${b}), lambda pair: pair[1] * pair[2])`,
  powerOfTwo: (exponent) => `pow(2, ${exponent})`,
  each: (list) => `unnest(${list})`,
  gather: (value) => `list(${value})`,
  bit: (at) => `(CAST(1 AS UINTEGER) << CAST(${at} AS INTEGER))`,
  bitsTogether: (values) => `bit_or(${values})`,
  as: (value, type) => `CAST(${value} AS ${types[type]})`,
  createTable: (name, _order, select) => `CREATE TABLE ${name} AS ${select}`,
  createSmall: (name, select) => `CREATE TABLE ${name} AS ${select}`,
  resumeMerges: () => null,
  numbers: (count) => `(SELECT range AS i FROM range(${count}))`,
  pairsWithin: (keys, cap, isAcross) => `
WITH fit AS (SELECT DISTINCT key, n, side FROM ${keys} SEMI JOIN (SELECT key FROM ${keys} GROUP BY key HAVING count(*) BETWEEN 2 AND ${cap}) USING (key))
SELECT x.n AS a, y.n AS b, bit_or(${duckdb.bit('x.key % 32')}) AS rules
FROM fit AS x JOIN fit AS y ON x.key = y.key AND x.n < y.n${isAcross ? ' AND x.side != y.side' : ''}
GROUP BY x.n, y.n`,
  limits: () => '',
};

/** A DuckDB in memory on `threads` threads. */
export async function openDuckDb(threads = 2): Promise<LinkEngine & { close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  return {
    command: async (text) => { await connection.run(text); },
    async *stream(text) {
      const result = await connection.stream(text);
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getRows() as unknown[][];
    },
    fewRows: async (text) => (await connection.runAndReadAll(text)).getRows() as unknown[][],
    insert: async (table, rows) => {
      const appender = await connection.createAppender(table);
      for (const row of rows) {
        for (const value of Object.values(row)) {
          if (typeof value === 'number') appender.appendUInteger(value);
          else appender.appendVarchar(String(value));
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    close: () => { connection.closeSync(); instance.closeSync(); },
  };
}

/** Rows as comma-separated text, through a file, which DuckDB reads on all threads. */
export async function copyIntoDuckDb(duck: LinkEngine, table: string, rows: Buffer, folder: string): Promise<void> {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, rows);
  await duck.command(`COPY ${table} FROM '${file}' (FORMAT csv, HEADER false, allow_quoted_nulls false)`);
}
