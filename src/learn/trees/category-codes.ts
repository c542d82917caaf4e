import type { TreeModel } from './tree-model.ts';

/** A number or a category; null, undefined and NaN are missing. A number where the model has categories is the category of its decimal text. */
export type Cell = number | string | null | undefined;

/** The code of a category outside the dictionary. */
export const unseenCode = -1;

/** Turns cells of one feature into numbers: itself, or a category's place in the dictionary, unseenCode outside it, NaN where missing. */
export type CellReader = (cell: Cell, row: number) => number;

/** A reader for each feature of a model. Readers throw a RangeError for a text where the feature is a number. */
export function cellReaders({ features, categories }: Pick<TreeModel, 'features' | 'categories'>): CellReader[] {
  return features.map((name, feature) => {
    const words = categories?.[feature] ?? null;
    return words === null ? numberReader(name) : codeReader(new Map(words.map((word, code) => [word, code])));
  });
}

function numberReader(name: string): CellReader {
  return (cell, row) => {
    if (typeof cell === 'string') throw new RangeError(`Feature ${name} is a number, but row ${row} holds a text`);
    return cell ?? NaN;
  };
}

const codeReader = (codes: ReadonlyMap<string, number>): CellReader => (cell) => {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return NaN;
  return codes.get(String(cell)) ?? unseenCode;
};

/** A column as numbers; one that is a typed array of plain numbers already stays what it is. */
export function encodedColumn(column: ArrayLike<Cell>, read: CellReader, isCategory: boolean): ArrayLike<number> {
  if (!isCategory && ArrayBuffer.isView(column)) return column as ArrayLike<number>;
  const numbers = new Float64Array(column.length);
  for (let row = 0; row < numbers.length; row += 1) numbers[row] = read(column[row], row);
  return numbers;
}
