import type { Refused } from '../refused.ts';
import { inverseFrom, rootOfDiagonal, solveLower, solveUpper } from './cholesky.ts';
import { membersOf, oneGroup, type GroupLabel } from './members.ts';
import { problemOf, sizesOf, type LeadGroup, type MixedTerm, type Problem, type TermShape } from './mixed-problem.ts';
import { groupSolved, lambdasOf, placesTouched, solveMixed, type GroupSolved, type Solved } from './mixed-solve.ts';
import { bestFactor, correlationsOf, isDiagonal, none, parametersOf, relativeCovariance, startOf, transposed } from './relative-factor.ts';
import { checkTable, crossed, factorOf, madeOfOthers } from './table.ts';

/** What one group adds to the coefficients of all. */
export interface GroupEffect {
  readonly group: GroupLabel;
  readonly rows: number;
  /** Best linear unbiased prediction, one per column of z. */
  readonly effects: Float64Array;
  /** Conditional standard deviations of the effects, the variance parameters taken as known. */
  readonly sds: Float64Array;
}

/** What is known of one grouping. */
export interface MixedTermFit {
  /** Spread of the group effects, one per column of z. */
  readonly sds: Float64Array;
  /** Their correlations, q × q, row by row; 0 beside an effect without spread. */
  readonly correlations: Float64Array;
  /** In order of first appearance. */
  readonly groups: readonly GroupEffect[];
}

interface MixedCommon {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Of the coefficients, p × p, row by row. */
  readonly covariance: Float64Array;
  /** Of a row of weight 1. */
  readonly residualSd: number;
  /** −2 log restricted likelihood; to compare only between models with the same x. */
  readonly criterion: number;
  /** An effect has no spread, or two move as one: the data ask for a simpler model. */
  readonly singular: boolean;
}

export type MixedFit = MixedCommon & MixedTermFit;

export interface CrossedMixedFit extends MixedCommon {
  /** In the order given. */
  readonly terms: readonly MixedTermFit[];
}

export interface MixedOptions {
  /** A row of weight w has the variance σ² ÷ w, as a mean of w rows has; one of weight 0 is left out. They are not counts of rows. */
  readonly weights?: Float64Array;
}

/** Beyond this many times the residual spread, the search is on its way to a residual spread of zero. */
const boundless = 1e4;
/** Effects beside the largest grouping that one dense factor is made for, at each step of the search. */
const mostRest = 1_000;

/**
 * Linear mixed model y = xβ + z b_g + ε, b_g ~ N(0, Σ) per group with all correlations, ε ~ N(0, σ² ÷ w), by restricted maximum
 * likelihood: minimises the profiled criterion of Bates, Mächler, Bolker and Walker 2015 (J. Stat. Software 67, eq. 41) over the
 * lower triangle Λ with Σ = σ²ΛΛᵀ. `x` is n × p, `z` is n × q, both row-major with the ones written out (a random intercept and
 * slope: z = [1, t]); `groups` one label per row. Work per step grows with groups × q³, not with rows.
 * Throws a `RangeError` for bad input; refuses collinear columns, fewer than two groups, no more rows than group effects, and a y
 * that x or its group effects fit exactly.
 */
export function fitMixed(x: Float64Array, y: Float64Array, p: number, z: Float64Array, q: number, groups: ArrayLike<GroupLabel>, options: MixedOptions = {}): MixedFit | Refused {
  const fit = fitCrossedMixed(x, y, p, [{ z, q, groups }], options);
  if ('refused' in fit) return fit;
  const { terms, ...common } = fit;
  return { ...common, ...(terms[0] as MixedTermFit) };
}

/**
 * The same with several groupings at once, crossed (sellers and customers) or nested (casks within batches), effects of different groupings
 * independent: y = xβ + Σ_t z_t b_t + ε. The grouping of most effects is eliminated group by group, so it may have a hundred thousand;
 * all others together may have 1,000 effects, for they stand in one dense factor. Throws and refuses as `fitMixed`, and refuses two groupings that part the rows alike.
 */
