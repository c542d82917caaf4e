import type { Refused } from '../refused.ts';
import { inverseFrom, rootOfDiagonal, solveLower, solveUpper, cholesky } from './cholesky.ts';
import { minimise } from './minimise.ts';
import { checkTable, crossed, factorOf, madeOfOthers } from './table.ts';
import { membersOf, oneGroup, type GroupLabel } from './members.ts';

/** What one group adds to the coefficients of all. */
export interface GroupEffect {
  readonly group: GroupLabel;
  readonly rows: number;
  /** Best linear unbiased prediction, one per column of z. */
  readonly effects: Float64Array;
  /** Conditional standard deviations of the effects, the variance parameters taken as known. */
  readonly sds: Float64Array;
}

export interface MixedFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Of the coefficients, p × p, row by row. */
  readonly covariance: Float64Array;
  /** Spread of the group effects, one per column of z. */
  readonly sds: Float64Array;
  /** Their correlations, q × q, row by row; 0 beside an effect without spread. */
  readonly correlations: Float64Array;
  readonly residualSd: number;
  /** −2 log restricted likelihood; to compare only between models with the same x. */
  readonly criterion: number;
  /** An effect has no spread, or two move as one: the data ask for a simpler model. */
  readonly singular: boolean;
  /** In order of first appearance. */
  readonly groups: readonly GroupEffect[];
}

/** Sums of squares and products of one group's rows. */
interface GroupSums {
  readonly zz: Float64Array;
  readonly zx: Float64Array;
  readonly zy: Float64Array;
}

/** The table as sums, z in units of its own size and y less its least squares fit. */
interface Problem {
  readonly p: number;
  readonly q: number;
  readonly n: number;
  readonly xx: Float64Array;
  readonly xy: Float64Array;
  readonly yy: number;
  readonly groups: readonly GroupSums[];
}

/** The penalised least squares problem at one relative factor Λ. */
interface Solved {
  readonly criterion: number;
  readonly beta: Float64Array;
  readonly factor: Float64Array;
  readonly left: number;
}

/** A relative spread below this counts as none. */
const none = 1e-4;
const sizesTried = [0.02, 0.05, 0.1, 0.2, 0.4] as const;
/** Beyond this many times the residual spread, the search is on its way to a residual spread of zero. */
const boundless = 1e4;

/**
 * Linear mixed model y = xβ + z b_g + ε, b_g ~ N(0, Σ) per group with all correlations, ε ~ N(0, σ²), by restricted maximum
 * likelihood: minimises the profiled criterion of Bates, Mächler, Bolker and Walker 2015 (J. Stat. Software 67, eq. 41) over the
 * lower triangle Λ with Σ = σ²ΛΛᵀ. `x` is n × p, `z` is n × q, both row-major with the ones written out (a random intercept and
 * slope: z = [1, t]); `groups` one label per row. Work per step grows with groups × q³, not with rows.
 * Throws a `RangeError` for bad input; refuses collinear columns, fewer than two groups, no more rows than group effects, and a y
 * that x or its group effects fit exactly.
 */
export function fitMixed(x: Float64Array, y: Float64Array, p: number, z: Float64Array, q: number, groups: ArrayLike<GroupLabel>): MixedFit | Refused {
  checkTable(x, y, p);
  checkTable(z, y, q);
  const members = membersOf(groups, y.length);
  const factor = factorOf(x, p);
  const sizes = sizesOf(z, q);
  if (members.length < 2) return oneGroup;
  if (y.length <= members.length * q) return { refused: `${y.length} rows cannot tell ${members.length * q} group effects from noise` };
  if (!factor) return madeOfOthers;
  if (sizes.includes(0)) return { refused: 'A column of group effects is zero everywhere' };
  const plain = solved(factor, crossed(x, p, y, 1), p);
  const problem = problemOf(x, residuals(x, y, p, plain), p, z, sizes, members.map((member) => member.rows));
  if (!(problem.yy > 1e-20 * y.reduce((sum, value) => sum + value * value, 0))) return { refused: 'The columns fit y exactly: there is no spread to divide' };
  const at = bestFactor((theta) => solve(problem, theta).criterion, q);
  if (at.some((value) => Math.abs(value) > boundless)) return { refused: 'The group effects fit y exactly: there is no noise to weigh them by' };
  return describe(problem, at, plain, sizes, members);
}

