import { logGamma } from '../gamma.ts';

/**
 * E[(1 − e^(−λ p t)) / p] with λ t ~ gamma(shape, 1) · ratio and p ~ beta(a, b): expected events of somebody active whose chance to go
 * after each is p. That is the mean of g(p) = (1 − (1 + p ratio)^−shape) / p over the beta distribution. The usual form divides a
 * hypergeometric function by a − 1 and breaks down at a = 1 and for a + b ≤ 1; here the line from g(0) to g(1) is taken exactly and the rest,
 * which vanishes at both ends, by the trapezoidal rule over w = log(p / (1 − p)), which converges exponentially. Relative error below 1e-9.
 */
export function eventsWhileActive(shape: number, ratio: number, a: number, b: number): number {
  if (ratio === 0) return 0;
  const atZero = shape * ratio;
  const g = (p: number): number => -Math.expm1(-shape * Math.log1p(p * ratio)) / p;
  const atOne = g(1);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const rest = (w: number): number => {
    const [p, q] = [1 / (1 + Math.exp(-w)), 1 / (1 + Math.exp(w))];
    return Math.exp(a * Math.log(p) + b * Math.log(q) - logBeta) * (g(p) - atZero * q - atOne * p);
  };
  return (atZero * b + atOne * a) / (a + b) + trapezoids(rest, a + 1, b + 1, Math.log1p(atZero));
}

/** Sums a function that falls like e^(left · w) to the left of its peak and e^(−right · w) to the right. */
function trapezoids(part: (w: number) => number, left: number, right: number, extra: number): number {
  const peak = Math.log(left / right);
  const spread = Math.sqrt(1 / left + 1 / right);
  const step = Math.min(0.4, 0.6 * spread);
  const from = peak - 9 * spread - (40 + extra) / left;
  const count = Math.ceil((peak + 9 * spread + (40 + extra) / right - from) / step);
  let sum = 0;
  for (let k = 0; k <= count; k += 1) sum += part(from + k * step);
  return sum * step;
}
