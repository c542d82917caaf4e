/** A record of a file as it stands there: its cells, and the line on which it begins (the header is line 1). */
export interface RawRow {
  readonly line: number;
  readonly cells: string[];
}

/** A record that could not be read. Its neighbours were. */
export interface RawProblem {
  readonly line: number;
  readonly reason: string;
  readonly value: string | null;
}

/** Rows travel in blocks, so that reading a million of them does not wait a million times. */
export interface RawBlock {
  readonly rows: RawRow[];
  readonly problems: RawProblem[];
  /** Records that their source deleted: only what tells them apart counts. */
  readonly removed?: RawRow[];
}

/** A cell beyond this many characters is not data; its row is rejected. */
export const longestCell = 1_000_000;
/** More columns than this is a matrix, not a table of records. */
export const mostColumns = 2_000;

/** What a person sees of a value that was not taken. */
export const shown = (value: string): string => (value.length > 120 ? `${value.slice(0, 120)}…` : value);
