import { unreadable } from '../bytes.ts';
import { longestCell, mostColumns, type RawBlock, type RawProblem, type RawRow } from '../rows.ts';
import type { Archive } from './open-entry.ts';
import { openWorkbook } from './workbook.ts';
import { parsePart, parseWhole } from './xml.ts';

const mostSharedText = 200_000_000;
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, 27, 30, 36, 50, 57]);
/** Cells beyond this column are not kept: the row is refused by its width. */
const widest = mostColumns + 1;

/**
 * Rows of one sheet as text: shared and inline strings, numbers as stored, dates as ISO by their number format, and of a
 * formula the value that was saved with it. Nothing is ever computed.
 */
export async function* readSheet(file: string, sheet: string): AsyncIterable<RawBlock> {
  const { archive, parts, from1904 } = await openWorkbook(file);
  try {
    const part = parts.get(sheet);
    if (!part) throw unreadable(file, `it has no sheet "${sheet}"`);
    const reader = new SheetReader(await sharedStrings(archive), await dateStyles(archive), from1904);
    for await (const _ of parsePart(archive, part, reader)) {
      const block = reader.taken();
      if (block.rows.length > 0 || block.problems.length > 0) yield block;
    }
  } finally {
    archive.zip.close();
  }
}

class SheetReader {
  readonly #strings: readonly string[];
  readonly #dates: ReadonlySet<number>;
  readonly #from1904: boolean;
  #rows: RawRow[] = [];
  #problems: RawProblem[] = [];
  #cells: string[] = [];
  #line = 0;
  #column = 0;
  #type = '';
  #style = -1;
  #value = '';
  #inValue = false;

  constructor(strings: readonly string[], dates: ReadonlySet<number>, from1904: boolean) {
    this.#strings = strings;
    this.#dates = dates;
    this.#from1904 = from1904;
  }

  readonly open = (name: string, attributes: Record<string, string>): void => {
    if (name === 'row') {
      this.#line = Number(attributes['r'] ?? this.#line + 1);
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'c') {
      this.#column = attributes['r'] ? columnIndex(attributes['r']) : this.#column;
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? -1);
      this.#value = '';
    } else if (name === 'v' || name === 't') this.#inValue = true;
  };

  readonly text = (text: string): void => {
    if (this.#inValue && this.#value.length <= longestCell) this.#value += text;
  };

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  };

  #endCell(): void {
    const column = Math.min(this.#column, widest);
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = this.#shownValue();
    this.#column += 1;
  }

  #shownValue(): string {
    if (this.#type === 's') return this.#strings[Number(this.#value)] ?? '';
    if (this.#type === 'b') return this.#value === '1' ? 'true' : 'false';
    if (this.#type === 'e') return '';
    if (this.#type === 'n' && this.#value !== '' && this.#dates.has(this.#style)) return dateText(Number(this.#value) + (this.#from1904 ? 1462 : 0));
    return this.#value;
  }

  #endRow(): void {
    const long = this.#cells.some((cell) => cell.length > longestCell);
    if (long) this.#problems.push({ line: this.#line, reason: 'a cell is longer than 1,000,000 characters', value: null });
    else if (this.#cells.some((cell) => cell !== '')) this.#rows.push({ line: this.#line, cells: this.#cells });
  }

  taken(): RawBlock {
    const block = { rows: this.#rows, problems: this.#problems };
    this.#rows = [];
    this.#problems = [];
    return block;
  }
}

/** `BC12` → 54. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    index = index * 26 + code;
  }
  return index - 1;
}

/** A serial day as ISO text; the fraction is the time of day. */
function dateText(serial: number): string {
  const at = Math.round((serial - 25_569) * 86_400) * 1000;
  if (!Number.isFinite(at) || Math.abs(at) > 8e15) return String(serial);
  const iso = new Date(at).toISOString();
  return serial % 1 === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = [];
  if (!archive.entries.has('xl/sharedStrings.xml')) return strings;
  let size = 0;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await parseWhole(archive, 'xl/sharedStrings.xml', {
    open: (name) => { if (name === 'si') text = ''; else if (name === 't') inText = true; else if (name === 'rPh') inPhonetic = true; },
    text: (more) => { if (inText && !inPhonetic) text += more; },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name !== 'si') return;
      strings.push(text);
      size += text.length;
      if (size > mostSharedText) throw unreadable(archive.file, 'its texts fill more than 200 MB', 'Save the sheets as CSV.');
    },
  });
  return strings;
}

/** Numbers of the cell styles whose number format shows a date. */
async function dateStyles(archive: Archive): Promise<Set<number>> {
  const dates = new Set<number>();
  if (!archive.entries.has('xl/styles.xml')) return dates;
  const custom = new Map<number, string>();
  let inCells = false;
  let style = 0;
  await parseWhole(archive, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      if (builtInDates.has(format) || showsDate(custom.get(format) ?? '')) dates.add(style);
      style += 1;
    },
    close: (name) => { if (name === 'cellXfs') inCells = false; },
  });
  return dates;
}

const showsDate = (code: string): boolean => /[dmyh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/^general$/i.test(code);
