import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import yauzl from 'yauzl';
import { longestGdeltFile } from './feed-reading.ts';

/** Bytes of a feed, unpacked where they were packed; or why they cannot be. */
export type UnpackedFeed = { readonly outcome: 'bytes'; readonly bytes: Uint8Array } | { readonly outcome: 'refused'; readonly reason: string; readonly todo: string };

const largestPacked = 30_000_000;
const unpackGzip = promisify(gunzip);
const refused = (reason: string, todo: string): UnpackedFeed => ({ outcome: 'refused', reason, todo });
const tooLarge = refused(`it unpacks to more than ${longestGdeltFile / 1e6} MB`, 'Unpack it and split it.');

/** GDELT packs its files as archives of one file, others pack with gzip. Unpacking stops where it grows past the longest file that is read. */
export async function unpackFeed(bytes: Uint8Array): Promise<UnpackedFeed> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  if (!isGzip && !isZip) return { outcome: 'bytes', bytes };
  if (bytes.length > largestPacked) return refused(`it is larger than ${largestPacked / 1e6} MB, packed`, 'Split it.');
  return isGzip ? unpackedGzip(bytes) : unpackedZip(Buffer.from(bytes));
}

async function unpackedGzip(bytes: Uint8Array): Promise<UnpackedFeed> {
  try {
    return { outcome: 'bytes', bytes: await unpackGzip(bytes, { maxOutputLength: longestGdeltFile }) };
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : refused('the gzip archive is damaged or cut short', 'Download it again.');
  }
}

async function unpackedZip(bytes: Buffer): Promise<UnpackedFeed> {
  const damaged = refused('the archive is damaged or cut short', 'Download it again.');
  const zip = await new Promise<yauzl.ZipFile | null>((resolve) => { yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => resolve(error ? null : opened)); });
  if (zip === null) return damaged;
  if (zip.entryCount !== 1) return refused(`it is an archive of ${zip.entryCount} files`, 'Unpack it and give one file after the other.');
  return new Promise<UnpackedFeed>((resolve) => {
    zip.on('error', () => resolve(damaged));
    zip.on('entry', (entry: yauzl.Entry) => zip.openReadStream(entry, (error, stream) => (error || !stream ? resolve(damaged) : gathered(stream, damaged).then(resolve, () => resolve(damaged)))));
    zip.readEntry();
  });
}

async function gathered(stream: AsyncIterable<unknown>, damaged: UnpackedFeed): Promise<UnpackedFeed> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > longestGdeltFile) return tooLarge;
      chunks.push(chunk as Buffer);
    }
  } catch {
    // The archive lies about its content: sizes and sums are checked while it is unpacked.
    return damaged;
  }
  return { outcome: 'bytes', bytes: Buffer.concat(chunks) };
}
