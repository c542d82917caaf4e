import { longestCell, shown, type RawBlock, type RawProblem, type RawRow } from './rows.ts';

const quote = 34;
const newline = 10;
const carriageReturn = 13;
/** Text of one row that is kept while waiting for its end. */
const longestRow = 4_000_000;

type Scanned = { cells: string[]; end: number; lines: number } | undefined;

/**
 * Splits delimited text into rows as chunks arrive (RFC 4180, relaxed: quotes inside an unquoted cell are text).
 * Memory is bounded by one chunk and one row. A quote that never closes costs its own line only: the lines after it are read.
 */
export class DelimitedSplitter {
  readonly #delimiter: number;
  readonly #quoted: boolean;
  #rest = '';
  #line = 1;
  #skipping: 'no' | 'line' | 'quoted' = 'no';

  constructor(delimiter: string, quoted = true) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quoted = quoted;
  }

  push(chunk: string): RawBlock {
    return this.#split(chunk, false);
  }

  end(): RawBlock {
    return this.#split('', true);
  }

  #split(chunk: string, last: boolean): RawBlock {
    const block: RawBlock = { rows: [], problems: [] };
    let text = this.#rest.length === 0 ? chunk : this.#rest + chunk;
    if (this.#skipping !== 'no') text = this.#skip(text, last);
    let from = 0;
    while (from < text.length) {
      const row = scanRow(text, from, this.#delimiter, this.#quoted, last);
      if (row) {
        this.#take(row, block);
        from = row.end;
        continue;
      }
      if (!last && text.length - from <= longestRow) break;
      from = this.#giveUpOn(text, from, last, block);
    }
    this.#rest = from === 0 ? text : text.slice(from);
    return block;
  }

  #take(row: NonNullable<Scanned>, block: RawBlock): void {
    const line = this.#line;
    this.#line += row.lines;
    if (row.cells.length === 1 && row.cells[0] === '') return;
    const long = row.cells.find((cell) => cell.length > longestCell);
    if (long === undefined) block.rows.push({ line, cells: row.cells } satisfies RawRow);
    else block.problems.push(tooLong(line, long));
  }

  /** A row without an end: either a stray quote swallowed the lines after it, or it is simply too long. */
  #giveUpOn(text: string, from: number, last: boolean, block: RawBlock): number {
    const lineEnd = text.indexOf('\n', from);
    const first = text.slice(from, lineEnd < 0 ? undefined : lineEnd);
    const strayQuote = first.length <= longestCell && first.includes('"') && (last || holdsRows(text, lineEnd + 1, this.#delimiter));
    if (strayQuote) {
      block.problems.push({ line: this.#line, reason: 'a quote is opened and never closed', value: shown(first) });
      this.#line += 1;
      return lineEnd < 0 ? text.length : lineEnd + 1;
    }
    block.problems.push(tooLong(this.#line, first));
    this.#skipping = lineEnd < 0 && !first.includes('"') ? 'line' : 'quoted';
    const skipped = this.#skip(text.slice(from), last);
    return text.length - skipped.length;
  }

  /** Drops text up to the end of the row that is too long; returns what follows it. */
  #skip(text: string, last: boolean): string {
    const end = this.#skipping === 'line' ? text.indexOf('\n') : endOfQuotedRow(text);
    if (end < 0) return last ? '' : this.#countSkipped(text, '');
    this.#skipping = 'no';
    return this.#countSkipped(text.slice(0, end + 1), text.slice(end + 1));
  }

  #countSkipped(skipped: string, rest: string): string {
    for (let at = skipped.indexOf('\n'); at >= 0; at = skipped.indexOf('\n', at + 1)) this.#line += 1;
    return rest;
  }
}

const tooLong = (line: number, text: string): RawProblem =>
  ({ line, reason: 'a cell is longer than 1,000,000 characters', value: shown(text) });

function endOfQuotedRow(text: string): number {
  const found = /"\r?\n|"[,;\t|][^"\n]*\n/.exec(text);
  return found ? found.index + found[0].length - 1 : -1;
}

/** Whether ordinary rows follow, which tells a stray quote from a long cell. */
function holdsRows(text: string, from: number, delimiter: number): boolean {
  const lines = text.slice(from, from + 4000).split('\n').slice(0, 4);
  const counts = lines.slice(0, -1).map((line) => line.split(String.fromCharCode(delimiter)).length);
  return counts.length >= 2 && counts[0] !== 1 && counts.every((count) => count === counts[0]);
}

/** Cells of the row beginning at `from`, or undefined where its end has not arrived. */
function scanRow(text: string, from: number, delimiter: number, quoted: boolean, last: boolean): Scanned {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  for (;;) {
    if (quoted && text.charCodeAt(at) === quote) {
      const cell = scanQuoted(text, at + 1, last);
      if (!cell) return undefined;
      lines += newlinesIn(cell.text);
      const tail = endOfCell(text, cell.end, delimiter);
      cells.push(tail === cell.end ? cell.text : cell.text + text.slice(cell.end, tail));
      at = tail;
    } else {
      const end = endOfCell(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return last ? { cells, end: at, lines } : undefined;
    const code = text.charCodeAt(at);
    if (code === delimiter) { at += 1; continue; }
    if (code === newline) return { cells, end: at + 1, lines };
    if (at + 1 >= text.length && !last) return undefined;
    return { cells, end: text.charCodeAt(at + 1) === newline ? at + 2 : at + 1, lines };
  }
}

function endOfCell(text: string, from: number, delimiter: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === newline || code === carriageReturn) break;
  }
  return at;
}

function scanQuoted(text: string, from: number, last: boolean): { text: string; end: number } | undefined {
  let escaped = false;
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (at + 1 >= text.length && !last) return undefined;
    if (text.charCodeAt(at + 1) !== quote) {
      const inner = text.slice(from, at);
      return { text: escaped ? inner.replaceAll('""', '"') : inner, end: at + 1 };
    }
    escaped = true;
  }
  return undefined;
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
