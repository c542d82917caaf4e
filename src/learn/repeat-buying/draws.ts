import { normalDraw, type RandomStream } from '../random.ts';

/** One draw from gamma(shape, 1) (Marsaglia and Tsang 2000); shapes below 1 by their power of a uniform draw. */
export function gammaDraw(shape: number, random: RandomStream): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = normalDraw(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < z * z / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function betaDraw(a: number, b: number, random: RandomStream): number {
  const [one, other] = [gammaDraw(a, random), gammaDraw(b, random)];
  return one + other > 0 ? one / (one + other) : Number(random() < a / (a + b));
}

/** Above this mean the normal distribution stands in: its quantiles differ by less than one in a hundred. */
const large = 10_000;
/** e to minus more than this is no longer a number. */
const chunk = 500;

/** One draw from a Poisson distribution, by the product of uniform draws (Knuth). */
export function poissonDraw(mean: number, random: RandomStream): number {
  if (mean > large) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalDraw(random)));
  let count = 0;
  for (let left = mean; left > 0; left -= chunk) {
    const least = Math.exp(-Math.min(left, chunk));
    for (let product = 1 - random(); product > least; product *= 1 - random()) count += 1;
  }
  return count;
}
