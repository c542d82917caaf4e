import { createHash } from 'node:crypto';
import { fieldsOf, type FieldType, type Kind, type Reject, type TablePlan, type TableReading, type Value } from '../../model/index.ts';
import { orderOfFormat, parseDate } from '../formats/date-text.ts';
import { currencyBeside, currencyOf, markOfFormat, parseCents, parseNumber } from '../formats/number-text.ts';
import { isUntouched, parseBoolean } from '../formats/words.ts';
import type { RowOrReject } from '../persist/write-table.ts';
import { shown, type RawRow } from '../read/rows.ts';
import { joinName, nameInTwo, type NameInTwo } from './name-in-two.ts';

type Parse = (text: string) => Value;

interface MappedColumn {
  readonly index: number;
  readonly header: string;
  readonly field: string | null;
  readonly parse: Parse;
  readonly reason: string;
  readonly required: boolean;
  readonly isMoney: boolean;
}

const text: Parse = (cell) => cell;

/** Turns rows of one table into records. Knows the ids given out, to number repeated contents. */
export class RowMapper {
  readonly table: TablePlan & { kind: Kind };
  readonly reading: TableReading;
  readonly #columns: readonly MappedColumn[];
  readonly #ids: readonly number[];
  readonly #times = new Map<string, number>();
  readonly #missing: readonly string[];
  readonly #hasCurrency: boolean;
  readonly #converts: boolean;
  readonly #nameInTwo: NameInTwo | null;

