/**
 * How the effect of one week's spend is spread over this and later weeks. `geometric`: αˡ, one parameter (decay α). `delayed`: α^((l − θ)²), decay and peak θ
 * (Jin, Wang, Sun, Chan and Koehler 2017, eqs. 1–2). `weibull`: the density of a Weibull distribution at l + 1, shape and scale (Robyn's `weibull_pdf`).
 */
export type Adstock = 'geometric' | 'delayed' | 'weibull';

/** One free parameter on the whole line: what it means, and the log density of its prior there (its Jacobian included). */
interface FreeParameter {
  readonly name: string;
  readonly start: number;
  readonly valueOf: (free: number, lags: number) => number;
  readonly logPrior: (free: number, lags: number) => number;
}

const squashed = (free: number): number => 1 / (1 + Math.exp(-free));
/** Of ln σ(f) and ln(1 − σ(f)), without overflow. */
const logSquashed = (free: number): number => (free > 0 ? -Math.log1p(Math.exp(-free)) : free - Math.log1p(Math.exp(free)));
const normal = (value: number, centre: number, sd: number): number => -(((value - centre) / sd) ** 2) / 2;

/** Beta(3, 3), as Jin et al. 2017, §4. */
const decay: FreeParameter = { name: 'decay', start: 0, valueOf: squashed, logPrior: (free) => 3 * logSquashed(free) + 3 * logSquashed(-free) };
/** Uniform over the first half of the lags. */
const peak: FreeParameter = { name: 'peak', start: -1, valueOf: (free, lags) => (squashed(free) * (lags - 1)) / 2, logPrior: (free) => logSquashed(free) + logSquashed(-free) };
const shape: FreeParameter = { name: 'shape', start: 0, valueOf: Math.exp, logPrior: (free) => normal(free, 0, 0.5) };
const scale: FreeParameter = { name: 'scale', start: 0.7, valueOf: Math.exp, logPrior: (free) => normal(free, Math.log(2), 0.7) };

export const adstockParameters: Readonly<Record<Adstock, readonly FreeParameter[]>> = { geometric: [decay], delayed: [decay, peak], weibull: [shape, scale] };

/** Shares of the effect after 0, 1, … lags − 1 weeks; they add up to 1. */
export function adstockWeights(kind: Adstock, parameters: ArrayLike<number>, lags: number): Float64Array {
  const weights = new Float64Array(lags);
  const [a, b] = [parameters[0] as number, parameters[1] as number];
  if (kind === 'geometric') for (let lag = 0, weight = 1; lag < lags; lag += 1, weight *= a) weights[lag] = weight;
  else {
    const logAt = kind === 'delayed' ? (lag: number) => (lag - b) ** 2 * Math.log(Math.max(a, 1e-300)) : (lag: number) => (a - 1) * Math.log((lag + 1) / b) - ((lag + 1) / b) ** a;
    let top = -Infinity;
    for (let lag = 0; lag < lags; lag += 1) top = Math.max(top, (weights[lag] = logAt(lag)));
    for (let lag = 0; lag < lags; lag += 1) weights[lag] = Math.exp((weights[lag] as number) - top);
  }
  let sum = 0;
  for (let lag = 0; lag < lags; lag += 1) sum += weights[lag] as number;
  for (let lag = 0; lag < lags; lag += 1) weights[lag] = (weights[lag] as number) / sum;
  return weights;
}

/** Spend carried over: Σ w_l x_{t−l}, nothing before the first row. */
export function carried(spend: Float64Array, weights: Float64Array): Float64Array {
  const out = new Float64Array(spend.length);
  for (let t = 0; t < spend.length; t += 1) {
    let sum = 0;
    for (let lag = Math.min(t, weights.length - 1); lag >= 0; lag -= 1) sum += (weights[lag] as number) * (spend[t - lag] as number);
    out[t] = sum;
  }
  return out;
}
