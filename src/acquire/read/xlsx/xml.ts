import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { unreadable } from '../bytes.ts';
import { partText, type Archive } from './open-entry.ts';

/** What a reader of a part wants to be told. Names come without their namespace prefix. */
export interface XmlEvents {
  readonly open?: (name: string, attributes: Record<string, string>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const bareName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Parses a part of a workbook as it streams and yields once per chunk, so that a caller can hand on what it gathered.
 * Entities declared in the document are never expanded; nothing outside the part is ever read.
 */
export async function* parsePart(archive: Archive, name: string, events: XmlEvents): AsyncIterable<void> {
  const parser = new SaxesParser();
  let failed: Error | undefined;
  parser.on('error', (error) => { failed ??= error; });
  parser.on('opentag', (tag: SaxesTagPlain) => events.open?.(bareName(tag.name), tag.attributes));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('closetag', (tag) => events.close?.(bareName(tag.name)));
  for await (const chunk of partText(archive, name)) {
    parser.write(chunk);
    if (failed) throw unreadable(archive.file, `a part of the workbook is not valid XML (${failed.message})`, 'Open it in a spreadsheet and save it again as XLSX.');
    yield;
  }
}

/** Parses a small part to its end. */
export async function parseWhole(archive: Archive, name: string, events: XmlEvents): Promise<void> {
  const chunks = parsePart(archive, name, events)[Symbol.asyncIterator]();
  for (let next = await chunks.next(); !next.done; next = await chunks.next());
}
