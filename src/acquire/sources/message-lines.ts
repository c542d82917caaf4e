import { shown } from '../read/rows.ts';
import { parseExactly } from './exact-json.ts';
import type { SourceMessage, SourceRecord } from './source-kind.ts';
import { splitLines } from './split-lines.ts';

/** What one line of a protocol says: a record of a stream, other messages, or nothing. */
export type LineSays = { readonly stream: string; readonly values: Readonly<Record<string, unknown>> } | readonly SourceMessage[];

type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Messages of a protocol of one JSON object a line. Records of one stream that follow each other travel together. */
export async function* readMessageLines(input: AsyncIterable<Uint8Array>, says: (message: JsonObject, line: number) => LineSays): AsyncIterable<SourceMessage> {
  for await (const block of splitLines(input)) {
    if ('tooLong' in block) yield { type: 'problem', line: block.first, reason: `a line of ${block.tooLong} bytes: longer than 16 MB`, value: null };
    else yield* messagesOf(block.lines, block.first, says);
  }
}

function* messagesOf(lines: readonly string[], first: number, says: (message: JsonObject, line: number) => LineSays): Iterable<SourceMessage> {
  let stream = '';
  let records: SourceRecord[] = [];
  for (const [index, text] of lines.entries()) {
    const said = lineSays(text, first + index, says);
    if ('stream' in said) {
      if (said.stream !== stream && records.length > 0) { yield { type: 'records', stream, records }; records = []; }
      stream = said.stream;
      records.push({ line: first + index, values: said.values });
    } else if (said.length > 0) {
      if (records.length > 0) { yield { type: 'records', stream, records }; records = []; }
      yield* said;
    }
  }
  if (records.length > 0) yield { type: 'records', stream, records };
}

function lineSays(text: string, line: number, says: (message: JsonObject, line: number) => LineSays): LineSays {
  if (text.trim() === '') return [];
  try {
    const message = parseExactly(text);
    return isObject(message) ? says(message, line) : [{ type: 'problem', line, reason: 'not a JSON object', value: shown(text) }];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The parser's words repeat the text; the position is enough.
    return [{ type: 'problem', line, reason: 'not valid JSON', value: shown(text) }];
  }
}
