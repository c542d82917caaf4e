import { bootstrapInterval, type BootstrapOptions } from '../judgement/bootstrap-interval.ts';
import type { Line, NumberColumn } from './columns.ts';
import { partitionByAssociation, type AssociationOptions, type Outcome } from './partition-by-association.ts';
import { partitionModel, type ModelOptions } from './partition-model.ts';

/** Where the first line along one number column lies: `high` is the next value of the column, because a line is known to lie between two values only. */
export interface CutInterval {
  readonly low: number;
  readonly high: number;
}

/** A level at which every node with an admissible line is divided: the line itself is in question here, not whether there is one. */
const anyway = 1 - 1e-12;

/** Any line between two neighbouring values divides the rows alike, so the upper end is the next value above. */
function widened(found: CutInterval | null, { values }: NumberColumn): CutInterval | null {
  if (found === null) return null;
  const above = Array.from(values).filter((value) => value > found.high);
  return { low: found.low, high: above.length > 0 ? above.reduce((least, value) => Math.min(least, value)) : found.high };
}

const cutOf = (line: Line | null): number | null => (line?.kind === 'number' ? line.atMost : null);

/**
 * Percentile bootstrap over rows of the first line of `partitionModel` along `column`, whether or not it is significant. A line is no smooth quantity, so the bootstrap is not consistent
 * for it (Seijo and Sen 2011, Annals of Statistics 39): take it as how far the line moves on like rows, not as a promise of coverage. Null where more than one
 * draw in ten has no line. Throws a RangeError as `partitionModel` and `bootstrapInterval` do.
 */
export function modelCutInterval(x: Float64Array, y: Float64Array, p: number, column: NumberColumn, options: ModelOptions & BootstrapOptions): CutInterval | null {
  partitionModel(x, y, p, [column], { ...options, maxDepth: 0 });
  return widened(bootstrapInterval(y.length, (rows) => {
    const cells = new Float64Array(rows.length * p);
    rows.forEach((row, at) => cells.set(x.subarray(row * p, (row + 1) * p), at * p));
    const drawn = { name: column.name, values: Float64Array.from(rows, (row) => column.values[row] as number) };
    return cutOf(partitionModel(cells, Float64Array.from(rows, (row) => y[row] as number), p, [drawn], { ...options, alpha: anyway, maxDepth: 1 }).line);
  }, options), column);
}

/** The same of the first line of `partitionByAssociation`. */
export function associationCutInterval(outcome: Outcome, column: NumberColumn, options: AssociationOptions & BootstrapOptions): CutInterval | null {
  partitionByAssociation(outcome, [column], { ...options, maxDepth: 0 });
  return widened(bootstrapInterval(column.values.length, (rows) => {
    const drawn = { name: column.name, values: Float64Array.from(rows, (row) => column.values[row] as number) };
    const redrawn: Outcome = 'numbers' in outcome ? { numbers: Float64Array.from(rows, (row) => outcome.numbers[row] as number) } : { categories: Array.from(rows, (row) => outcome.categories[row] as string) };
    return cutOf(partitionByAssociation(redrawn, [drawn], { ...options, alpha: anyway, maxDepth: 1 }).line);
  }, options), column);
}
