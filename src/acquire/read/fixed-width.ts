import { Failure } from '../../model/index.ts';
import { textOf } from './encoding.ts';
import { longestCell, mostColumns, shown, type RawBlock, type RawProblem, type RawRow } from './rows.ts';

/** Where columns begin and end. With `gaps` the last place of every column but the last is blank on every line; without, columns touch. */
export interface FixedLayout {
  readonly columns: ReadonlyArray<{ readonly from: number; readonly to: number }>;
  readonly gaps: boolean;
}

const writtenForm = /^(fixed|gaps):(\d{1,5}(?:,\d{1,5}){0,1999})$/;
const linesLookedAt = 400;
/** Fewer lines than this can be blank at the same place by chance. */
const fewestLines = 4;

/** A layout as it is written: `fixed:` and the widths of columns that touch, as a person tells them, or `gaps:` and the widths that were found. Null for other texts; throws `bad_request` for a column without width. */
export function layoutOf(text: string | null): FixedLayout | null {
  if (text === null || !/^(fixed|gaps):/.test(text)) return null;
  const [, form, list] = writtenForm.exec(text) ?? [];
  const widths = list?.split(',').map(Number);
  if (widths === undefined || widths.includes(0)) throw new Failure('bad_request', `"${shown(text)}" is no layout of fixed width.`, 'Write the widths of the columns, such as fixed:10,30,12.');
  let from = 0;
  return { columns: widths.map((width) => ({ from, to: (from += width) })), gaps: form === 'gaps' };
}

/**
 * The layout of text whose columns are filled up with spaces, as widths for `layoutOf`; null where there is none. Columns end where
 * a place is blank on every line; two columns at least, and lines of prose are none: their blanks do not stand in line.
 */
export function findFixedLayout(head: string): string | null {
  const lines = head.split(/\r\n|\n|\r/).slice(0, -1).filter((line) => line.trim() !== '' && !/^[\s=_-]+$/.test(line)).slice(0, linesLookedAt);
  if (lines.length < fewestLines || lines.some((line) => line.includes('\t'))) return null;
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width > longestLineOfLayout) return null;
  const blank = Array.from({ length: width }, (_, at) => lines.every((line) => (line[at] ?? ' ') === ' '));
  const words = blank.flatMap((isBlank, at) => (!isBlank && (at === 0 || blank[at - 1] === true) ? [at] : []));
  // A header of two words over short values looks like two columns, of which one is empty below.
  const starts = words.filter((start, index) => index === 0 || lines.slice(1).some((line) => line.slice(start, words[index + 1]).trim() !== ''));
  if (starts.length < 2 || starts.length > mostColumns || !isFilled(lines, starts)) return null;
  return `gaps:${starts.map((start, index) => (starts[index + 1] ?? width) - (index === 0 ? 0 : start)).join(',')}`;
}

const longestLineOfLayout = 20_000;

/** Two columns at least hold something on most lines: a list of names with some remarks behind them is no table. */
const isFilled = (lines: readonly string[], starts: readonly number[]): boolean =>
  starts.filter((start, index) => lines.filter((line) => line.slice(start, starts[index + 1]).trim() !== '').length > lines.length * 0.6).length >= 2;

/** Rows of a file of fixed width. A line whose text runs across the border of two columns is a problem, not a guess. */
export async function* readFixedWidth(file: string, gzip: boolean, encoding: string, layout: FixedLayout): AsyncIterable<RawBlock> {
  let rest = '';
  let line = 0;
  for await (const text of textOf(file, gzip, encoding)) {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, longestCell + 1);
    yield blockOf(lines, line, layout);
    line += lines.length;
  }
  if (rest !== '') yield blockOf([rest], line, layout);
}

function blockOf(lines: readonly string[], before: number, layout: FixedLayout): RawBlock {
  const [rows, problems]: [RawRow[], RawProblem[]] = [[], []];
  for (const [index, raw] of lines.entries()) {
    const text = raw.replace(/\r$/, '');
    const line = before + index + 1;
    if (text.trim() === '' || /^[\s=_-]+$/.test(text)) continue;
    const reason = misfit(text, layout);
    if (reason === null) rows.push({ line, cells: layout.columns.map(({ from, to }) => text.slice(from, to).trim()) });
    else problems.push({ line, reason, value: shown(text) });
  }
  return { rows, problems };
}

function misfit(text: string, { columns, gaps }: FixedLayout): string | null {
  if (text.length > longestCell) return 'a line longer than 1,000,000 characters';
  const end = columns.at(-1)?.to ?? 0;
  if (!gaps && text.slice(end).trim() !== '') return `longer than its columns, which end at ${end}`;
  const crossed = gaps ? columns.findIndex(({ to }, index) => index < columns.length - 1 && (text[to - 1] ?? ' ') !== ' ') : -1;
  return crossed < 0 ? null : `text runs across the end of column ${crossed + 1}`;
}
