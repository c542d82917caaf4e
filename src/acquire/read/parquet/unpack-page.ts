import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { snappyUncompress, type Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';

/** A page that would be larger is no page of an export: writers aim at one megabyte. */
const largestPageBytes = 128_000_000;

type Unpack = (input: Uint8Array, outputLength: number) => Uint8Array;

/** A page becomes as long as its header says, or it is damaged; nothing longer is ever unpacked. */
const exactly = (unpack: Unpack): Unpack => (input, outputLength) => {
  if (!Number.isInteger(outputLength) || outputLength < 0) throw new Error('a page has an impossible length');
  if (outputLength > largestPageBytes) throw new Error('a page unpacks to more than 128 MB');
  if (outputLength === 0) return new Uint8Array();
  const output = unpack(input, outputLength);
  if (output.length !== outputLength) throw new Error('a page is not as long as it says');
  return output;
};

const noLonger = (maxOutputLength: number) => ({ maxOutputLength });

function snappy(input: Uint8Array, outputLength: number): Uint8Array {
  const output = new Uint8Array(outputLength);
  snappyUncompress(input, output);
  return output;
}

/** Every codec of the Parquet format but LZO, which no current writer has. */
export const unpackPage: Compressors = {
  SNAPPY: exactly(snappy),
  GZIP: exactly((input, length) => gunzipSync(input, noLonger(length))),
  BROTLI: exactly((input, length) => brotliDecompressSync(input, noLonger(length))),
  ZSTD: exactly((input, length) => zstdDecompressSync(input, noLonger(length))),
  LZ4: exactly(decompressLz4),
  LZ4_RAW: exactly(decompressLz4Raw),
};
