import { solvePositive } from '../positive-definite.ts';
import { reduceGains, type Priced } from './priced-problem.ts';

/** The smoothed dual at one place: value, gradient, second derivatives row by row, and the dual itself. */
interface Dual {
  readonly smooth: number;
  readonly exact: number;
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** Passes over a sample first, so that few are needed over all subjects. */
const sampleSize = 20_000;
const sampleHeats = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
const fullHeats = [0.003, 0.0005, 0.0001, 0.00001];
const [stepsOnSample, stepsOnAll] = [12, 5];
/** Choices this many temperatures behind the best have no weight that could be seen. */
const farBehind = 36;

/**
 * Prices λ ≥ 0 that make the Lagrangian dual least: Σ_s λ_s b_s + Σ_i max(0, max_a gain − Σ_s λ_s use). The maximum is smoothed to
 * T log(1 + Σ exp(· / T)) and T lowered step by step; at each T projected Newton steps (Bertsekas 1982) in as many variables as there are
 * limits, each one pass over the subjects. First on every n-th subject with bounds of the same share, then on all. Answers the λ of the
 * least dual seen over all subjects; any λ gives a valid bound, so a poor search costs tightness and never truth.
 */
export function dualPrices(problem: Priced): Float64Array {
  const n = problem.problem.subjects;
  const stride = Math.max(1, Math.floor(n / sampleSize));
  let lambda: Float64Array = new Float64Array(problem.sides.length);
  if (lambda.length === 0) return lambda;
  // Where nothing is worth doing even for free, no price is needed.
  let best: Place = { lambda, exact: dualAt(problem, lambda, 1e-6 * problem.scale, 1).exact };
  if (best.exact === 0 && problem.sides.every(({ sign }) => sign === 1)) return lambda;
  for (const heat of sampleHeats) lambda = descend(problem, lambda, heat * problem.scale, stride, stepsOnSample).lambda;
  for (const heat of fullHeats) {
    const found = descend(problem, lambda, heat * problem.scale, 1, stepsOnAll);
    lambda = found.lambda;
    if (found.best.exact < best.exact) best = found.best;
  }
  return best.lambda;
}

interface Place { readonly lambda: Float64Array; readonly exact: number }

/** Where the smoothed dual is least, and the place of the least exact one on the way. */
function descend(problem: Priced, start: Float64Array, heat: number, stride: number, steps: number): { lambda: Float64Array; best: Place } {
  let [lambda, here] = [start, dualAt(problem, start, heat, stride)];
  let best = { lambda, exact: here.exact };
  for (let step = 0; step < steps; step += 1) {
    const direction = newtonStep(lambda, here);
    if (!direction) break;
    const next = walked(problem, lambda, here, direction, heat, stride);
    if (!next) break;
    const gained = here.smooth - next.dual.smooth;
    lambda = next.lambda;
    here = next.dual;
    if (here.exact < best.exact) best = { lambda, exact: here.exact };
    if (gained < 1e-7 * Math.abs(here.smooth)) break;
  }
  return { lambda, best };
}

/** Newton's step in the prices that are not held at zero; null where none is left to move. */
function newtonStep(lambda: Float64Array, { gradient, curvature }: Dual): Float64Array | null {
  const m = lambda.length;
  const free = [...lambda.keys()].filter((s) => (lambda[s] as number) > 0 || (gradient[s] as number) < 0);
  if (free.length === 0) return null;
  const largest = Math.max(...free.map((s) => curvature[s * m + s] as number), 1e-12);
  for (let damping = 1e-9; damping < 1e6; damping *= 100) {
    const matrix = Float64Array.from({ length: free.length ** 2 }, (_, at) => {
      const [i, j] = [Math.floor(at / free.length), at % free.length];
      const value = curvature[(free[i] as number) * m + (free[j] as number)] as number;
      return i === j ? value * (1 + damping) + largest * damping : value;
    });
    const step = solvePositive(matrix, Float64Array.from(free, (s) => -(gradient[s] as number)), free.length);
    if (step) {
      const direction = new Float64Array(m);
      free.forEach((s, at) => { direction[s] = step[at] as number; });
      return direction;
    }
  }
  return null;
}

function walked(problem: Priced, lambda: Float64Array, here: Dual, direction: Float64Array, heat: number, stride: number): { lambda: Float64Array; dual: Dual } | null {
  // No price moves further at once than the scale of gains, or its own size: flat stretches would throw it far.
  const longest = direction.reduce((most, step, s) => Math.max(most, Math.abs(step) / (problem.scale + (lambda[s] as number))), 0);
  for (let size = Math.min(1, 2 / Math.max(longest, 1e-300)); size > 1e-4; size /= 4) {
    const next = lambda.map((value, s) => Math.max(0, value + size * (direction[s] as number)));
    const dual = dualAt(problem, next, heat, stride);
    if (dual.smooth < here.smooth) return { lambda: next, dual };
  }
  return null;
}

function dualAt(problem: Priced, lambda: Float64Array, heat: number, stride: number): Dual {
  const { sides, touched, problem: { subjects, actions: k } } = problem;
  const m = sides.length;
  const seen = Math.ceil(subjects / stride);
  const share = seen / subjects;
  const gradient = Float64Array.from(sides, ({ sign, bound }) => sign * bound * share);
  const curvature = new Float64Array(m * m);
  let fixed = 0;
  for (let s = 0; s < m; s += 1) fixed += (lambda[s] as number) * (gradient[s] as number);
  let [smooth, exact] = [fixed, fixed];
  const [reduced, weights, mean] = [new Float64Array(k), new Float64Array(k), new Float64Array(m)];
  const touchedSides = new Int32Array(m);
  for (let i = 0; i < subjects; i += stride) {
    reduceGains(problem, lambda, i, reduced);
    let [top, tiedWithTop] = [0, 0];
    for (let a = 0; a < k; a += 1) if ((reduced[a] as number) > top) top = reduced[a] as number;
    exact += top;
    const cut = top - farBehind * heat;
    const none = cut < 0 ? Math.exp(-top / heat) : 0;
    let total = none;
    for (let a = 0; a < k; a += 1) {
      const value = reduced[a] as number;
      const weight = value > cut ? Math.exp((value - top) / heat) : 0;
      weights[a] = weight;
      total += weight;
      if (weight > 0) tiedWithTop += 1;
    }
    smooth += top + heat * Math.log(total);
    if (tiedWithTop === 0) continue;
    const sure = tiedWithTop === 1 && none === 0;
    let count = 0;
    for (let a = 0; a < k; a += 1) {
      if (weights[a] === 0) continue;
      const p = (weights[a] as number) / total;
      const list = touched[a] as Priced['touched'][number];
      const at = i * k + a;
      for (let j = 0; j < list.length; j += 1) {
        const one = list[j] as Priced['touched'][number][number];
        if (one.members !== null && one.members[i] !== 1) continue;
        const w = one.uses === null ? one.weight : one.weight * (one.uses[at] as number);
        if (w === 0) continue;
        if (sure) {
          gradient[one.side] = (gradient[one.side] as number) - w;
          continue;
        }
        if (mean[one.side] === 0) touchedSides[count++] = one.side;
        mean[one.side] = (mean[one.side] as number) + p * w;
        for (let l = 0; l < list.length; l += 1) {
          const other = list[l] as Priced['touched'][number][number];
          if (other.members !== null && other.members[i] !== 1) continue;
          const v = other.uses === null ? other.weight : other.weight * (other.uses[at] as number);
          const cell = one.side * m + other.side;
          curvature[cell] = (curvature[cell] as number) + (p * w * v) / heat;
        }
      }
    }
    for (let x = 0; x < count; x += 1) {
      const s = touchedSides[x] as number;
      gradient[s] = (gradient[s] as number) - (mean[s] as number);
      for (let y = 0; y < count; y += 1) {
        const other = touchedSides[y] as number;
        curvature[s * m + other] = (curvature[s * m + other] as number) - ((mean[s] as number) * (mean[other] as number)) / heat;
      }
    }
    for (let x = 0; x < count; x += 1) mean[touchedSides[x] as number] = 0;
  }
  return { smooth, exact, gradient, curvature };
}
