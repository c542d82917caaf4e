/** A level needs this many rows to have a column of its own; the rest share none. Counted without looking at outcomes. */
const fewestOfLevel = 20;

/** Numbers as they are, NaN where empty; a column of 0 and 1 for each level of what is not a number, the empty one too: the same table for every model. */
export function oneHot(columns: ReadonlyMap<string, readonly string[]>): Float64Array[] {
  return [...columns.values()].flatMap((cells) => (isNumeric(cells) ? [Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell)))] : levelsOf(cells).map((level) => Float64Array.from(cells, (cell) => Number(cell === level)))))
    .filter((column) => column.some((value) => value !== column[0]));
}

const isNumeric = (cells: readonly string[]): boolean => cells.every((cell) => cell === '' || Number.isFinite(Number(cell)));

function levelsOf(cells: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= fewestOfLevel).map(([level]) => level);
}
