import { open, type FileHandle } from 'node:fs/promises';
import { parquetMetadata, parquetScan, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import type { RawRow } from '../rows.ts';
import { asStored, columnsOf, isFlat, type ParquetColumn } from './parquet-columns.ts';
import { cellOf, exactTexts } from './parquet-cells.ts';
import { unpackPage } from './unpack-page.ts';

/** Values that are held at once, at most, where columns can be read in parts. */
const valuesAtOnce = 1_000_000;
const mostRowsAtOnce = 50_000;
/** Rows of a group that can only be read whole, times its columns. */
const mostNestedValues = 10_000_000;
const longestFooterBytes = 64_000_000;
const tailBytes = 8;

/** The rows of a Parquet file in blocks, after one with the names of its columns. Line 1 is the first record. */
export async function* parquetRows(file: string): AsyncIterable<RawRow[]> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const metadata = await footer(handle, size);
    const columns = columnsOf(metadata);
    yield [{ line: 0, cells: columns.map((column) => column.name) }];
    yield* recordsOf(bytesOfFile(handle, size), metadata, columns);
  } finally {
    await handle.close();
  }
}

async function bytesAt(handle: FileHandle, start: number, length: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, start);
  if (bytesRead !== length) throw new Error('it is cut short');
  return bytes.buffer;
}

/** A part of the file that does not lie in it is damage, whoever asks for it. */
const bytesOfFile = (handle: FileHandle, size: number): AsyncBuffer => ({
  byteLength: size,
  slice: (start, end = size) => {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start || end > size) throw new Error('it points outside of itself');
    return bytesAt(handle, start, end - start);
  },
});

async function footer(handle: FileHandle, size: number): Promise<FileMetaData> {
  const tail = new DataView(await bytesAt(handle, Math.max(0, size - tailBytes), Math.min(size, tailBytes)));
  const mark = Buffer.from(tail.buffer, 4).toString('latin1');
  if (mark === 'PARE') throw new Error('it is encrypted');
  if (mark !== 'PAR1') throw new Error('it is cut short');
  const length = tail.getUint32(0, true);
  if (length > longestFooterBytes || length + tailBytes + 4 > size) throw new Error('its footer is damaged');
  const metadata = parquetMetadata(await bytesAt(handle, size - tailBytes - length, length + tailBytes));
  for (const group of metadata.row_groups) if (group.num_rows < 0n || group.num_rows > 2_000_000_000n) throw new Error('a group has an impossible number of rows');
  return metadata;
}

async function* recordsOf(file: AsyncBuffer, metadata: FileMetaData, columns: readonly ParquetColumn[]): AsyncIterable<RawRow[]> {
  const scan = await parquetScan({ file, metadata: asStored(metadata), compressors: unpackPage, parsers: exactTexts, utf8: false, useOffsetIndex: false });
  const tops = [...new Set(columns.map(({ path }) => path[0] as string))];
  const rowsAtOnce = isFlat(metadata) ? Math.max(100, Math.min(mostRowsAtOnce, Math.floor(valuesAtOnce / Math.max(1, columns.length)))) : Infinity;
  for (const range of scan.ranges) {
    if (rowsAtOnce === Infinity && (range.rowEnd - range.rowStart) * columns.length > mostNestedValues) throw new Error('a group of nested records is too large: write smaller row groups');
    for (let rowStart = range.rowStart; rowStart < range.rowEnd; rowStart += rowsAtOnce) {
      const rowEnd = Math.min(range.rowEnd, rowStart + rowsAtOnce);
      const values = new Map<string, ArrayLike<unknown>>();
      for (const column of tops) values.set(column, await wholeColumn(scan.readColumn({ column, rowStart, rowEnd }), rowEnd - rowStart));
      yield rowsOf(values, columns, rowStart, rowEnd);
    }
  }
}

async function wholeColumn(reading: Promise<ArrayLike<unknown>>, rows: number): Promise<ArrayLike<unknown>> {
  const values = await reading;
  if (values.length !== rows) throw new Error('a column has fewer values than there are rows');
  return values;
}

function rowsOf(values: ReadonlyMap<string, ArrayLike<unknown>>, columns: readonly ParquetColumn[], rowStart: number, rowEnd: number): RawRow[] {
  return Array.from({ length: rowEnd - rowStart }, (_, index) => ({
    line: rowStart + index + 1,
    cells: columns.map(({ path, element }) => cellOf(valueAt(values.get(path[0] as string)?.[index], path), element)),
  }));
}

function valueAt(top: unknown, path: readonly string[]): unknown {
  let value = top;
  for (const name of path.slice(1)) value = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
  return value;
}
