import type { Cell } from './category-codes.ts';

export interface PartialDependence {
  readonly values: readonly Cell[];
  /** Mean answer over the rows when the feature has each value. */
  readonly mean: Float64Array;
  /** The answer of each row at each value (individual conditional expectation), value by value. */
  readonly individual: readonly Float64Array[];
}

/**
 * What a model answers on average when one feature is set to a value in every row and the others stay what they are (Friedman 2001,
 * §8.2), and the same row by row (Goldstein et al. 2015). Exact: each value is scored on all rows given, which stand for the
 * population; weights are theirs. `answersOf` scores a table, one number a row. Where the feature goes together with others, some
 * of the rows made up never occur, and what the model says of them is a guess. Values may be categories and null. Throws a
 * RangeError without rows or values, and for lengths that differ.
 */
export function partialDependence(columns: ReadonlyArray<ArrayLike<Cell>>, feature: number, values: readonly Cell[], answersOf: (columns: ReadonlyArray<ArrayLike<Cell>>) => ArrayLike<number>, weights?: ArrayLike<number>): PartialDependence {
  const rows = columns[feature]?.length ?? 0;
  if (rows === 0 || values.length === 0) throw new RangeError('Partial dependence needs the feature\'s column, rows and values');
  if (columns.some((column) => column.length !== rows) || (weights && weights.length !== rows)) throw new RangeError('Columns and weights must be of one length');
  const shares = sharesOf(rows, weights);
  const individual = values.map((value) => {
    const answers = answersOf(columns.map((column, at) => (at === feature ? new Array<Cell>(rows).fill(value) : column)));
    if (answers.length !== rows) throw new RangeError(`There are ${rows} rows, but ${answers.length} answers; score one output`);
    return Float64Array.from(answers);
  });
  return { values, individual, mean: Float64Array.from(individual, (answers) => answers.reduce((sum, answer, row) => sum + answer * (shares[row] as number), 0)) };
}

function sharesOf(rows: number, weights: ArrayLike<number> | undefined): Float64Array {
  const given = Float64Array.from({ length: rows }, (_, row) => (weights ? (weights[row] as number) : 1));
  const total = given.reduce((sum, weight) => sum + weight, 0);
  if (given.some((weight) => !(weight >= 0)) || !(total > 0 && total < Infinity)) throw new RangeError('Weights must be 0 or more, and not all 0');
  return given.map((weight) => weight / total);
}
