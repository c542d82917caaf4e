import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { unreadable } from '../bytes.ts';
import { textOf } from '../encoding.ts';

/** What a reader of an XML file is told, element by element. Names come without their namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(line: number): void;
}

/** Where and why a file stopped being XML; null while it is. */
export interface XmlFault { readonly line: number; readonly reason: string }

const deepestNesting = 100;
/** Text without any element in it. */
const longestRun = 8_000_000;
/** Signs that XML does not know are no reason to stop: they stay as they are written. */
const harmless = /undefined entity|disallowed character in entity name/i;

/**
 * Parses an XML file as it streams, yielding after each chunk; the last value says where it broke, if it did. Entities that the
 * file declares are never expanded: a file with any is refused, as are nesting deeper than 100 and text of 8 million
 * characters in one piece. Nothing outside the file is ever read.
 */
export async function* xmlEvents(file: string, gzip: boolean, encoding: string, listener: XmlListener): AsyncIterable<XmlFault | null> {
  const parser = new SaxesParser();
  const state: { fault: XmlFault | null; depth: number; run: number } = { fault: null, depth: 0, run: 0 };
  parser.on('error', (error) => { if (!harmless.test(error.message)) state.fault ??= { line: parser.line, reason: error.message.replace(/^\S*\s*/, '').slice(0, 100) }; });
  parser.on('doctype', (doctype) => { if (/<!ENTITY/i.test(doctype)) throw unreadable(file, 'it declares entities of its own, which exports have no use for and attacks do', 'Export it again without them.'); });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    state.run = 0;
    state.depth += 1;
    if (state.depth > deepestNesting) throw unreadable(file, `its elements are nested more than ${deepestNesting} deep`, 'Export it as a table of records.');
    if (state.fault === null) listener.open(bareName(tag.name), tag.attributes, parser.line);
  });
  parser.on('text', (text) => { state.run = 0; if (state.fault === null) listener.text(text); });
  parser.on('cdata', (text) => { state.run = 0; if (state.fault === null) listener.text(text); });
  parser.on('closetag', () => { state.run = 0; state.depth -= 1; if (state.fault === null) listener.close(parser.line); });
  for await (const chunk of textOf(file, gzip, encoding)) {
    state.run += chunk.length;
    if (state.run > longestRun) throw unreadable(file, 'a single text of it is longer than 8 million characters', 'Export it as a table of records.');
    parser.write(chunk);
    yield state.fault;
    if (state.fault !== null) return;
  }
  parser.close();
  yield state.fault;
}

const bareName = (name: string): string => name.slice(name.indexOf(':') + 1);
