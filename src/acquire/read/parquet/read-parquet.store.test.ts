import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { query } from 'chdb';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure, type Kind, type MappedRow } from '../../../model/index.ts';
import { planFiles, readMapped } from '../../index.ts';
import { all } from '../../sources/testing.ts';
import type { RawRow } from '../rows.ts';
import { readParquet } from './read-parquet.ts';
import { parquetRows } from './parquet-rows.ts';
import { unpackPage } from './unpack-page.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A file as the facts engine writes it. */
function written(select: string, settings = ''): string {
  const file = path.join(folder, `${made += 1}.parquet`);
  query(`${select} INTO OUTFILE '${file}' FORMAT Parquet${settings && ` SETTINGS ${settings}`}`);
  return file;
}

async function cellsOf(file: string): Promise<Record<string, string>[]> {
  const [names, ...rows] = (await all(readParquet(file))).flatMap((block) => block.rows) as [RawRow, ...RawRow[]];
  return rows.map(({ cells }) => Object.fromEntries(names.cells.map((name, index) => [name, cells[index] ?? ''])));
}

const deals = (rows: number): string => `SELECT concat('D-', toString(number)) AS "Deal ID", concat('Größe ', toString(number)) AS "Deal Name", if(number % 3 = 0, 'Closed Won', 'Closed Lost') AS Stage,
  toDecimal64(100.5 + number, 2) AS Amount, toDate('2024-01-15') AS "Created Date", toDate('2024-03-20') AS "Close Date" FROM numbers(${rows})`;

describe('values', () => {
  test('every digit and every part of a second comes: decimals, whole numbers of 64 bits, times with units, ids, nothing at all', async () => {
    const [row] = await cellsOf(written(`SELECT toDecimal128('12345678901234567890.123', 3) AS wide, toDecimal32(-0.05, 2) AS small, toDecimal32(123.456, 3) AS clear, toUInt64('18446744073709551615') AS big, toInt64('-9223372036854775808') AS low,
      toDateTime64('2026-11-28 08:51:04.123', 3, 'UTC') AS ms, toDateTime64('2026-11-28 08:51:04.123456', 6, 'UTC') AS us, toDateTime64('2026-11-28 08:51:04.123456789', 9, 'UTC') AS ns, toDateTime64('1969-12-31 23:59:59.5', 3, 'UTC') AS before,
      toDate('2024-02-29') AS day, 0.1 AS tenth, true AS yes, CAST(NULL AS Nullable(String)) AS none, 'Größe 😀' AS text, toLowCardinality('worded') AS word, unhex('00FF10') AS bytes`, "output_format_parquet_string_as_string=0"));
    expect(row).toEqual({
      wide: '12345678901234567890.123', small: '-0.05', clear: '123.4560', big: '18446744073709551615', low: '-9223372036854775808',
      ms: '2026-11-28 08:51:04.123Z', us: '2026-11-28 08:51:04.123456Z', ns: '2026-11-28 08:51:04.123456789Z', before: '1969-12-31 23:59:59.500Z',
      day: '2024-02-29', tenth: '0.1', yes: 'true', none: '', text: 'Größe 😀', word: 'worded', bytes: '00ff10',
    });
  });

  test('groups become columns, lists and maps JSON with every digit', async () => {
    const rows = await cellsOf(written(`SELECT CAST(tuple('Lima', tuple(toInt64(number))) AS Tuple(city String, of Tuple(n Int64))) AS place, [toUInt64('18446744073709551615'), 1] AS list, if(number = 1, [], ['a', 'b "c"']) AS tags, map('k', number) AS pairs FROM numbers(2)`));
    expect(rows).toEqual([
      { 'place.city': 'Lima', 'place.of.n': '0', list: '[18446744073709551615,1]', tags: '["a","b \\"c\\""]', pairs: '{"k":0}' },
      { 'place.city': 'Lima', 'place.of.n': '1', list: '[18446744073709551615,1]', tags: '[]', pairs: '{"k":1}' },
    ]);
  });

  test.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'])('packed with %s, in several groups', async (codec) => {
    const rows = await cellsOf(written(deals(2_500), `output_format_parquet_compression_method='${codec}', output_format_parquet_row_group_size=1000`));
    expect(rows).toHaveLength(2_500);
    expect(rows[2_499]).toEqual({ 'Deal ID': 'D-2499', 'Deal Name': 'Größe 2499', Stage: 'Closed Won', Amount: '2599.50', 'Created Date': '2024-01-15', 'Close Date': '2024-03-20' });
    expect(new Set(rows.map((row) => row['Deal ID'])).size).toBe(2_500);
  });

  test('a file is planned and read like any other', async () => {
    const plan = await planFiles([written(deals(300))], { now: Date.UTC(2026, 0, 1) });
    expect(plan.tables[0]).toMatchObject({ kind: 'deal', use: 'import', rows: 300, format: { container: 'parquet' } });
    const rows: MappedRow[] = [];
    for await (const item of readMapped({ ...plan.tables[0] as (typeof plan.tables)[number], kind: 'deal' as Kind }, { plan })) if ('row' in item) rows.push(item.row);
    expect(rows).toHaveLength(300);
    expect(JSON.stringify(rows[0])).toContain('10050');
    expect(JSON.stringify(rows[0])).toContain('Größe 0');
  });
});

describe('hostile files', () => {
  const good = written(deals(400), "output_format_parquet_compression_method='snappy'");
  const bytes = readFileSync(good);
  const put = (name: string, content: Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test('cut short anywhere it is refused with what to do', async () => {
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const error = await all(readParquet(put('cut.parquet', bytes.subarray(0, Math.floor(bytes.length * share))))).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(Failure);
      expect((error as Failure).message).toContain('damaged');
      expect((error as Failure).todo).toContain('CSV');
    }
  });

  test('a footer that claims to be longer than the file, or that is noise, is refused', async () => {
    for (const length of [0xffffffff, bytes.length, 0]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt32LE(length, changed.length - 8);
      await expect(all(readParquet(put('footer.parquet', changed)))).rejects.toThrow('damaged');
    }
  });

  test('a page that unpacks to more than it says, to less, or to far too much is refused before memory is taken', () => {
    const zeros = gzipSync(Buffer.alloc(50_000_000));
    expect(() => unpackPage.GZIP?.(zeros, 2_000_000_000)).toThrow('128 MB');
    expect(() => unpackPage.GZIP?.(zeros, 1_000)).toThrow('larger than');
    expect(() => unpackPage.GZIP?.(zeros, 60_000_000)).toThrow('not as long');
    expect(() => unpackPage.ZSTD?.(zstdCompressSync(Buffer.alloc(50_000_000)), 1_000)).toThrow('larger than');
    expect(() => unpackPage.SNAPPY?.(new Uint8Array([1]), -1)).toThrow('impossible');
  });

  test('bytes changed anywhere give rows or a refusal, never a crash, and memory stays', { timeout: 60_000 }, async () => {
    const before = process.memoryUsage.rss();
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 9), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of changes) changed[at] = value;
      const outcome = await all(readParquet(put('changed.parquet', changed))).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof Failure).toBe(true);
    }), { numRuns: 12 });
    expect(process.memoryUsage.rss() - before).toBeLessThan(600_000_000);
  });
});

test('many rows of one group come a few at a time', { timeout: 60_000 }, async () => {
  const file = written(deals(100_000));
  let largest = 0;
  let rows = 0;
  for await (const block of parquetRows(file)) { rows += block.length; largest = Math.max(largest, block.length); }
  expect([rows, largest]).toEqual([100_001, 50_000]);
});