  constructor(table: TablePlan & { kind: Kind }, reading: TableReading, names: readonly string[]) {
    this.table = table;
    this.reading = reading;
    this.#columns = mappedColumns(table, names);
    this.#ids = reading.recordId.headers.map((header) => names.indexOf(header));
    this.#missing = fieldsOf(table.kind).filter(([, field]) => field.required).map(([name]) => name);
    const held = new Set(this.#columns.map((column) => column.field));
    this.#hasCurrency = fieldsOf(table.kind).some(([name]) => name === 'currency') && !held.has('currency');
    this.#nameInTwo = nameInTwo(table.kind, names);
    this.#converts = table.kind === 'lead' && held.has('convertedAt') && !held.has('converted');
  }

  /** A deletion; none where records have no id of their own to be found by. */
  *removed(row: RawRow): Iterable<RowOrReject> {
    if (this.reading.recordId.hashed) return;
    yield { row: { recordId: this.recordId(row), line: row.line, fields: {}, attributes: {}, removed: true } };
  }

  *map(row: RawRow): Iterable<RowOrReject> {
    const fields: Record<string, Value> = {};
    const attributes = Object.create(null) as Record<string, string>;
    const problems: Reject[] = [];
    for (const column of this.#columns) this.#read(row, column, fields, attributes, problems);
    if (this.#nameInTwo !== null) joinName(this.#nameInTwo, row.cells, fields);
    if (this.table.kind === 'other') fields['ofKind'] = this.reading.ofKind;
    if (this.#converts && typeof fields['convertedAt'] === 'number') fields['converted'] = true;
    const lacking = this.#missing.find((name) => fields[name] === undefined);
    if (lacking !== undefined) { yield { reject: this.#lacking(row, lacking, problems), fields }; return; }
    for (const reject of problems) yield { reject };
    yield { row: { recordId: this.recordId(row), line: row.line, fields, attributes } };
  }

  #read(row: RawRow, column: MappedColumn, fields: Record<string, Value>, attributes: Record<string, string>, problems: Reject[]): void {
    const cell = (row.cells[column.index] ?? '').trim();
    if (cell === '' || isUntouched(cell)) return;
    if (cell.includes('\uFFFD')) problems.push(this.#problem(row, column.header, 'characters that cannot be read in this encoding', cell));
    if (column.field === null) { attributes[column.header] = cell; return; }
    const value = column.parse(cell);
    if (value === null) {
      attributes[column.header] = cell;
      problems.push(this.#problem(row, column.header, column.reason, cell));
      return;
    }
    fields[column.field] = value;
    if (column.isMoney && this.#hasCurrency) {
      const currency = currencyBeside(cell);
      if (currency) fields['currency'] = currency;
    }
  }

  #problem(row: RawRow, column: string, reason: string, value: string): Reject {
    return { file: this.table.file, line: row.line, column, reason, value: shown(value) };
  }

  #lacking(row: RawRow, field: string, problems: readonly Reject[]): Reject {
    const column = this.#columns.find((candidate) => candidate.field === field);
    const broken = problems.find((problem) => problem.column === column?.header);
    const reason = broken ? `"${column?.header}": ${broken.reason}` : `"${column?.header ?? field}" is empty and the record needs it`;
    return { file: this.table.file, line: row.line, column: null, reason, value: broken?.value ?? null };
  }

  /** The id of a row's record. Rows with the same contents are numbered in the order of the file. */
  recordId(row: RawRow): string {
    const cells = this.#ids.map((index) => (row.cells[index] ?? '').trim());
    const isId = !this.reading.recordId.hashed && cells[0] !== '';
    const prefix = this.table.kind === 'other' ? `${this.reading.ofKind}:` : '';
    if (isId) return prefix + (cells[0] ?? '');
    const hash = prefix + createHash('sha1').update((this.reading.recordId.hashed ? cells : row.cells).join('\u0000')).digest('base64url').slice(0, 20);
    const times = (this.#times.get(hash) ?? 0) + 1;
    this.#times.set(hash, times);
    return times === 1 ? hash : `${hash}#${times}`;
  }

  /** A dated cell of a row, by its header; undefined where it is empty, null where it is no date. */
  dateIn(row: RawRow, header: string): { at: number | null; cell: string } | undefined {
    const column = this.#columns.find((candidate) => candidate.header === header);
    const cell = column ? (row.cells[column.index] ?? '').trim() : '';
    return column && cell !== '' && !isUntouched(cell) ? { at: column.parse(cell) as number | null, cell } : undefined;
  }
}

function mappedColumns(table: TablePlan & { kind: Kind }, names: readonly string[]): MappedColumn[] {
  const declared = new Map(fieldsOf(table.kind));
  const idHeader = table.reading?.recordId.hashed === false ? table.reading.recordId.headers[0] : undefined;
  return table.columns.flatMap((column): MappedColumn[] => {
    const index = names.indexOf(column.header);
    const field = column.field !== null ? declared.get(column.field) : undefined;
    if (index < 0 || (!field && column.header === idHeader)) return [];
    const type = field?.type ?? 'text';
    return [{ index, header: column.header, field: field ? column.field : null, parse: parserOf(type, column.format, column.field), reason: reasons[type] ?? 'not readable', required: field?.required === true, isMoney: type === 'money' }];
  });
}

const reasons: Partial<Record<FieldType, string>> = {
  time: 'not a date in the format of this column, or a day that does not exist',
  money: 'not an amount in the format of this column', number: 'not a number in the format of this column', integer: 'not a whole number',
  boolean: 'neither yes nor no', currency: 'not a currency code',
};

function parserOf(type: FieldType, format: string | null, field: string | null): Parse {
  if (type === 'time') { const order = orderOfFormat(format); return (cell) => parseDate(cell, order); }
  const mark = markOfFormat(format);
  if (type === 'money') return (cell) => parseCents(cell, mark);
  if (field === 'probability') return (cell) => asShare(parseNumber(cell, mark), !cell.includes('%') && format?.endsWith('%') === true);
  if (type === 'number') return (cell) => parseNumber(cell, mark);
  if (type === 'integer') return (cell) => { const value = parseNumber(cell, mark); return value !== null && Number.isInteger(value) ? value : null; };
  if (type === 'boolean') return parseBoolean;
  return type === 'currency' ? currencyOf : text;
}

/** Chances are written as 0.6, or as 60 where the column is in per cent. */
function asShare(value: number | null, isPerCent: boolean): number | null {
  const share = value === null ? null : isPerCent ? value / 100 : value;
  return share !== null && share >= 0 && share <= 1 ? share : null;
}
