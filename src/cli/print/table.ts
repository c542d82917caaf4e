export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand right, text left. */
  readonly align?: 'left' | 'right';
}

const widest = 48;

/** An aligned table: header, then a line for each row. Long cells are cut, with a mark. */
export function tableLines<Row>(rows: readonly Row[], columns: ReadonlyArray<Column<Row>>): string[] {
  const cells = [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => shown(column.cell(row))))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => [...(line[index] ?? '')].length)));
  return cells.map((line) => line.map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.align)).join('  ').trimEnd());
}

// What files say must not move the cursor or colour the terminal.
const shown = (text: string): string => {
  const clean = withoutControls(text);
  return [...clean].length > widest ? `${[...clean].slice(0, widest - 1).join('')}…` : clean;
};

function padded(cell: string, width: number, align: 'left' | 'right' = 'left'): string {
  const gap = ' '.repeat(Math.max(0, width - [...cell].length));
  return align === 'right' ? gap + cell : cell + gap;
}

/** Text without control characters; line breaks and tabs become spaces. */
export const withoutControls = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '');