export function fitCrossedMixed(x: Float64Array, y: Float64Array, p: number, terms: readonly MixedTerm[], { weights }: MixedOptions = {}): CrossedMixedFit | Refused {
  checkTable(x, y, p, weights);
  if (terms.length === 0) throw new RangeError('A mixed model needs at least one grouping');
  for (const { z, q, groups } of terms) {
    checkTable(z, y, q);
    if (groups.length !== y.length) throw new RangeError(`${groups.length} group labels for ${y.length} rows`);
  }
  if (weights === undefined) return fitRows(x, y, p, terms, 0);
  const rows = Int32Array.from(weights, (_, row) => row).filter((row) => (weights[row] as number) > 0);
  const weighed = (table: Float64Array, width: number): Float64Array => Float64Array.from({ length: rows.length * width }, (_, at) => Math.sqrt(weights[rows[Math.floor(at / width)] as number] as number) * (table[(rows[Math.floor(at / width)] as number) * width + (at % width)] as number));
  const logWeights = rows.reduce((sum, row) => sum + Math.log(weights[row] as number), 0);
  return fitRows(weighed(x, p), weighed(y, 1), p, terms.map(({ z, q, groups }) => ({ z: weighed(z, q), q, groups: Array.from(rows, (row) => groups[row] as GroupLabel) })), logWeights);
}

function fitRows(x: Float64Array, y: Float64Array, p: number, given: readonly MixedTerm[], logWeights: number): CrossedMixedFit | Refused {
  const terms = given.map((term) => ({ ...term, members: membersOf(term.groups, y.length) }));
  const why = refusalOf(y.length, terms);
  if (why) return why;
  const factor = factorOf(x, p);
  if (!factor) return madeOfOthers;
  if (terms.some(({ z, q }) => sizesOf(z, q).includes(0))) return { refused: 'A column of group effects is zero everywhere' };
  const plain = solveUpper(factor, solveLower(factor, crossed(x, p, y, 1), p), p);
  const problem = problemOf(x, residuals(x, y, p, plain), p, terms);
  if (!(problem.yy > 1e-20 * y.reduce((sum, value) => sum + value * value, 0))) return { refused: 'The columns fit y exactly: there is no spread to divide' };
  const start = Float64Array.from(terms.flatMap(({ q }) => startOf(q)));
  const at = bestFactor((theta) => solveMixed(problem, theta).criterion, start, spreadsOf(problem.terms));
  if (at.some((value) => Math.abs(value) > boundless)) return { refused: 'The group effects fit y exactly: there is no noise to weigh them by' };
  return describe(problem, at, plain, logWeights);
}

function refusalOf(n: number, terms: ReadonlyArray<MixedTerm & { members: TermShape['members'] }>): Refused | null {
  if (terms.some(({ members }) => members.length < 2)) return oneGroup;
  const many = terms.find(({ members, q }) => n <= members.length * q);
  if (many) return { refused: `${n} rows cannot tell ${many.members.length * many.q} group effects from noise` };
  const effects = terms.map(({ members, q }) => members.length * q);
  const rest = effects.reduce((sum, count) => sum + count, 0) - Math.max(...effects);
  if (rest > mostRest) return { refused: `Beside the largest grouping there are ${rest} effects: at most ${mostRest} can be told apart at once` };
  const parted = terms.map(({ members }) => members.map(({ rows }) => rows[0]).join(' '));
  const alike = terms.some(({ members }, at) => terms.some((other, index) => index < at && parted[index] === parted[at] && other.members.every(({ rows }, level) => rows.length === members[level]?.rows.length && rows.every((row, place) => row === members[level]?.rows[place]))));
  return alike ? { refused: 'Two groupings part the rows alike: give their columns as one' } : null;
}

function residuals(x: Float64Array, y: Float64Array, p: number, beta: Float64Array): Float64Array {
  return y.map((value, row) => beta.reduce((left, slope, j) => left - slope * (x[row * p + j] as number), value));
}

/** Places of spreads among all parameters. */
function spreadsOf(terms: readonly TermShape[]): number[] {
  let from = 0;
  return terms.flatMap(({ q }) => {
    const own = Array.from({ length: parametersOf(q) }, (_, at) => at).filter(isDiagonal).map((at) => from + at);
    from += parametersOf(q);
    return own;
  });
}

function describe(problem: Problem, theta: Float64Array, plain: Float64Array, logWeights: number): CrossedMixedFit {
  const { p, n, terms } = problem;
  const best = solveMixed(problem, theta);
  const variance = best.left / (n - p);
  const covariance = inverseFrom(best.factor, p).map((value) => value * variance);
  const lambdas = lambdasOf(theta, terms);
  const modes = modesOf(problem, best, lambdas);
  return {
    coefficients: best.beta.map((value, j) => value + (plain[j] as number)),
    standardErrors: rootOfDiagonal(covariance, p),
    covariance,
    residualSd: Math.sqrt(variance),
    criterion: best.criterion - logWeights,
    singular: spreadsOf(terms).some((at) => Math.abs(theta[at] as number) < none),
    terms: terms.map((term, at) => describeTerm(term, lambdas[at] as Float64Array, modes[at] as readonly Mode[], Math.sqrt(variance))),
  };
}

