import type { Chance } from '../chance.ts';

/** Upper tail of the standard normal, by the continued fraction of Abramowitz & Stegun 26.2.14 in the tails and their series 26.2.10 in the middle; absolute error below 1e-9. */
export function tailAbove(z: number): number {
  if (z < 0) return 1 - tailAbove(-z);
  return z < 3 ? 0.5 - density(0) * seriesTo(z) : density(z) / fraction(z);
}

const density = (z: number): number => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

/** ∫ exp(−t²/2) dt from 0 to z. */
function seriesTo(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; n < 60; n += 1) {
    term *= -z * z / (2 * n);
    sum += term / (2 * n + 1);
  }
  return sum;
}

function fraction(z: number): number {
  let value = z;
  for (let n = 60; n > 0; n -= 1) value = z + n / value;
  return value;
}

/** A standard normal given that it is above `low` (Robert 1995, Simulation of truncated normal variables, Statistics and Computing 5, algorithm of section 2). */
export function normalAbove(chance: Chance, low: number): number {
  if (low < 0.3) return acceptedNormal(chance, low);
  const rate = (low + Math.sqrt(low * low + 4)) / 2;
  for (;;) {
    const z = low + chance.waiting(1 / rate);
    if (chance.happens(Math.exp(-((z - rate) ** 2) / 2))) return z;
  }
}

function acceptedNormal(chance: Chance, low: number): number {
  for (;;) {
    const z = chance.normal();
    if (z > low) return z;
  }
}
