import { textOf } from './encoding.ts';
import { flattened } from './flatten.ts';
import { longestCell, shown, type RawBlock, type RawRow } from './rows.ts';

/** Most text that one JSON value may have. */
const longestValue = 8_000_000;

/**
 * Rows of a JSON Lines file or of a top-level array, as cells under a growing header: the first row yielded is the header
 * of the given names. `names` must hold every property of the file (see `jsonNames`).
 */
export async function* readJson(file: string, gzip: boolean, encoding: string, names: readonly string[]): AsyncIterable<RawBlock> {
  yield { rows: [{ line: 0, cells: [...names] }], problems: [] };
  for await (const block of jsonObjects(file, gzip, encoding)) {
    yield { rows: block.objects.map(({ line, value }) => rowOf(line, value, names)).filter((row) => row !== undefined), problems: [...block.problems, ...block.objects.flatMap(longCells)] };
  }
}

type JsonObject = { line: number; value: Map<string, string> };
type JsonBlock = { objects: JsonObject[]; problems: RawBlock['problems'] };

const rowOf = (line: number, value: Map<string, string>, names: readonly string[]): RawRow | undefined => {
  const cells = names.map((name) => value.get(name) ?? '');
  return cells.some((cell) => cell.length > longestCell) ? undefined : { line, cells };
};

const longCells = ({ line, value }: JsonObject): RawBlock['problems'] =>
  [...value].filter(([, cell]) => cell.length > longestCell).slice(0, 1)
    .map(([name, cell]) => ({ line, reason: `"${name}" is longer than 1,000,000 characters`, value: shown(cell) }));

/** Every property name of the file in order of appearance. */
export async function jsonNames(file: string, gzip: boolean, encoding: string): Promise<string[]> {
  const names = new Set<string>();
  for await (const block of jsonObjects(file, gzip, encoding)) {
    for (const { value } of block.objects) for (const name of value.keys()) names.add(name);
  }
  return [...names];
}

async function* jsonObjects(file: string, gzip: boolean, encoding: string): AsyncIterable<JsonBlock> {
  const splitter = new JsonSplitter();
  for await (const text of textOf(file, gzip, encoding)) yield parsed(splitter.push(text));
  yield parsed(splitter.end());
}

function parsed(values: readonly { line: number; text: string }[]): JsonBlock {
  const block: { objects: JsonObject[]; problems: Array<RawBlock['problems'][number]> } = { objects: [], problems: [] };
  for (const { line, text } of values) {
    const value = parseObject(text);
    if (typeof value === 'string') block.problems.push({ line, reason: value, value: shown(text) });
    else block.objects.push({ line, value });
  }
  return block;
}

function parseObject(text: string): Map<string, string> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'not a JSON object';
    return new Map([...flattened(value)].map(([name, { text }]) => [name, text]));
  } catch (error) {
    return `not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Cuts a stream of JSON text into top-level objects, by counting braces outside of strings. */
class JsonSplitter {
  #text = '';
  #line = 1;
  #isArray: boolean | undefined;

  push(chunk: string): Array<{ line: number; text: string }> {
    this.#text += chunk;
    return this.#values(false);
  }

  end(): Array<{ line: number; text: string }> {
    return this.#values(true);
  }

  #values(last: boolean): Array<{ line: number; text: string }> {
    if (this.#isArray === undefined) {
      const start = this.#text.trimStart();
      if (start === '') return [];
      this.#isArray = start.startsWith('[');
    }
    return this.#isArray ? this.#elements(last) : this.#lines(last);
  }

  #lines(last: boolean): Array<{ line: number; text: string }> {
    const parts = this.#text.split('\n');
    this.#text = last ? '' : parts.pop() ?? '';
    if (this.#text.length > longestValue) this.#text = this.#text.slice(0, longestValue);
    const found = parts.map((text, index) => ({ line: this.#line + index, text: text.trim() }));
    this.#line += parts.length;
    return found.filter(({ text }) => text !== '');
  }

  #elements(last: boolean): Array<{ line: number; text: string }> {
    const found: Array<{ line: number; text: string }> = [];
    const text = this.#text;
    let from = 0;
    for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', from)) {
      const end = endOfObject(text, start);
      if (end < 0 && !last && text.length - start < longestValue) break;
      this.#line += text.slice(from, start).split('\n').length - 1;
      found.push({ line: this.#line, text: end < 0 ? text.slice(start) : text.slice(start, end) });
      this.#line += text.slice(start, end < 0 ? undefined : end).split('\n').length - 1;
      from = end < 0 ? text.length : end;
    }
    this.#text = text.slice(from);
    return found;
  }
}

function endOfObject(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123) depth += 1;
    else if (code === 125) { depth -= 1; if (depth === 0) return at + 1; }
  }
  return -1;
}
