import { cellOf, liesLeft, type DividingColumn, type Line } from './columns.ts';
import type { StabilityTest } from './fluctuation.ts';

/** Some of the rows: what holds there, what was tested, and the line that divides them further, if any. */
export interface Part<Estimate> {
  readonly rows: number;
  readonly estimate: Estimate;
  /** One test a dividing column; none where nothing was looked for. */
  readonly tests: readonly StabilityTest[];
  /** Null: no line. */
  readonly line: Line | null;
  /** Why there is no line here; null where there is one. */
  readonly why: string | null;
  readonly left: Part<Estimate> | null;
  readonly right: Part<Estimate> | null;
}

/** What a node says of itself before it is divided. */
export interface Look<Estimate> {
  readonly estimate: Estimate;
  readonly tests: readonly StabilityTest[];
  /** The best line along a column, by its name; null where none leaves enough rows on both sides. */
  readonly lineAlong: (column: string) => Line | null;
  /** Why nothing is looked for; null where it is. */
  readonly why: string | null;
}

export interface GrowOptions {
  /** Chance that a node in which nothing changes is divided: 0.05 by default. */
  readonly alpha?: number;
  /** Most lines between the root and a part; no limit by default. */
  readonly maxDepth?: number;
}

/** Divides rows as long as a column's corrected p value is below alpha, by the column of least p that has a line. */
export function growParts<Estimate>(rows: Int32Array, columns: readonly DividingColumn[], look: (rows: Int32Array) => Look<Estimate>, options: GrowOptions): Part<Estimate> {
  const { alpha = 0.05, maxDepth = Infinity } = options;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('Alpha lies between 0 and 1');
  if (!(maxDepth >= 0)) throw new RangeError('The depth is a number from zero');
  const grown = (here: Int32Array, depth: number): Part<Estimate> => {
    const { estimate, tests, lineAlong, why } = look(here);
    const leaf = (reason: string): Part<Estimate> => ({ rows: here.length, estimate, tests, line: null, why: reason, left: null, right: null });
    if (why !== null) return leaf(why);
    if (depth >= maxDepth) return leaf('The depth allowed is reached');
    const sure = tests.filter((test) => test.adjusted !== null && test.adjusted < alpha).sort((a, b) => (a.p as number) - (b.p as number) || (b.statistic as number) - (a.statistic as number));
    if (sure.length === 0) return leaf(`No change along any column at the level of ${alpha}`);
    for (const { column } of sure) {
      const line = lineAlong(column);
      if (line === null) continue;
      const [left, right] = bySide(here, columns.find((one) => one.name === column) as DividingColumn, line);
      return { rows: here.length, estimate, tests, line, why: null, left: grown(left, depth + 1), right: grown(right, depth + 1) };
    }
    return leaf('Every line would leave too few rows on one side');
  };
  return grown(rows, 0);
}

function bySide(rows: Int32Array, column: DividingColumn, line: Line): [Int32Array, Int32Array] {
  return [rows.filter((row) => liesLeft(line, cellOf(column, row))), rows.filter((row) => !liesLeft(line, cellOf(column, row)))];
}

/** The parts that are not divided further, from left to right. */
export function endsOf<Estimate>(part: Part<Estimate>): Array<Part<Estimate>> {
  return part.left && part.right ? [...endsOf(part.left), ...endsOf(part.right)] : [part];
}

/** The end to which something with these values belongs; a column left out counts as missing. */
export function endFor<Estimate>(part: Part<Estimate>, values: Readonly<Record<string, number | string | null>>): Part<Estimate> {
  let at = part;
  while (at.line && at.left && at.right) at = liesLeft(at.line, values[at.line.column]) ? at.left : at.right;
  return at;
}
