import { fitLogisticWithErrors } from '../linear/logistic-errors.ts';
import { logistic } from '../logistic.ts';

/** Log odds = intercept + slope · log odds of the chance: 0 and 1 where chances are right (Cox 1958). */
export interface Recalibration {
  readonly intercept: number;
  readonly slope: number;
  /** Of intercept and slope, 2 × 2, row by row. */
  readonly covariance: Float64Array;
  /** The intercept where the slope is held at 1: how far chances are off on the whole, in log odds. */
  readonly level: number;
  readonly levelVariance: number;
}

const clip = (chance: number): number => Math.min(Math.max(chance, 1e-6), 1 - 1e-6);
const logOdds = (chance: number): number => Math.log(clip(chance) / (1 - clip(chance)));

/** Null where one outcome only, one chance only, or separated outcomes leave no finite answer. With groups the errors are clustered (Liang and Zeger 1986). */
export function recalibrate(y: readonly number[], p: readonly number[], groups: readonly (string | number)[] | undefined): Recalibration | null {
  const z = p.map(logOdds);
  const fit = fitLogisticWithErrors(Float64Array.from(z.flatMap((value) => [1, value])), Float64Array.from(y), 2, { penalty: 0 });
  if ('refused' in fit) return null;
  const [intercept, slope] = fit.coefficients as unknown as [number, number];
  const left = z.map((value, row) => (y[row] as number) - logistic(intercept + slope * value));
  const covariance = groups === undefined ? fit.covariance : sandwich(fit.covariance, left.map((one, row) => [one, one * (z[row] as number)]), groups);
  return covariance && { intercept, slope, covariance, ...levelOf(y, z, groups) };
}

/** Σ(y − σ(a + z)) falls in a, so bisection after bounds cannot miss. */
function levelOf(y: readonly number[], z: readonly number[], groups: readonly (string | number)[] | undefined): { level: number; levelVariance: number } {
  const excess = (a: number): number => z.reduce((sum, value, row) => sum + (y[row] as number) - logistic(a + value), 0);
  let [low, high] = [-60, 60];
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  const level = (low + high) / 2;
  const chances = z.map((value) => logistic(level + value));
  const information = chances.reduce((sum, chance) => sum + chance * (1 - chance), 0);
  if (groups === undefined) return { level, levelVariance: 1 / information };
  const meat = crossOfSums(chances.map((chance, row) => [(y[row] as number) - chance]), groups);
  return { level, levelVariance: (meat?.[0] ?? Number.NaN) / (information * information) };
}

function sandwich(bread: Float64Array, scores: ReadonlyArray<readonly number[]>, groups: readonly (string | number)[]): Float64Array | null {
  const meat = crossOfSums(scores, groups);
  if (meat === null) return null;
  const half = times(bread, meat);
  return times(half, bread);
}

/** G ÷ (G − 1) Σ s sᵀ over groups, s the sum of a group's scores; null for one group. */
function crossOfSums(scores: ReadonlyArray<readonly number[]>, groups: readonly (string | number)[]): Float64Array | null {
  const sums = new Map<string | number, number[]>();
  const width = scores[0]?.length ?? 0;
  scores.forEach((score, row) => {
    const held = sums.get(groups[row] as string | number) ?? new Array<number>(width).fill(0);
    sums.set(groups[row] as string | number, held.map((value, at) => value + (score[at] as number)));
  });
  if (sums.size < 2) return null;
  const scale = sums.size / (sums.size - 1);
  return Float64Array.from({ length: width * width }, (_, at) => scale * [...sums.values()].reduce((sum, one) => sum + (one[Math.floor(at / width)] as number) * (one[at % width] as number), 0));
}

const times = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from({ length: 4 }, (_, at) => (a[2 * (at >> 1)] as number) * (b[at & 1] as number) + (a[2 * (at >> 1) + 1] as number) * (b[2 + (at & 1)] as number));
