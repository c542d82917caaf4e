import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { refuseBomb, unreadable } from '../bytes.ts';
import { Failure } from '../../../model/index.ts';

/** A workbook's archive, open for reading by entry name. Close it when done. */
export interface Archive {
  readonly file: string;
  readonly entries: ReadonlyMap<string, yauzl.Entry>;
  readonly zip: yauzl.ZipFile;
}

const mostEntries = 10_000;

/** Opens a ZIP and lists its entries. A damaged or oversized archive is refused with what to do. */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) => {
      if (error || !opened) reject(unreadable(file, `the workbook is damaged or cut short (${error?.message ?? 'no content'})`, 'Copy or download the file again.'));
      else resolve(opened);
    });
  });
  try {
    return { file, zip, entries: await listEntries(file, zip) };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function listEntries(file: string, zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      if (entries.size > mostEntries) reject(unreadable(file, 'the archive holds too many parts'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(unreadable(file, `the workbook is damaged (${error.message})`, 'Copy or download the file again.')));
    zip.readEntry();
  });
}

/** Text of one part of the workbook, in chunks; a part that swells like a bomb is refused early. */
export async function* partText(archive: Archive, name: string): AsyncIterable<string> {
  const entry = archive.entries.get(name);
  if (!entry) throw unreadable(archive.file, `it has no part ${name}`, 'Open it in a spreadsheet and save it again as XLSX.');
  const decoder = new TextDecoder('utf-8');
  let bytesOut = 0;
  try {
    for await (const chunk of await streamOf(archive.zip, entry)) {
      bytesOut += (chunk as Buffer).length;
      refuseBomb(archive.file, Math.max(1, entry.compressedSize), bytesOut);
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(archive.file, `the workbook is damaged (${error instanceof Error ? error.message : String(error)})`, 'Copy or download the file again.');
  }
  yield decoder.decode();
}

const streamOf = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> => new Promise((resolve, reject) => {
  zip.openReadStream(entry, (error, stream) => (error || !stream ? reject(error ?? new Error('no content')) : resolve(stream)));
});
