const finest: f64 = 1e-16;
const furthest: f64 = 700;

/** e^x for |x| up to 700, within two units of the last place: x = n ln 2 + r, e^r by its series. */
@inline
function exponential(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(6755399441055744));
  const n = f64x2.sub(shifted, f64x2.splat(6755399441055744));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(0.693147180369123816490))), f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10)));
  let sum = f64x2.splat(1.6059043836821613e-10);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.08767569878681e-9));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.505210838544172e-8));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.755731922398589e-7));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.7557319223985893e-6));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.388888888888889e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.16666666666666666));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  // n stands in the lowest bits of `shifted`; moved up it is added to the exponent.
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

@inline
function two(values: usize, at: usize, last: usize): v128 {
  return at < last ? v128.load(values + (at << 3)) : f64x2.splat(load<f64>(values + (at << 3)));
}

@inline
function storePairs(pairs: usize, at: usize, last: usize, gradients: v128, curvatures: v128): void {
  v128.store(pairs + (at << 4), v128.shuffle<f64>(gradients, curvatures, 0, 2));
  if (at < last) v128.store(pairs + (at << 4), v128.shuffle<f64>(gradients, curvatures, 1, 3), 16);
}

/**
 * Gradient p − y and curvature p (1 − p) of rows from…to, p = 1 / (1 + e^−margin), times weight and scale, rounded to integers.
 * Two rows at a time in lanes that do not meet, so a row has the same numbers wherever a part begins.
 */
export function deriveLogistic(own: usize, from: usize, to: usize, y: usize, margins: usize, weights: usize, gradientScale: f64, curvatureScale: f64, pairs: usize): void {
  const one = f64x2.splat(1);
  const last = to - 1;
  for (let at = from; at < to; at += 2) {
    const margin = f64x2.max(f64x2.min(two(margins, at, last), f64x2.splat(furthest)), f64x2.splat(-furthest));
    const p = f64x2.div(one, f64x2.add(one, exponential(f64x2.neg(margin))));
    let gradients = f64x2.mul(f64x2.sub(p, two(y, at, last)), f64x2.splat(gradientScale));
    let curvatures = f64x2.mul(f64x2.max(f64x2.mul(p, f64x2.sub(one, p)), f64x2.splat(finest)), f64x2.splat(curvatureScale));
    if (weights !== 0) {
      const weight = two(weights, at, last);
      gradients = f64x2.mul(gradients, weight);
      curvatures = f64x2.mul(curvatures, weight);
    }
    storePairs(pairs, at, last, f64x2.nearest(gradients), f64x2.nearest(curvatures));
  }
}

/** Gradient margin − y and curvature 1 of rows from…to, times weight and scale, rounded to integers. */
export function deriveSquared(own: usize, from: usize, to: usize, y: usize, margins: usize, weights: usize, gradientScale: f64, curvatureScale: f64, pairs: usize): void {
  const last = to - 1;
  for (let at = from; at < to; at += 2) {
    const weight = weights !== 0 ? two(weights, at, last) : f64x2.splat(1);
    const gradients = f64x2.mul(f64x2.mul(f64x2.sub(two(margins, at, last), two(y, at, last)), weight), f64x2.splat(gradientScale));
    storePairs(pairs, at, last, f64x2.nearest(gradients), f64x2.nearest(f64x2.mul(weight, f64x2.splat(curvatureScale))));
  }
}

/** Largest size of weight × (margin − y) among rows from…to. */
export function largestResidual(own: usize, from: usize, to: usize, y: usize, margins: usize, weights: usize, into: usize): void {
  let largest = f64x2.splat(0);
  const last = to - 1;
  for (let at = from; at < to; at += 2) {
    const residual = f64x2.sub(two(margins, at, last), two(y, at, last));
    largest = f64x2.max(largest, f64x2.abs(weights !== 0 ? f64x2.mul(residual, two(weights, at, last)) : residual));
  }
  store<f64>(into, Math.max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)));
}
