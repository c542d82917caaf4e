/** The relative factor Λ of a term's covariance σ²ΛΛᵀ: a q × q lower triangle, as parameters its rows one after the other. */
import { cholesky, solveLower } from './cholesky.ts';
import { minimise } from './minimise.ts';
import { crossed } from './table.ts';

/** A relative spread below this counts as none. */
export const none = 1e-4;
const sizesTried = [0.02, 0.05, 0.1, 0.2, 0.4] as const;

/** Λ = 1. */
export const startOf = (q: number): number[] => Array.from({ length: q }, (_, i) => Array.from({ length: i + 1 }, (_one, j) => (i === j ? 1 : 0))).flat();

/** How many parameters a term of q columns has. */
export const parametersOf = (q: number): number => (q * (q + 1)) / 2;

/** Whether a place in a lower triangle, row by row, is on the diagonal: 0, 2, 5, 9, … */
export const isDiagonal = (at: number): boolean => Number.isInteger((Math.sqrt(8 * at + 9) - 3) / 2);

export function lambdaOf(theta: ArrayLike<number>, q: number): Float64Array {
  const lambda = new Float64Array(q * q);
  for (let i = 0; i < q; i += 1) for (let j = 0; j <= i; j += 1) lambda[i * q + j] = theta[(i * (i + 1)) / 2 + j] as number;
  return lambda;
}

/**
 * The criterion is the same for θ and −θ, so that a spread of zero is always level, also where it is a summit: after the
 * search, spreads near zero are tried at a few sizes, and the search goes on from the best of them. `spreads` are the places of spreads in θ.
 */
export function bestFactor(criterion: (theta: Float64Array) => number, start: Float64Array, spreads: readonly number[]): Float64Array {
  let best = minimise(criterion, start);
  for (let round = 0; round < spreads.length; round += 1) {
    const near = spreads.filter((at) => Math.abs(best.at[at] as number) < 0.1);
    const tried = near.flatMap((small) => sizesTried.map((size) => best.at.map((value, at) => (at === small ? size : value))));
    if (tried.length === 0) return best.at;
    const least = tried.reduce((one, other) => (criterion(other) < criterion(one) ? other : one));
    if (!(criterion(least) < best.value)) return best.at;
    best = minimise(criterion, least);
  }
  return best.at;
}

/** ΛᵀA for a q × width matrix A. */
export const turned = (lambda: Float64Array, a: Float64Array, q: number): Float64Array => crossed(lambda, q, a, a.length / q);

/** Factor of ΛᵀZᵀZΛ + 1 for one group. */
export function groupFactor(lambda: Float64Array, zz: Float64Array, q: number): Float64Array | null {
  const half = transposed(turned(lambda, zz, q), q);
  return cholesky(turned(lambda, half, q).map((value, at) => value + (at % (q + 1) === 0 ? 1 : 0)), q);
}

export const transposed = (a: Float64Array, q: number): Float64Array => a.map((_, at) => a[(at % q) * q + Math.floor(at / q)] as number);

export const logDeterminant = (l: Float64Array, p: number): number => {
  let sum = 0;
  for (let at = 0; at < l.length; at += p + 1) sum += Math.log(l[at] as number);
  return 2 * sum;
};

/** Columns of A (q × width) as forward-solved by L. */
export function columnsSolved(l: Float64Array, a: Float64Array, q: number): Float64Array {
  const width = a.length / q;
  const out = new Float64Array(a.length);
  for (let k = 0; k < width; k += 1) solveLower(l, Float64Array.from({ length: q }, (_, i) => a[i * width + k] as number), q).forEach((value, i) => { out[i * width + k] = value; });
  return out;
}

/** Of a relative covariance and its spreads; 0 beside an effect without spread. */
export function correlationsOf(relative: Float64Array, spreads: Float64Array, q: number): Float64Array {
  return relative.map((value, at) => {
    const [i, j] = [Math.floor(at / q), at % q];
    const size = (spreads[i] as number) * (spreads[j] as number);
    if (i === j) return 1;
    return Math.min(spreads[i] as number, spreads[j] as number) < none ? 0 : Math.min(1, Math.max(-1, value / size));
  });
}

/** ΛΛᵀ. */
export const relativeCovariance = (lambda: Float64Array, q: number): Float64Array => crossed(transposed(lambda, q), q, transposed(lambda, q), q);