function describeTerm({ q, sizes, members }: TermShape, lambda: Float64Array, modes: readonly Mode[], residualSd: number): MixedTermFit {
  const relative = relativeCovariance(lambda, q);
  const spreads = rootOfDiagonal(relative, q);
  const inUnits = (values: Float64Array): Float64Array => values.map((value, j) => value / (sizes[j] as number));
  return {
    sds: inUnits(spreads.map((spread) => (spread < none ? 0 : spread * residualSd))),
    correlations: correlationsOf(relative, spreads, q),
    groups: modes.map(({ u, covariance }, at) => ({
      group: (members[at] as TermShape['members'][number]).group,
      rows: (members[at] as TermShape['members'][number]).rows.length,
      effects: inUnits(crossed(transposed(lambda, q), q, u, 1)),
      sds: inUnits(rootOfDiagonal(turnedTwice(lambda, covariance, q), q).map((spread) => spread * residualSd)),
    })),
  };
}

/** ΛCΛᵀ. */
function turnedTwice(lambda: Float64Array, covariance: Float64Array, q: number): Float64Array {
  const half = crossed(transposed(lambda, q), q, covariance, q);
  return crossed(transposed(lambda, q), q, transposed(half, q), q);
}

/** A group's spherical effects at their most likely, and their covariance ÷ σ². */
interface Mode {
  readonly u: Float64Array;
  readonly covariance: Float64Array;
}

/** (ΛᵀZᵀZΛ + 1)⁻¹ΛᵀZᵀ(y − xβ), backwards through the factors, and the blocks of (ΛᵀZᵀZΛ + 1)⁻¹. */
function modesOf(problem: Problem, best: Solved, lambdas: readonly Float64Array[]): Mode[][] {
  const { p, rest, terms } = problem;
  const left = best.restY.map((value, at) => best.beta.reduce((sum, slope, j) => sum - slope * (best.restX[at * p + j] as number), value));
  const u = solveUpper(best.restFactor, left, rest.count);
  const inverse = inverseFrom(best.restFactor, rest.count);
  return terms.map(({ q, members, offset }) => {
    if (offset < 0) return problem.groups.map((group) => leadMode(group, groupSolved(group, problem, lambdas) as GroupSolved, best.beta, { u, inverse, count: rest.count }, q));
    return members.map((_, level) => {
      const from = offset + level * q;
      return { u: u.slice(from, from + q), covariance: Float64Array.from({ length: q * q }, (_one, at) => inverse[(from + Math.floor(at / q)) * rest.count + from + (at % q)] as number) };
    });
  });
}

function leadMode(group: LeadGroup, { l, cr, cx, cy }: GroupSolved, beta: Float64Array, rest: { u: Float64Array; inverse: Float64Array; count: number }, q: number): Mode {
  const places = placesTouched(group);
  const p = beta.length;
  const left = cy.map((value, i) => places.reduce((sum, place, k) => sum - (cr[i * group.width + k] as number) * (rest.u[place] as number), beta.reduce((sum, slope, j) => sum - slope * (cx[i * p + j] as number), value)));
  const around = Float64Array.from({ length: group.width * group.width }, (_, at) => rest.inverse[(places[Math.floor(at / group.width)] as number) * rest.count + (places[at % group.width] as number)] as number);
  const middle = Float64Array.from({ length: q * q }, (_, at) => (at % (q + 1) === 0 ? 1 : 0) + quadratic(cr, Math.floor(at / q), at % q, around, group.width));
  const half = columnsOf(l, middle, q);
  return { u: solveUpper(l, left, q), covariance: columnsOf(l, transposed(half, q), q) };
}

/** L⁻ᵀA. */
function columnsOf(l: Float64Array, a: Float64Array, q: number): Float64Array {
  const out = new Float64Array(q * q);
  for (let k = 0; k < q; k += 1) solveUpper(l, Float64Array.from({ length: q }, (_, i) => a[i * q + k] as number), q).forEach((value, i) => { out[i * q + k] = value; });
  return out;
}

function quadratic(cr: Float64Array, i: number, j: number, around: Float64Array, width: number): number {
  let sum = 0;
  for (let a = 0; a < width; a += 1) for (let b = 0; b < width; b += 1) sum += (cr[i * width + a] as number) * (around[a * width + b] as number) * (cr[j * width + b] as number);
  return sum;
}