const solved = (factor: Float64Array, g: Float64Array, p: number): Float64Array => solveUpper(factor, solveLower(factor, g, p), p);

function residuals(x: Float64Array, y: Float64Array, p: number, beta: Float64Array): Float64Array {
  return y.map((value, row) => beta.reduce((left, slope, j) => left - slope * (x[row * p + j] as number), value));
}

/** Root mean square of each column of z. */
function sizesOf(z: Float64Array, q: number): Float64Array {
  const squares = new Float64Array(q);
  z.forEach((value, at) => { squares[at % q] = (squares[at % q] as number) + value * value; });
  return squares.map((sum) => Math.sqrt(sum / (z.length / q)));
}

function problemOf(x: Float64Array, y: Float64Array, p: number, z: Float64Array, sizes: Float64Array, groups: ReadonlyArray<readonly number[]>): Problem {
  const q = sizes.length;
  const sums = groups.map((rows) => {
    const part = (table: Float64Array, width: number): Float64Array => Float64Array.from(rows.flatMap((row) => [...table.subarray(row * width, (row + 1) * width)]));
    const own = part(z, q).map((value, at) => value / (sizes[at % q] as number));
    return { zz: crossed(own, q, own, q), zx: crossed(own, q, part(x, p), p), zy: crossed(own, q, part(y, 1), 1) };
  });
  return { p, q, n: y.length, xx: crossed(x, p, x, p), xy: crossed(x, p, y, 1), yy: y.reduce((sum, value) => sum + value * value, 0), groups: sums };
}

/** Λ = 1, its lower triangle row by row. */
const startOf = (q: number): Float64Array => Float64Array.from(Array.from({ length: q }, (_, i) => Array.from({ length: i + 1 }, (_one, j) => (i === j ? 1 : 0))).flat());

/**
 * The criterion is the same for θ and −θ, so that a spread of zero is always level, also where it is a summit: after the
 * search, spreads near zero are tried at a few sizes, and the search goes on from the best of them.
 */
function bestFactor(criterion: (theta: Float64Array) => number, q: number): Float64Array {
  let best = minimise(criterion, startOf(q));
  for (let round = 0; round < q; round += 1) {
    const small = best.at.findIndex((value, at) => isDiagonal(at) && Math.abs(value) < 0.1);
    if (small < 0) return best.at;
    const tried = sizesTried.map((size) => best.at.map((value, at) => (at === small ? size : value)));
    const least = tried.reduce((one, other) => (criterion(other) < criterion(one) ? other : one));
    if (!(criterion(least) < best.value)) return best.at;
    best = minimise(criterion, least);
  }
  return best.at;
}

function lambdaOf(theta: Float64Array, q: number): Float64Array {
  const lambda = new Float64Array(q * q);
  for (let i = 0; i < q; i += 1) for (let j = 0; j <= i; j += 1) lambda[i * q + j] = theta[(i * (i + 1)) / 2 + j] as number;
  return lambda;
}

/** ΛᵀA for a q × width matrix A. */
function turned(lambda: Float64Array, a: Float64Array, q: number): Float64Array {
  return crossed(lambda, q, a, a.length / q);
}

/** Factor of ΛᵀZᵀZΛ + 1 for one group. */
function groupFactor(lambda: Float64Array, zz: Float64Array, q: number): Float64Array | null {
  const half = transposed(turned(lambda, zz, q), q);
  return cholesky(turned(lambda, half, q).map((value, at) => value + (at % (q + 1) === 0 ? 1 : 0)), q);
}

const transposed = (a: Float64Array, q: number): Float64Array => a.map((_, at) => a[(at % q) * q + Math.floor(at / q)] as number);

const logDeterminant = (l: Float64Array, p: number): number => 2 * l.reduce((sum, value, at) => (at % (p + 1) === 0 ? sum + Math.log(value) : sum), 0);

/** Columns of A (q × width) as forward-solved by L. */
function columnsSolved(l: Float64Array, a: Float64Array, q: number): Float64Array {
  const width = a.length / q;
  const out = new Float64Array(a.length);
  for (let k = 0; k < width; k += 1) solveLower(l, Float64Array.from({ length: q }, (_, i) => a[i * width + k] as number), q).forEach((value, i) => { out[i * width + k] = value; });
  return out;
}

