import { minimise } from '../linear/minimise.ts';
import { demandSeries, type Ahead, type Outlook } from './series.ts';
import { withoutSeasons } from './seasonal-factors.ts';

/** Weight of smoothing, weight of the line, first level. */
interface Weights {
  readonly alpha: number;
  readonly theta: number;
  readonly level: number;
}

/** Errors count from here: with two values the line fits exactly. */
const firstCounted = 2;
const [leastAlpha, mostAlpha] = [0.01, 0.99];

/**
 * The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, eqs. 12–16): like Theta, but the line is
 * refitted with every value, and θ ≥ 1, α and the first level make the squared one-step errors least. Seasons as in `theta`. Needs three values.
 */
export function optimisedTheta(values: ArrayLike<number>, outlook: Outlook): Ahead {
  const y = demandSeries(values, outlook, 3);
  const { values: plain, restore } = withoutSeasons(y, outlook.period);
  const scale = plain.reduce((total, value) => total + Math.abs(value), 0) / plain.length;
  if (scale === 0) return restore(new Float64Array(outlook.horizon));
  const scaled = plain.map((value) => value / scale);
  const loss = (at: Float64Array): number => Math.log(1e-12 + walk(scaled, weightsAt(at, scaled), 0).squares);
  const best = starts.map((start) => minimise(loss, Float64Array.from(start), { leastFall: 1e-9 })).reduce((one, other) => (other.value < one.value ? other : one));
  return restore(walk(scaled, weightsAt(best.at, scaled), outlook.horizon).ahead.map((value) => value * scale));
}

const starts = [[0, 0, 0], [2, 0, 0]];

/** From numbers without bounds: α between its bounds, θ above 1, the level around the first value. */
function weightsAt(at: Float64Array, y: Float64Array): Weights {
  const [a, b, c] = at as unknown as [number, number, number];
  return { alpha: leastAlpha + (mostAlpha - leastAlpha) / (1 + Math.exp(-a)), theta: 1 + Math.exp(Math.min(b, 20)), level: (y[0] as number) + 0.1 * c };
}

/** Runs over the series and on, each forecast then taken as the value. */
function walk(y: Float64Array, { alpha, theta, level: first }: Weights, horizon: number): { squares: number; ahead: Float64Array } {
  const n = y.length;
  const ahead = new Float64Array(horizon);
  let [level, mean, slope, origin, squares, left] = [first, 0, 0, 0, 0, 1];
  for (let t = 1; t <= n + horizon; t += 1) {
    const next = left * (1 - alpha);
    const expected = t === 1 ? first : level + (1 - 1 / theta) * (left * origin + ((1 - next) / alpha) * slope);
    const value = t <= n ? (y[t - 1] as number) : expected;
    if (t > n) ahead[t - n - 1] = expected;
    else if (t > firstCounted) squares += (value - expected) ** 2;
    slope = t === 1 ? 0 : ((t - 2) * slope + (6 * (value - mean)) / t) / (t + 1);
    mean += (value - mean) / t;
    origin = mean - (slope * (t + 1)) / 2;
    level = alpha * value + (1 - alpha) * level;
    left = next;
  }
  return { squares, ahead };
}
