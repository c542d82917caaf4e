import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../model/index.ts';

const chunkBytes = 1 << 18;
/** Most bytes that one compressed byte may become, once this much has come out. */
const largestRatio = 100;
const ratioCountsFromBytes = 10_000_000;
const mostBytes = 2_000_000_000;

/** First bytes of a file, enough to tell what it is. */
export async function firstBytes(file: string, length = 4096): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => { throw unreadable(file, reasonOf(error)); });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw unreadable(file, reasonOf(error));
  } finally {
    await handle.close();
  }
}

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;
export const isZip = (head: Buffer): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const unreadable = (file: string, reason: string, todo = 'Export the file again, or open it in a spreadsheet and save it as CSV.'): Failure =>
  new Failure('unreadable_file', `${path.basename(file)} cannot be read: ${reason}.`, todo);

/** Refuses content that grows out of proportion while it is unpacked. Call with what went in and what came out so far. */
export function refuseBomb(file: string, bytesIn: number, bytesOut: number): void {
  if (bytesOut > mostBytes) throw unreadable(file, 'it unpacks to more than 2 GB', 'Split the export by year and import the parts together.');
  if (bytesOut > ratioCountsFromBytes && bytesOut > bytesIn * largestRatio) {
    throw unreadable(file, 'it unpacks to more than 100 times its size, which real exports never do', 'Unpack it yourself and import the files in it, if you trust them.');
  }
}

/** Bytes of a file, unpacked where it is gzipped. Memory is bounded; a bomb is refused early. */
export async function* bytesOf(file: string, gzip: boolean): AsyncIterable<Buffer> {
  const source = createReadStream(file, { highWaterMark: chunkBytes });
  if (!gzip) {
    yield* source as AsyncIterable<Buffer>;
    return;
  }
  let bytesIn = 0;
  let bytesOut = 0;
  const counted = new Transform({ transform(chunk: Buffer, _encoding, done) { bytesIn += chunk.length; done(null, chunk); } });
  const unpacked: Readable = pipeline(source, counted, createGunzip({ chunkSize: chunkBytes }), () => undefined);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytesOut += chunk.length;
      refuseBomb(file, bytesIn, bytesOut);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(file, `the gzip archive is damaged or cut short (${reasonOf(error)})`, 'Copy or download the file again.');
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}
