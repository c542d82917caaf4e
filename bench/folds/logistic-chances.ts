import { fitLogistic, linear, logistic, type Split } from '../../src/learn/index.ts';

/** Chances by logistic regression with a ridge of one row on columns in standard units; empty numbers take the mean and an indicator. Means and spreads are those of the rows fitted. */
export function logisticChances(columns: readonly Float64Array[], y: readonly number[], { train, test }: Split): number[] {
  const features = [new Float64Array(y.length).fill(1), ...columns.flatMap((column) => standardised(column, train))];
  const p = features.length;
  const table = (rows: Int32Array): Float64Array => Float64Array.from({ length: rows.length * p }, (_, at) => (features[at % p] as Float64Array)[rows[Math.floor(at / p)] as number] as number);
  const { coefficients } = fitLogistic(table(train), Float64Array.from(train, (row) => y[row] as number), p, { penalty: 1 });
  const judged = table(test);
  return Array.from(test, (_, at) => logistic(linear(judged, at, p, coefficients)));
}

function standardised(column: Float64Array, train: Int32Array): Float64Array[] {
  const known = Float64Array.from(train, (row) => column[row] as number).filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const sd = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
  const units = column.map((value) => (Number.isNaN(value) || sd === 0 ? 0 : (value - mean) / sd));
  return column.some(Number.isNaN) ? [units, column.map((value) => Number(Number.isNaN(value)))] : [units];
}
