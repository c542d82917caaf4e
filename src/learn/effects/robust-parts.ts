import { cholesky, solveLower, solveUpper } from '../linear/cholesky.ts';
import { checkTable, crossed } from '../linear/table.ts';
import { membersOf, type GroupLabel } from '../linear/members.ts';
import { residuals } from './residuals.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** How errors are corrected for rows that pull the fit towards themselves; with clusters the same is called CR0 to CR3. */
export type ErrorKind = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/** One cluster, or one row that counts `times` times, in coordinates in which XᵀWX is the identity. */
export interface RobustPart {
  /** Sum of w · z · e, corrected for the pull of the cluster on the fit. */
  readonly score: Float64Array;
  /** Σ w z zᵀ of the cluster: eigenvalues and eigenvectors as columns. */
  readonly values: Float64Array;
  readonly vectors: Float64Array;
  readonly times: number;
  readonly rows: readonly number[];
}

export interface RobustParts {
  readonly coefficients: Float64Array;
  /** Lower triangle L of XᵀWX = L Lᵀ: z = L⁻¹x. */
  readonly factor: Float64Array;
  readonly parts: readonly RobustPart[];
  /** Sum of the weights. */
  readonly n: number;
}

export interface RobustTable {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: number;
  readonly weights?: Float64Array | undefined;
  readonly clusters?: ArrayLike<GroupLabel> | undefined;
}

/** An eigenvalue this near to 1 is a direction that the cluster alone decides; it says nothing of the spread (Pustejovsky and Tipton 2018, generalised inverse). */
const decidedAlone = 1 - 1e-9;

const corrections: Record<ErrorKind, (value: number) => number> = {
  HC0: () => 1,
  HC1: () => 1,
  HC2: (value) => (value > decidedAlone ? 0 : 1 / Math.sqrt(1 - value)),
  HC3: (value) => (value > decidedAlone ? 0 : 1 / (1 - value)),
};

/**
 * Least squares split into what each cluster adds to the spread of its coefficients. In z = L⁻¹x the correction (I − H)^(−1/2) of a cluster's
 * residuals becomes (I − S)^(−1/2) of a p × p matrix, so a cluster of any size costs the same. Null where a column is made of others.
 */
export function robustParts({ x, y, p, weights, clusters }: RobustTable, kind: ErrorKind): RobustParts | null {
  checkTable(x, y, p, weights);
  const factor = cholesky(crossed(x, p, x, p, weights), p);
  if (!factor) return null;
  const coefficients = solveUpper(factor, solveLower(factor, crossed(x, p, y, 1, weights), p), p);
  const z = (row: number): Float64Array => solveLower(factor, x.subarray(row * p, row * p + p), p);
  const leftovers = residuals(x, y, p, coefficients);
  const left = (row: number): number => leftovers[row] as number;
  const weightOf = (row: number): number => weights?.[row] ?? 1;
  const counted = Array.from(y, (_, row) => row).filter((row) => weightOf(row) > 0);
  const parts = clusters === undefined
    ? counted.map((row) => partOfRow(row, z(row), left(row), weightOf(row), kind))
    : membersOf(clusters, y.length).map(({ rows }) => partOfCluster(rows.filter((row) => weightOf(row) > 0), p, z, left, weightOf, kind)).filter((part) => part.rows.length > 0);
  return { coefficients, factor, parts, n: counted.reduce((sum, row) => sum + weightOf(row), 0) };
}

function partOfRow(row: number, z: Float64Array, left: number, times: number, kind: ErrorKind): RobustPart {
  const pull = z.reduce((sum, value) => sum + value * value, 0);
  const length = Math.sqrt(pull);
  return { score: z.map((value) => value * left * corrections[kind](pull)), values: Float64Array.of(pull), vectors: z.map((value) => (length === 0 ? 0 : value / length)), times, rows: [row] };
}

function partOfCluster(rows: readonly number[], p: number, z: (row: number) => Float64Array, left: (row: number) => number, weightOf: (row: number) => number, kind: ErrorKind): RobustPart {
  const [square, sum] = [new Float64Array(p * p), new Float64Array(p)];
  for (const row of rows) {
    const [own, weight, residual] = [z(row), weightOf(row), left(row)];
    for (let j = 0; j < p; j += 1) {
      const scaled = weight * (own[j] as number);
      sum[j] = (sum[j] as number) + scaled * residual;
      for (let k = 0; k < p; k += 1) square[j * p + k] = (square[j * p + k] as number) + scaled * (own[k] as number);
    }
  }
  const { values, vectors } = symmetricEigen(square, p);
  return { score: throughEigen({ values, vectors }, sum, corrections[kind]), values, vectors, times: 1, rows };
}

/** f(S) v, for a function of the eigenvalues of S. */
export function throughEigen({ values, vectors }: Pick<RobustPart, 'values' | 'vectors'>, v: Float64Array, f: (value: number) => number): Float64Array {
  const [p, count] = [v.length, values.length];
  const result = new Float64Array(p);
  for (let k = 0; k < count; k += 1) {
    let along = 0;
    for (let j = 0; j < p; j += 1) along += (vectors[j * count + k] as number) * (v[j] as number);
    along *= f(values[k] as number);
    for (let j = 0; j < p; j += 1) result[j] = (result[j] as number) + along * (vectors[j * count + k] as number);
  }
  return result;
}

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/**
 * Degrees of freedom of one combination of the coefficients, `d` in z coordinates, for HC2 or CR2 errors: Satterthwaite's under independent errors of
 * equal spread (Bell and McCaffrey 2002; Imbens and Kolesár 2016). Never below 1.
 */
export function satterthwaite(parts: readonly RobustPart[], d: Float64Array): number {
  const p = d.length;
  const outer = new Float64Array(p * p);
  let [trace, square] = [0, 0];
  for (const part of parts) {
    const alpha = inner(d, throughEigen(part, d, (value) => (value > decidedAlone ? 0 : value / (1 - value))));
    const v = throughEigen(part, d, (value) => (value > decidedAlone ? 0 : value / Math.sqrt(1 - value)));
    const length = inner(v, v);
    trace += part.times * (alpha - length);
    square += part.times * (alpha * alpha - 2 * alpha * length);
    for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) outer[j * p + k] = (outer[j * p + k] as number) + part.times * (v[j] as number) * (v[k] as number);
  }
  square += inner(outer, outer);
  return square > 0 ? Math.max(1, (trace * trace) / square) : 1;
}
