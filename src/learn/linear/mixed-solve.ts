import { cholesky, solveLower, solveUpper } from './cholesky.ts';
import type { LeadGroup, Problem, TermShape } from './mixed-problem.ts';
import { columnsSolved, groupFactor, lambdaOf, logDeterminant, parametersOf, turned } from './relative-factor.ts';
import { crossed } from './table.ts';

/** The penalised least squares problem at one θ. */
export interface Solved {
  readonly criterion: number;
  readonly beta: Float64Array;
  /** Of XᵀX with all effects taken out. */
  readonly factor: Float64Array;
  readonly left: number;
  /** Of the rest with the lead term taken out, and what it makes of X and y. */
  readonly restFactor: Float64Array;
  readonly restX: Float64Array;
  readonly restY: Float64Array;
}

/** A lead group's part: its factor, and what it makes of the rest, of x and of y. */
export interface GroupSolved {
  readonly l: Float64Array;
  readonly cr: Float64Array;
  readonly cx: Float64Array;
  readonly cy: Float64Array;
}

/** One Λ a term, from all parameters one after the other. */
export function lambdasOf(theta: Float64Array, terms: readonly TermShape[]): Float64Array[] {
  let at = 0;
  return terms.map(({ q }) => {
    const lambda = lambdaOf(theta.subarray(at, at + parametersOf(q)), q);
    at += parametersOf(q);
    return lambda;
  });
}

export function groupSolved(group: LeadGroup, { terms, lead }: Problem, lambdas: readonly Float64Array[]): GroupSolved | null {
  const { q } = terms[lead] as TermShape;
  const lambda = lambdas[lead] as Float64Array;
  const l = groupFactor(lambda, group.zz, q);
  if (!l) return null;
  const through = (a: Float64Array): Float64Array => columnsSolved(l, turned(lambda, a, q), q);
  return { l, cr: group.width > 0 ? through(besideTurned(group, terms, lambdas, q)) : group.zr, cx: through(group.zx), cy: through(group.zy) };
}

/** Columns of a group's products with the rest, times Λ of their terms. */
function besideTurned({ zr, width, touched }: LeadGroup, terms: readonly TermShape[], lambdas: readonly Float64Array[], q: number): Float64Array {
  const out = new Float64Array(zr.length);
  for (const { term, column } of touched) {
    const own = (terms[term] as TermShape).q;
    const lambda = lambdas[term] as Float64Array;
    for (let i = 0; i < q; i += 1) {
      for (let k = 0; k < own; k += 1) {
        let sum = 0;
        for (let m = k; m < own; m += 1) sum += (zr[i * width + column + m] as number) * (lambda[m * own + k] as number);
        out[i * width + column + k] = sum;
      }
    }
  }
  return out;
}

/** ΛᵀA with the rest's Λ, for a matrix of `count` rows. */
function restTurned(a: Float64Array, width: number, terms: readonly TermShape[], lambdas: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(a.length);
  terms.forEach(({ q, members, offset }, term) => {
    if (offset < 0) return;
    for (let level = 0; level < members.length; level += 1) {
      const from = (offset + level * q) * width;
      out.set(turned(lambdas[term] as Float64Array, a.subarray(from, from + q * width), q), from);
    }
  });
  return out;
}

const across = (a: Float64Array, n: number): Float64Array => a.map((_, at) => a[(at % n) * n + Math.floor(at / n)] as number);

/**
 * The profiled restricted criterion of Bates, Mächler, Bolker and Walker 2015, eq. 41, at θ: lead groups are eliminated one by one, then the
 * rest by one dense factor, then the coefficients. Infinity where a factor cannot be had.
 */
export function solveMixed(problem: Problem, theta: Float64Array): Solved {
  const { p, n, terms, rest } = problem;
  const lambdas = lambdasOf(theta, terms);
  const [xx, xy] = [Float64Array.from(problem.xx), Float64Array.from(problem.xy)];
  const zz = rest.count === 0 ? rest.zz : withOnes(restTurned(across(restTurned(rest.zz, rest.count, terms, lambdas), rest.count), rest.count, terms, lambdas), rest.count);
  const [zx, zy] = [restTurned(rest.zx, p, terms, lambdas), restTurned(rest.zy, 1, terms, lambdas)];
  let [left, logs] = [problem.yy, 0];
  const nothing = { criterion: Infinity, beta: xy, factor: xx, left, restFactor: zz, restX: zx, restY: zy };
  for (const group of problem.groups) {
    const solved = groupSolved(group, problem, lambdas);
    if (!solved) return nothing;
    const { l, cr, cx, cy } = solved;
    takeOut(xx, cx, p, cx, p);
    takeOut(xy, cx, p, cy, 1);
    left -= cy.reduce((sum, value) => sum + value * value, 0);
    logs += logDeterminant(l, (terms[problem.lead] as TermShape).q);
    if (group.width > 0) takeOutRest({ zz, zx, zy }, group, cr, cx, cy, p, rest.count);
  }
  const restFactor = cholesky(zz, rest.count);
  if (!restFactor) return nothing;
  const [restX, restY] = [rest.count === 0 ? zx : columnsSolved(restFactor, zx, rest.count), solveLower(restFactor, zy, rest.count)];
  if (rest.count > 0) {
    takeOut(xx, restX, p, restX, p);
    takeOut(xy, restX, p, restY, 1);
    left -= restY.reduce((sum, value) => sum + value * value, 0);
    logs += logDeterminant(restFactor, rest.count);
  }
  const factor = cholesky(xx, p);
  if (!factor) return nothing;
  const half = solveLower(factor, xy, p);
  left -= half.reduce((sum, value) => sum + value * value, 0);
  const criterion = left > 0 ? logs + logDeterminant(factor, p) + (n - p) * (1 + Math.log((2 * Math.PI * left) / (n - p))) : Infinity;
  return { criterion, beta: solveUpper(factor, half, p), factor, left, restFactor, restX, restY };
}

const withOnes = (a: Float64Array, n: number): Float64Array => a.map((value, at) => value + (at % (n + 1) === 0 ? 1 : 0));

/** into −= AᵀB. */
function takeOut(into: Float64Array, a: Float64Array, p: number, b: Float64Array, q: number): void {
  crossed(a, p, b, q).forEach((value, at) => { into[at] = (into[at] as number) - value; });
}

function takeOutRest({ zz, zx, zy }: { zz: Float64Array; zx: Float64Array; zy: Float64Array }, group: LeadGroup, cr: Float64Array, cx: Float64Array, cy: Float64Array, p: number, count: number): void {
  const places = placesTouched(group);
  const minus = (into: Float64Array, at: number, by: number): void => { into[at] = (into[at] as number) - by; };
  crossed(cr, group.width, cr, group.width).forEach((value, at) => { minus(zz, (places[Math.floor(at / group.width)] as number) * count + (places[at % group.width] as number), value); });
  crossed(cr, group.width, cx, p).forEach((value, at) => { minus(zx, (places[Math.floor(at / p)] as number) * p + (at % p), value); });
  crossed(cr, group.width, cy, 1).forEach((value, at) => { minus(zy, places[at] as number, value); });
}

/** The place among the rest of each column of a group's `zr`. */
export function placesTouched({ touched, width }: LeadGroup): Int32Array {
  const places = new Int32Array(width);
  touched.forEach(({ at, column }, index) => {
    const end = touched[index + 1]?.column ?? width;
    for (let k = column; k < end; k += 1) places[k] = at + (k - column);
  });
  return places;
}
