import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FrontException, tooLarge } from './exception.ts';

/** An insert's data: in memory when it is short and safe to put behind the statement, else in a file. */
export type InsertData =
  | { readonly kind: 'inline'; readonly bytes: Buffer }
  | { readonly kind: 'file'; readonly file: string };

const lineFormats = new Set(['jsoneachrow', 'jsoncompacteachrow']);

/**
 * Reads an insert's body. The library ends inline data at an empty line and would run the rest as a statement of its
 * own, so only lines without one go inline; everything else, binary formats included, goes through a file.
 */
export async function receiveInsert(body: Readable, format: string, inlineBytes: number, fileBytes: number, newFile: () => string): Promise<InsertData> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  const source = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  while (sizeBytes <= inlineBytes) {
    const next = await source.next();
    if (next.done) return placed(Buffer.concat(pieces, sizeBytes), format, newFile);
    pieces.push(next.value);
    sizeBytes += next.value.length;
  }
  return spooled(pieces, { [Symbol.asyncIterator]: () => source }, fileBytes, newFile());
}

async function placed(bytes: Buffer, format: string, newFile: () => string): Promise<InsertData> {
  return lineFormats.has(format.toLowerCase()) && !hasEmptyLine(bytes) ? { kind: 'inline', bytes } : { kind: 'file', file: await written(bytes, newFile()) };
}

async function written(bytes: Buffer, file: string): Promise<string> {
  try {
    await writeFile(file, bytes, { mode: 0o600 });
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return file;
}

const hasEmptyLine = (bytes: Buffer): boolean => bytes.includes('\n\n') || bytes.includes('\n\r') || bytes.includes('\n ') || bytes.includes('\n\t');

async function spooled(first: readonly Buffer[], rest: AsyncIterable<Buffer> | readonly Buffer[], limitBytes: number, file: string): Promise<InsertData> {
  async function* limited(): AsyncGenerator<Buffer> {
    yield* first;
    let sizeBytes = first.reduce((sum, piece) => sum + piece.length, 0);
    for await (const piece of rest) {
      sizeBytes += piece.length;
      if (sizeBytes > limitBytes) throw new FrontException(tooLarge, 'TOO_MANY_BYTES', `The request is larger than ${limitBytes} bytes`, 413);
      yield piece;
    }
  }
  try {
    await pipeline(limited, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { kind: 'file', file };
}
