import { findDates } from '../formats/date-text.ts';
import { parseNumber } from '../formats/number-text.ts';
import { mostColumns, shown, type RawBlock, type RawProblem, type RawRow } from './rows.ts';
import { Failure } from '../../model/index.ts';

/** The names of a table's columns and where its records begin. */
export interface Header {
  readonly names: readonly string[];
  readonly warnings: readonly string[];
}

export interface HeadedTable {
  readonly header: Header;
  readonly blocks: AsyncIterable<RawBlock>;
}

const rowsLookedAt = 40;

/** Finds the header among the first rows and checks every later row against it. Null where the table holds no row at all. */
export async function headed(file: string, blocks: AsyncIterable<RawBlock>): Promise<HeadedTable | null> {
  const iterator = blocks[Symbol.asyncIterator]();
  const first: RawRow[] = [];
  const problems: RawProblem[] = [];
  let ended = false;
  while (first.length < rowsLookedAt && !ended) {
    const next = await iterator.next();
    ended = next.done === true;
    if (!next.done) { first.push(...next.value.rows); problems.push(...next.value.problems); }
  }
  if (first.length === 0) {
    await iterator.return?.();
    return null;
  }
  const found = findHeader(first);
  if (found.names.length > mostColumns) {
    await iterator.return?.();
    throw new Failure('too_large', `${file} has ${found.names.length} columns; a table of records has at most ${mostColumns}.`, 'Export the columns you need, one record per row.');
  }
  return { header: found, blocks: checked(iterator, { rows: first.slice(found.recordsFrom), problems }, found.names.length) };
}

async function* checked(iterator: AsyncIterator<RawBlock>, first: RawBlock, columns: number): AsyncIterable<RawBlock> {
  try {
    yield checkedBlock(first, columns);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield checkedBlock(next.value, columns);
  } finally {
    await iterator.return?.();
  }
}

function checkedBlock(block: RawBlock, columns: number): RawBlock {
  const problems = [...block.problems];
  const rows = block.rows.filter((row) => {
    const reason = misfit(row.cells, columns);
    if (reason === null) return true;
    if (reason !== '') problems.push({ line: row.line, reason, value: shown(row.cells.join(' | ')) });
    return false;
  });
  return { rows, problems };
}

/** Null where the row fits, '' where it is empty, else the reason. */
function misfit(cells: readonly string[], columns: number): string | null {
  if (cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '')) return `${cells.length} cells where the header has ${columns}`;
  if (cells.length >= columns && cells[0] !== '') return null;
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  if (filled === 0) return '';
  return filled === 1 && columns >= 4 && cells.length < columns / 2 ? `one cell where the header has ${columns}: a title or a total, not a record` : null;
}

/** The first row that is as wide as the table and holds names. A table without such a row gets numbered columns. */
function findHeader(rows: readonly RawRow[]): Header & { recordsFrom: number } {
  const width = usualWidth(rows);
  const at = Math.max(0, rows.findIndex((row) => filledCells(row.cells) >= Math.max(1, width * 0.6)));
  const row = rows[at] as RawRow;
  const skipped = at > 0 ? [`${at} line(s) above the header were passed over.`] : [];
  if (holdsData(row.cells, rows.slice(at + 1))) {
    return { names: row.cells.map((_, index) => `Column ${index + 1}`), warnings: ['The file has no header: its columns are numbered.', ...skipped], recordsFrom: at };
  }
  const { names, warnings } = columnNames(row.cells, rows.slice(at + 1));
  return { names, warnings: [...skipped, ...warnings], recordsFrom: at + 1 };
}

const filledCells = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

function usualWidth(rows: readonly RawRow[]): number {
  const widths = rows.map((row) => row.cells.length).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** A first row with numbers or dates in most places where later rows have them too is no header. */
function holdsData(cells: readonly string[], later: readonly RawRow[]): boolean {
  const isValue = (cell: string) => parseNumber(cell, '.') !== null || findDates([cell], false) !== null;
  const values = cells.filter((cell) => isValue(cell)).length;
  if (values === 0 || later.length === 0) return false;
  const laterValues = (later[0]?.cells ?? []).filter(isValue).length;
  return values >= Math.max(1, filledCells(cells) / 2) && laterValues >= values;
}

function columnNames(cells: readonly string[], rows: readonly RawRow[]): { names: string[]; warnings: string[] } {
  const warnings: string[] = [];
  let width = cells.length;
  while (width > 1 && (cells[width - 1] ?? '').trim() === '' && rows.every((row) => (row.cells[width - 1] ?? '').trim() === '')) width -= 1;
  if (width < cells.length) warnings.push(`${cells.length - width} empty column(s) at the end were left out.`);
  const used = new Map<string, number>();
  const names = cells.slice(0, width).map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ') || `Column ${index + 1}`;
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    if (times > 1) warnings.push(`The header "${shown(name)}" stands twice: the later one is called "${shown(name)} (${times})".`);
    return times > 1 ? `${name} (${times})` : name;
  });
  return { names, warnings };
}
