import { longestCell, mostColumns, shown, type RawBlock, type RawProblem, type RawRow } from '../rows.ts';
import { Failure } from '../../../model/index.ts';
import { xmlEvents, type XmlListener } from './xml-events.ts';

/** Levels below a record whose names are joined with dots; what lies deeper is text of its element. */
const deepestField = 5;

interface XmlRecord { readonly line: number; readonly fields: Map<string, string>; long: string | null }

/**
 * Rows of the records at a path: attributes and elements with text are columns (`owner.name` for an inner one); what repeats inside
 * a record is joined with "; ". The first row is the header. A file that breaks off is read up to there.
 */
export async function* readXml(file: string, gzip: boolean, encoding: string, path: string): AsyncIterable<RawBlock> {
  const names = await fieldNames(file, gzip, encoding, path);
  yield { rows: [{ line: 0, cells: names }], problems: [] };
  const records = new RecordCollector(path);
  for await (const fault of xmlEvents(file, gzip, encoding, records)) {
    const block = blockOf(records.take(), names);
    if (fault !== null) block.problems.push({ line: fault.line, reason: `not valid XML from here on: ${fault.reason}`, value: null });
    if (block.rows.length > 0 || block.problems.length > 0) yield block;
  }
}

async function fieldNames(file: string, gzip: boolean, encoding: string, path: string): Promise<string[]> {
  const names = new Set<string>();
  const records = new RecordCollector(path);
  for await (const _fault of xmlEvents(file, gzip, encoding, records)) {
    for (const { fields } of records.take()) for (const name of fields.keys()) names.add(name);
    if (names.size > mostColumns) throw new Failure('too_large', `The records of ${path} have more than ${mostColumns} fields.`, 'Export the fields you need.');
  }
  return [...names];
}

function blockOf(records: readonly XmlRecord[], names: readonly string[]): { rows: RawRow[]; problems: RawProblem[] } {
  const fit = records.filter(({ long }) => long === null);
  return {
    rows: fit.map(({ line, fields }) => ({ line, cells: names.map((name) => fields.get(name) ?? '') })),
    problems: records.flatMap(({ line, long, fields }) => (long === null ? [] : [{ line, reason: `"${shown(long)}" is longer than 1,000,000 characters`, value: shown(fields.get(long) ?? '') }])),
  };
}

/** Gathers the records at one path as a file streams by. */
class RecordCollector implements XmlListener {
  readonly #path: string;
  readonly #open: string[] = [];
  #done: XmlRecord[] = [];
  #record: XmlRecord | null = null;
  #recordDepth = 0;
  #texts: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  take(): XmlRecord[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.#open.push(name);
    if (this.#record === null && `/${this.#open.join('/')}` === this.#path) {
      this.#record = { line, fields: new Map(), long: null };
      this.#recordDepth = this.#open.length;
    }
    if (this.#record === null) return;
    this.#texts.push('');
    for (const [attribute, value] of Object.entries(attributes)) if (!/^xml(ns)?(:|$)/.test(attribute)) this.#put([...this.#inner(), attribute.slice(attribute.indexOf(':') + 1)], value);
  }

  text(text: string): void {
    const last = this.#texts.length - 1;
    if (this.#record !== null && last >= 0 && (this.#texts[last] as string).length <= longestCell) this.#texts[last] += text;
  }

  close(): void {
    const inner = this.#inner();
    const depth = this.#open.length;
    this.#open.pop();
    if (this.#record === null) return;
    const text = (this.#texts.pop() ?? '').trim();
    if (text !== '') this.#put(inner.length === 0 ? ['text'] : inner, text);
    if (depth !== this.#recordDepth) return;
    this.#done.push(this.#record);
    this.#record = null;
  }

  #inner = (): string[] => this.#open.slice(this.#recordDepth, this.#recordDepth + deepestField);

  #put(names: readonly string[], value: string): void {
    const record = this.#record as XmlRecord;
    const name = names.join('.');
    const held = record.fields.get(name);
    const joined = held === undefined ? value : `${held}; ${value}`;
    if (joined.length > longestCell) record.long ??= name;
    else record.fields.set(name, joined);
  }
}
