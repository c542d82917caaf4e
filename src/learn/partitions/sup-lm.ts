import { chiSquareAbove, logGamma } from '../gamma.ts';

/** Cells of the radius and steps of time: relative error of the chance below 0.2 % for statistics up to 30, below 3 % up to `far`. */
const cells = 200;
const steps = 200;
/** From here on the two leading terms of the tail are better than any grid. */
const far = 120;

/**
 * Chance that the largest of ‖B(t)‖² / (t (1 − t)) over t₁ ≤ t ≤ t₂ exceeds `statistic`, B being a k-dimensional Brownian bridge and
 * `span` = t₂ (1 − t₁) / (t₁ (1 − t₂)) (Andrews 1993, Econometrica 61, eq. 5.2): the limit of supremum LM and F tests where nothing changes. On the
 * clock τ = ½ ln(t / (1 − t)) the norm is that of a stationary Ornstein–Uhlenbeck process of k dimensions, and the chance that it leaves a
 * ball within ½ ln(span) is the solution of a diffusion equation in one dimension, solved here by finite volumes (Crank and Nicolson 1947, begun with implicit
 * steps). Very large statistics: DeLong 1981, Communications in Statistics 10. `span` 1: one t, chi-square. Throws a RangeError on a negative statistic, k < 1, span < 1.
 */
export function supLmP(statistic: number, k: number, span: number): number {
  if (!(statistic >= 0 && Number.isInteger(k) && k >= 1 && span >= 1 && Number.isFinite(span))) throw new RangeError('A supremum has a statistic from zero, whole dimensions from one and a span from one');
  if (statistic === 0) return 1;
  if (statistic > Math.max(far, 6 * k)) return Math.max(chiSquareAbove(statistic, k), tail(statistic, k, span));
  return Math.min(1, chiSquareAbove(statistic, k) + (span === 1 ? 0 : leaves(Math.sqrt(statistic), k, Math.log(span) / 2)));
}

function tail(c: number, k: number, span: number): number {
  return Math.min(1, Math.exp((k / 2) * Math.log(c / 2) - c / 2 - logGamma(k / 2)) * (Math.log(span) * (1 - k / c) + 2 / c));
}

/** Chance to start within the ball of this radius, and to have left it by `duration`. */
function leaves(radius: number, k: number, duration: number): number {
  const h = radius / cells;
  // Relative to the edge, so that no power of a small radius underflows.
  const density = (r: number): number => Math.exp((k - 1) * Math.log(r / radius) + (radius * radius - r * r) / 2) + 1e-300;
  const mass = Float64Array.from({ length: cells }, (_, i) => h * density((i + 0.5) * h));
  // Through the outer face of each cell; the last one is half a cell away from the edge, where one has left for sure.
  const flow = Float64Array.from({ length: cells }, (_, i) => density((i + 1) * h) / (i === cells - 1 ? h / 2 : h));
  const left = new Float64Array(cells);
  const dt = duration / steps;
  // The edge is not smooth at the start: four implicit half steps (Rannacher 1984) keep it from ringing.
  const [first, then] = [stepper(mass, flow, dt / 2, 1), stepper(mass, flow, dt, 0.5)];
  for (let step = 0; step < 4; step += 1) first(left);
  for (let step = 2; step < steps; step += 1) then(left);
  const edge = Math.exp((k - 1) * Math.log(radius) - (radius * radius) / 2 - (k / 2 - 1) * Math.LN2 - logGamma(k / 2));
  return edge * left.reduce((sum, value, i) => sum + value * (mass[i] as number), 0);
}

/** Solves (M + θ dt K) u' = (M − (1 − θ) dt K) u + dt f in place, by elimination along the line, its factors worked out once. */
function stepper(mass: Float64Array, flow: Float64Array, dt: number, theta: number): (u: Float64Array) => void {
  const n = mass.length;
  const [implicit, explicit] = [flow.map((value) => theta * dt * value), flow.map((value) => (1 - theta) * dt * value)];
  const [upper, inverse] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0, [inner, above] = [0, 0]; i < n; i += 1) {
    const outer = implicit[i] as number;
    inverse[i] = 1 / ((mass[i] as number) + inner + outer - inner * above);
    [inner, above] = [outer, (upper[i] = outer * (inverse[i] as number))];
  }
  return (u) => {
    let [below, carried] = [0, 0];
    for (let i = 0; i < n; i += 1) {
      const [here, above] = [u[i] as number, i === n - 1 ? 1 : (u[i + 1] as number)];
      const known = (mass[i] as number) * here + (explicit[i] as number) * (above - here) - (i === 0 ? 0 : (explicit[i - 1] as number) * (here - below));
      below = here;
      u[i] = carried = (known + (i === 0 ? 0 : (implicit[i - 1] as number) * carried) + (i === n - 1 ? (implicit[i] as number) : 0)) * (inverse[i] as number);
    }
    for (let i = n - 2; i >= 0; i -= 1) u[i] = (u[i] as number) + (upper[i] as number) * (u[i + 1] as number);
  };
}
