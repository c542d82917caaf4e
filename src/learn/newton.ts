import { solvePositive } from './positive-definite.ts';

/** A function to be maximised, at one point: its value, gradient, and minus its second derivatives (row by row), asked for only where a step starts. */
export interface Curve {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: () => Float64Array;
}

export interface Summit {
  readonly value: number;
  readonly information: Float64Array;
  readonly at: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Maximises a smooth function by Newton steps, damped towards the diagonal where it is not concave (Levenberg 1944) and halved
 * until the value rises. Converged when the next step promises less than 1e-13 (relative to 1 + |value| / 1000).
 */
export function maximise(start: Float64Array, curveAt: (at: Float64Array) => Curve, maxIterations = 100): Summit {
  let at = start;
  let curve = curveAt(at);
  let iterations = 0;
  for (; iterations < maxIterations; iterations += 1) {
    const information = curve.information();
    const step = dampedStep(curve.gradient, information);
    if (!step) break;
    const promise = step.reduce((sum, value, j) => sum + value * (curve.gradient[j] as number), 0);
    if (promise < 1e-13 * (1 + Math.abs(curve.value) / 1000)) return { value: curve.value, information, at, iterations, converged: true };
    const next = climbed(at, step, curve.value, curveAt);
    if (!next) break;
    ({ at, curve } = next);
  }
  return { value: curve.value, information: curve.information(), at, iterations, converged: false };
}

/** Null where no damping helps: the derivatives are not finite. */
function dampedStep(gradient: Float64Array, information: Float64Array): Float64Array | null {
  const p = gradient.length;
  const largest = information.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest) || gradient.some((value) => !Number.isFinite(value))) return null;
  for (let damping = 0; damping < 1e8; damping = damping === 0 ? 1e-6 : damping * 10) {
    const damped = Float64Array.from(information);
    for (let j = 0; j < p; j += 1) damped[j * p + j] = (damped[j * p + j] as number) + damping * (Math.abs(information[j * p + j] as number) + 1e-6 * largest + 1e-12);
    const step = solvePositive(damped, gradient, p);
    if (step) return step;
  }
  return null;
}

function climbed(at: Float64Array, step: Float64Array, value: number, curveAt: (at: Float64Array) => Curve): { at: Float64Array; curve: Curve } | null {
  for (let size = 1; size > 1e-10; size /= 2) {
    const next = at.map((from, j) => from + size * (step[j] as number));
    const curve = curveAt(next);
    if (curve.value >= value - 1e-12 * Math.abs(value)) return { at: next, curve };
  }
  return null;
}

/** Minus the second derivatives of a function whose gradient is known, by central differences of the gradient. */
export function informationByDifferences(at: Float64Array, gradientAt: (at: Float64Array) => Float64Array): Float64Array {
  const p = at.length;
  const information = new Float64Array(p * p);
  for (let j = 0; j < p; j += 1) {
    const width = 1e-5 * Math.max(1, Math.abs(at[j] as number));
    const above = gradientAt(at.map((value, k) => (k === j ? value + width : value)));
    const below = gradientAt(at.map((value, k) => (k === j ? value - width : value)));
    for (let k = 0; k < p; k += 1) information[k * p + j] = ((below[k] as number) - (above[k] as number)) / (2 * width);
  }
  return information.map((value, index) => (value + (information[(index % p) * p + Math.floor(index / p)] as number)) / 2);
}
