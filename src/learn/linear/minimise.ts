/** Where a smooth function is least, and whether the search ended there. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly converged: boolean;
}

type Smooth = (at: Float64Array) => number;

/** What a search may be told of its function. */
export interface Search {
  /** The gradient, where it is known; central differences otherwise. */
  readonly gradient?: (at: Float64Array) => Float64Array;
  /** The search ends when a step gains less than this share of 1 + |value|; 1e-13 by default. */
  readonly leastFall?: number;
}

const mostSteps = 300;
/** Steps for differences: the best for a third-order error term at double precision is ε^⅓. */
const reach = 6e-6;
/** Steps for second differences: ε^¼. */
const reachTwice = 1.2e-4;

const along = (at: Float64Array, direction: Float64Array, size: number): Float64Array => at.map((value, j) => value + size * (direction[j] as number));
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/** Central differences. */
function gradientOf(f: Smooth, at: Float64Array): Float64Array {
  return at.map((value, j) => {
    const h = reach * Math.max(1, Math.abs(value));
    return (f(nudged(at, j, h)) - f(nudged(at, j, -h))) / (2 * h);
  });
}

const nudged = (at: Float64Array, j: number, by: number): Float64Array => at.map((value, k) => (k === j ? value + by : value));

/** Matrix of second derivatives by central differences, row by row. */
export function hessianOf(f: Smooth, at: Float64Array): Float64Array {
  const p = at.length;
  const hessian = new Float64Array(p * p);
  const h = reachTwice;
  for (let j = 0; j < p; j += 1) {
    for (let k = 0; k <= j; k += 1) {
      const four = (f(nudged(nudged(at, j, h), k, h)) - f(nudged(nudged(at, j, h), k, -h)) - f(nudged(nudged(at, j, -h), k, h)) + f(nudged(nudged(at, j, -h), k, -h))) / (4 * h * h);
      hessian[j * p + k] = four;
      hessian[k * p + j] = four;
    }
  }
  return hessian;
}

/**
 * Minimises a smooth function of a few variables, all of the order of one, by BFGS with a line search that halves (Nocedal and
 * Wright 2006, algorithm 6.1), gradients by central differences unless given. The function may answer Infinity where it is not defined.
 */
export function minimise(f: Smooth, start: Float64Array, { gradient: slopes = (place) => gradientOf(f, place), leastFall = 1e-13 }: Search = {}): Minimum {
  let [at, value, gradient, inverse] = [start, f(start), slopes(start), identity(start.length)];
  for (let step = 0; step < mostSteps; step += 1) {
    const direction = downhill(inverse, gradient);
    const [next, nextValue] = search(f, at, value, direction, dot(direction, gradient));
    const fall = value - nextValue;
    if (!(fall > leastFall * (1 + Math.abs(value)))) {
      // A poor memory of the curvature can stop the search too: it is over only when the slope itself leads nowhere.
      if (isIdentity(inverse)) return { at, value, converged: Math.sqrt(dot(gradient, gradient)) < 1e-3 * (1 + Math.abs(value)) };
      inverse = identity(at.length);
      continue;
    }
    const nextGradient = slopes(next);
    inverse = updated(inverse, along(next, at, -1), along(nextGradient, gradient, -1));
    [at, value, gradient] = [next, nextValue, nextGradient];
  }
  return { at, value, converged: false };
}

const identity = (p: number): Float64Array => Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0));
const isIdentity = (matrix: Float64Array): boolean => matrix.every((value, at) => value === (at % (Math.sqrt(matrix.length) + 1) === 0 ? 1 : 0));
const times = (matrix: Float64Array, v: Float64Array): Float64Array => v.map((_, j) => dot(matrix.subarray(j * v.length, (j + 1) * v.length), v));

const downhill = (inverse: Float64Array, gradient: Float64Array): Float64Array => times(inverse, gradient).map((value) => -value);

/** The first of ever shorter steps that falls enough (Armijo's rule). */
function search(f: Smooth, at: Float64Array, value: number, direction: Float64Array, slope: number): [Float64Array, number] {
  const longest = Math.max(...direction.map(Math.abs));
  // At most a few times as far out as it is: a search that runs off gets there soon, and one that is near does not overshoot.
  for (let size = Math.min(1, (2 + Math.max(...at.map(Math.abs))) / longest); size * longest > 1e-12; size /= 2) {
    const next = along(at, direction, size);
    const nextValue = f(next);
    if (nextValue <= value + 1e-4 * size * slope) return [next, nextValue];
  }
  return [at, value];
}

function updated(inverse: Float64Array, s: Float64Array, y: Float64Array): Float64Array {
  const sy = dot(s, y);
  if (!(sy > 1e-14)) return inverse;
  const hy = times(inverse, y);
  const scale = (1 + dot(y, hy) / sy) / sy;
  const p = s.length;
  return inverse.map((value, at) => {
    const [j, k] = [Math.floor(at / p), at % p];
    return value + scale * (s[j] as number) * (s[k] as number) - ((hy[j] as number) * (s[k] as number) + (s[j] as number) * (hy[k] as number)) / sy;
  });
}
