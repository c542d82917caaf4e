import { product } from '../linear/cholesky.ts';
import type { Stratum } from './cox-rows.ts';
import { stepBefore } from './kaplan-meier.ts';
import { visitDraws, type Ties } from './risk-sets.ts';

type Label = string | number;

/** V (Σ over clusters of u uᵀ) V, u the sum of a cluster's influences on the score (Lin and Wei 1989; as R's `coxph` with `cluster`). `inverse` is V. */
export function clusteredCovariance(parts: readonly Stratum[], beta: Float64Array, inverse: Float64Array, ties: Ties, clusters: ArrayLike<Label>): Float64Array {
  const p = beta.length;
  const sums = new Map<Label, Float64Array>();
  for (const part of parts) {
    const influence = influencesOf(part, beta, ties);
    part.rows.forEach((row, at) => {
      const sum = sums.get(clusters[row] as Label) ?? new Float64Array(p);
      for (let j = 0; j < p; j += 1) sum[j] = (sum[j] as number) + (influence[at * p + j] as number);
      sums.set(clusters[row] as Label, sum);
    });
  }
  const meat = new Float64Array(p * p);
  for (const sum of sums.values()) for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) meat[j * p + k] = (meat[j * p + k] as number) + (sum[j] as number) * (sum[k] as number);
  return product(product(inverse, meat, p), inverse, p);
}

/** Hazard (index 0) and hazard times the risk set's mean of each column (1 … p), added up until just after a time. */
interface Course { readonly time: number; readonly sums: Float64Array }

/** What the events of one time add to their own influences: Σ over draws of x̄ / d (`mean`), and of the hazard they were spared by Efron's rule, in the form of `Course`. */
interface Own { readonly mean: Float64Array; readonly spared: Float64Array }

/** Each row's weight times the derivative of the score by it, n × p. */
function influencesOf({ seen, x, weights }: Stratum, beta: Float64Array, ties: Ties): Float64Array {
  const [n, p] = [seen.time.length, beta.length];
  const { courses, own } = coursesOf({ seen, x, weights }, beta, ties);
  const influence = new Float64Array(n * p);
  for (let row = 0; row < n; row += 1) {
    const cells = x.subarray(row * p, (row + 1) * p);
    const counts = weights ? (weights[row] as number) : 1;
    const risk = Math.exp(beta.reduce((sum, value, j) => sum + value * (cells[j] as number), 0));
    const [until, since] = [courseAt(courses, seen.time[row] as number), courseAt(courses, seen.entry?.[row] ?? 0)];
    const event = seen.event[row] === 1 ? own.get(seen.time[row] as number) : undefined;
    const lived = (k: number): number => (until?.sums[k] ?? 0) - (since?.sums[k] ?? 0) - (event?.spared[k] ?? 0);
    for (let j = 0; j < p; j += 1) influence[row * p + j] = counts * ((event ? (cells[j] as number) - (event.mean[j] as number) : 0) - risk * ((cells[j] as number) * lived(0) - lived(j + 1)));
  }
  return influence;
}

const courseAt = (courses: readonly Course[], time: number): Course | undefined => courses[stepBefore(courses, time)];

function coursesOf({ seen, x, weights }: Pick<Stratum, 'seen' | 'x' | 'weights'>, beta: Float64Array, ties: Ties): { courses: Course[]; own: Map<number, Own> } {
  const p = beta.length;
  const jumps = new Map<number, { draws: number; jump: Float64Array; mean: Float64Array; spared: Float64Array }>();
  visitDraws(seen, x, beta, ties, ({ time, weight, gone, total, mean }) => {
    const held = jumps.get(time) ?? { draws: 0, jump: new Float64Array(p + 1), mean: new Float64Array(p), spared: new Float64Array(p + 1) };
    held.draws += 1;
    for (let k = 0; k <= p; k += 1) {
      const part = (weight / total) * (k === 0 ? 1 : (mean[k - 1] as number));
      held.jump[k] = (held.jump[k] as number) + part;
      held.spared[k] = (held.spared[k] as number) + gone * part;
      if (k > 0) held.mean[k - 1] = (held.mean[k - 1] as number) + (mean[k - 1] as number);
    }
    jumps.set(time, held);
  }, weights);
  let sums: Float64Array = new Float64Array(p + 1);
  const courses = [...jumps].sort(([a], [b]) => a - b).map(([time, { jump }]) => ({ time, sums: (sums = sums.map((value, k) => value + (jump[k] as number))) }));
  return { courses, own: new Map([...jumps].map(([time, { draws, mean, spared }]) => [time, { mean: mean.map((value) => value / draws), spared }])) };
}
