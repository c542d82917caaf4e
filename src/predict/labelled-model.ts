import { fitLogistic, linear, logistic, treeScorer } from '../learn/index.ts';
import { judgingShare, roundsJudgedFrom, treesAfter } from './small-trees.ts';

/** A row with an outcome and the columns it may be judged by; equal rows share a group. */
export interface LabelledRow {
  readonly group: string;
  readonly values: ReadonlyMap<string, string>;
  readonly won: 0 | 1;
}

export function labelledRow(cells: Readonly<Record<string, string>>, columns: readonly string[], won: 0 | 1): LabelledRow {
  const values = new Map(columns.flatMap((column) => (cells[column] === undefined ? [] : [[column, cells[column]] as const])));
  return { group: JSON.stringify([...values]), values, won };
}

const penalty = 4;
const fewestOfLevel = 8;

type Column = { readonly name: string; readonly levels: readonly string[]; readonly numeric: { readonly mean: number; readonly sd: number } | null };

export type ChanceOfRow = (row: LabelledRow) => number;

/** Ridge logistic regression on indicator columns, and on standardised numbers where a column is numeric throughout. */
export function fitRows(rows: readonly LabelledRow[]): ChanceOfRow {
  const { size, encode } = rowEncoder(rows);
  const x = new Float64Array(rows.length * size);
  rows.forEach((row, index) => x.set(encode(row), index * size));
  const fit = fitLogistic(x, Float64Array.from(rows, (row) => row.won), size, { penalty });
  return (row) => logistic(linear(encode(row), 0, size, fit.coefficients));
}

/** Boosted trees on the same numbers. The last fifth of the groups, in the order of `rows`, says after how many rounds to stop; then all rows teach. */
export function fitRowTrees(rows: readonly LabelledRow[]): ChanceOfRow {
  const { size, encode } = rowEncoder(rows);
  const together = byGroup(rows);
  const encoded = together.map(encode);
  const columns = Array.from({ length: size }, (_, column) => Float64Array.from(encoded, (row) => row[column] as number));
  const y = Float64Array.from(together, (row) => row.won);
  const scorer = treeScorer(treesAfter(roundsJudgedFrom(judgingFrom(together), columns, y), columns, y));
  return (row) => scorer.row(encode(row))[0] as number;
}

/** Rows of a group side by side, groups in the order of their first rows. */
function byGroup(rows: readonly LabelledRow[]): LabelledRow[] {
  const groups = new Map<string, LabelledRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups.values()].flat();
}

/** First row of the last fifth of the groups; 0 where there is no earlier one. */
function judgingFrom(together: readonly LabelledRow[]): number {
  const groups = [...new Set(together.map(({ group }) => group))];
  const first = groups[Math.floor(groups.length * (1 - judgingShare))];
  return together.findIndex(({ group }) => group === first);
}

interface RowEncoder {
  readonly size: number;
  readonly encode: (row: LabelledRow) => Float64Array;
}

/** Numbers of a row, the constant first. */
function rowEncoder(rows: readonly LabelledRow[]): RowEncoder {
  const columns = [...new Set(rows.flatMap((row) => [...row.values.keys()]))].sort().map((name) => columnOf(name, rows));
  const size = 1 + columns.reduce((sum, column) => sum + (column.numeric ? 2 : column.levels.length), 0);
  return {
    size,
    encode(row) {
      const numbers = new Float64Array(size);
      encodeInto(row, columns, numbers);
      return numbers;
    },
  };
}

function columnOf(name: string, rows: readonly LabelledRow[]): Column {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row.values.get(name);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts.keys()];
  if (values.length > 12 && values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)))) return { name, levels: [], numeric: moments(rows, name) };
  return { name, levels: [...counts].filter(([, count]) => count >= fewestOfLevel).map(([value]) => value).sort(), numeric: null };
}

const squash = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

function moments(rows: readonly LabelledRow[], name: string): { mean: number; sd: number } {
  const values = rows.flatMap((row) => { const value = row.values.get(name); return value === undefined ? [] : [squash(Number(value))]; });
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length));
  return { mean, sd: sd || 1 };
}

function encodeInto(row: LabelledRow, columns: readonly Column[], into: Float64Array): void {
  into[0] = 1;
  let next = 1;
  for (const column of columns) {
    const value = row.values.get(column.name);
    if (column.numeric) {
      into[next] = value === undefined ? 0 : (squash(Number(value)) - column.numeric.mean) / column.numeric.sd;
      into[next + 1] = value === undefined ? 1 : 0;
      next += 2;
      continue;
    }
    const level = value === undefined ? -1 : column.levels.indexOf(value);
    if (level >= 0) into[next + level] = 1;
    next += column.levels.length;
  }
}