function solve(problem: Problem, theta: Float64Array): Solved {
  const { p, q, n } = problem;
  const lambda = lambdaOf(theta, q);
  const [xx, xy] = [Float64Array.from(problem.xx), Float64Array.from(problem.xy)];
  let [left, logs] = [problem.yy, 0];
  for (const group of problem.groups) {
    const l = groupFactor(lambda, group.zz, q);
    if (!l) return { criterion: Infinity, beta: xy, factor: xx, left };
    const cx = columnsSolved(l, turned(lambda, group.zx, q), q);
    const cy = columnsSolved(l, turned(lambda, group.zy, q), q);
    crossed(cx, p, cx, p).forEach((value, at) => { xx[at] = (xx[at] as number) - value; });
    crossed(cx, p, cy, 1).forEach((value, at) => { xy[at] = (xy[at] as number) - value; });
    left -= cy.reduce((sum, value) => sum + value * value, 0);
    logs += logDeterminant(l, q);
  }
  const factor = cholesky(xx, p);
  if (!factor) return { criterion: Infinity, beta: xy, factor: xx, left };
  const half = solveLower(factor, xy, p);
  left -= half.reduce((sum, value) => sum + value * value, 0);
  const criterion = left > 0 ? logs + logDeterminant(factor, p) + (n - p) * (1 + Math.log((2 * Math.PI * left) / (n - p))) : Infinity;
  return { criterion, beta: solveUpper(factor, half, p), factor, left };
}

function describe(problem: Problem, theta: Float64Array, plain: Float64Array, sizes: Float64Array, members: ReadonlyArray<{ group: GroupLabel; rows: readonly number[] }>): MixedFit {
  const { p, q, n } = problem;
  const best = solve(problem, theta);
  const variance = best.left / (n - p);
  const covariance = inverseFrom(best.factor, p).map((value) => value * variance);
  const lambda = lambdaOf(theta, q);
  const relative = crossed(transposed(lambda, q), q, transposed(lambda, q), q);
  const spreads = rootOfDiagonal(relative, q);
  const toUnits = Math.sqrt(variance);
  return {
    coefficients: best.beta.map((value, j) => value + (plain[j] as number)),
    standardErrors: rootOfDiagonal(covariance, p),
    covariance,
    sds: spreads.map((spread, j) => (spread < none ? 0 : (spread * toUnits) / (sizes[j] as number))),
    correlations: correlationsOf(relative, spreads, q),
    residualSd: toUnits,
    criterion: best.criterion,
    singular: theta.some((value, at) => isDiagonal(at) && Math.abs(value) < none),
    groups: problem.groups.map((group, at) => effectOf(group, lambda, best.beta, toUnits, sizes, members[at] as { group: GroupLabel; rows: readonly number[] })),
  };
}

/** Whether a place in a lower triangle, row by row, is on the diagonal: 0, 2, 5, 9, … */
const isDiagonal = (at: number): boolean => Number.isInteger((Math.sqrt(8 * at + 9) - 3) / 2);

function correlationsOf(relative: Float64Array, spreads: Float64Array, q: number): Float64Array {
  return relative.map((value, at) => {
    const [i, j] = [Math.floor(at / q), at % q];
    const size = (spreads[i] as number) * (spreads[j] as number);
    if (i === j) return 1;
    return Math.min(spreads[i] as number, spreads[j] as number) < none ? 0 : Math.min(1, Math.max(-1, value / size));
  });
}

/** b = Λ(ΛᵀZᵀZΛ + 1)⁻¹ΛᵀZᵀ(y − xβ), and the roots of the diagonal of σ²Λ(ΛᵀZᵀZΛ + 1)⁻¹Λᵀ. */
function effectOf(group: GroupSums, lambda: Float64Array, beta: Float64Array, residualSd: number, sizes: Float64Array, member: { group: GroupLabel; rows: readonly number[] }): GroupEffect {
  const q = sizes.length;
  const l = groupFactor(lambda, group.zz, q) as Float64Array;
  const p = beta.length;
  const left = group.zy.map((value, i) => beta.reduce((sum, slope, j) => sum - slope * (group.zx[i * p + j] as number), value));
  const u = solved(l, turned(lambda, left, q), q);
  const half = columnsSolved(l, transposed(lambda, q), q);
  const sds = rootOfDiagonal(crossed(half, q, half, q), q).map((spread, i) => (spread * residualSd) / (sizes[i] as number));
  const effects = crossed(transposed(lambda, q), q, u, 1).map((value, i) => value / (sizes[i] as number));
  return { group: member.group, rows: member.rows.length, effects, sds };
}
