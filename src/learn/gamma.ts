/** Below this the argument is shifted up by Γ(x+1) = xΓ(x); from it on Stirling's series is exact to double precision. */
const far = 15;

/** ln Γ(x), x > 0; relative error below 1e-14 (Stirling's series, Abramowitz and Stegun 6.1.41). */
export function logGamma(x: number): number {
  let shift = 1;
  let at = x;
  for (; at < far; at += 1) shift *= at;
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - Math.log(shift);
}

/** ψ(x) = d ln Γ(x) / dx, x > 0; absolute error below 1e-13 (Abramowitz and Stegun 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < far; at += 1) shift += 1 / at;
  const square = 1 / (at * at);
  return Math.log(at) - 0.5 / at - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132)))) - shift;
}

/** Share of a chi-square distribution with `freedom` degrees that lies above `x` (regularised upper incomplete gamma, Numerical Recipes §6.2). */
export function chiSquareAbove(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const a = freedom / 2;
  const z = x / 2;
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a));
  return z < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, z)) : scale * upperFraction(a, z);
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17 && n < 10_000; n += 1) sum += (term *= z / (a + n));
  return sum;
}

/** Lentz's continued fraction. */
function upperFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}
