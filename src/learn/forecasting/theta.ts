import { demandSeries, sum, type Ahead, type Outlook } from './series.ts';
import { withoutSeasons } from './seasonal-factors.ts';

/** Bounds of the weight, as in statsmodels. */
const [least, most] = [1e-4, 1 - 1e-4];

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) in the form of Hyndman and Billah (2003): simple exponential smoothing of the
 * series without its seasons, from its first value, plus (1 − 1/θ) of the slope of a straight line through it,
 * b₀ · [h − 1 + 1/α − (1 − α)ⁿ / α]; then the seasons again. α makes the squared one-step errors least. Options as statsmodels'
 * `ThetaModel` by default: seasons tested at 10 %, multiplicative where possible, θ = 2. Needs three values.
 */
export function theta(values: ArrayLike<number>, outlook: Outlook, weightOfLine = 2): Ahead {
  if (!(weightOfLine >= 1)) throw new RangeError(`θ is at least 1: ${weightOfLine}`);
  const y = demandSeries(values, outlook, 3);
  const { values: plain, restore } = withoutSeasons(y, outlook.period);
  const alpha = bestWeight(plain);
  const level = smoothed(plain, alpha).level;
  const slope = slopeOf(plain) * (1 - 1 / weightOfLine);
  const lag = (1 - (1 - alpha) ** plain.length) / alpha;
  return restore(Float64Array.from({ length: outlook.horizon }, (_, step) => level + slope * (step + lag)));
}

function smoothed(y: Float64Array, alpha: number): { level: number; squares: number } {
  let [level, squares] = [y[0] as number, 0];
  for (const value of y) {
    const error = value - level;
    squares += error * error;
    level += alpha * error;
  }
  return { level, squares };
}

/** The best weight on a grid, then by golden section between its neighbours: the squares may have more than one valley. */
function bestWeight(y: Float64Array): number {
  const loss = (alpha: number): number => smoothed(y, alpha).squares;
  const grid = Array.from({ length: 21 }, (_, at) => least + ((most - least) * at) / 20);
  const best = grid.reduce((one, other) => (loss(other) < loss(one) ? other : one));
  const width = (most - least) / 20;
  return goldenSection(loss, Math.max(least, best - width), Math.min(most, best + width));
}

function goldenSection(loss: (at: number) => number, from: number, to: number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  while (high - low > 1e-7) {
    const [left, right] = [high - share * (high - low), low + share * (high - low)];
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** Slope of the least-squares line over 0, 1, 2, … */
export function slopeOf(y: Float64Array): number {
  const middle = (y.length - 1) / 2;
  const mean = sum(y) / y.length;
  const along = y.reduce((total, value, t) => total + (t - middle) * (value - mean), 0);
  return along / ((y.length * (y.length * y.length - 1)) / 12);
}
