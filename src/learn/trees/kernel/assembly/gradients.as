const finest: f64 = 1e-16;
const furthest: f64 = 700;

/** Adding it rounds to the nearest integer, which then stands in the lowest bits. */
const rounding: f64 = 6755399441055744;

/** e^x for |x| up to 700 to 37 bits, more than the integers made of it hold: x = n ln 2 + r, e^r by its series. */
@inline
function exponential(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(rounding));
  const r = f64x2.sub(x, f64x2.mul(f64x2.sub(shifted, f64x2.splat(rounding)), f64x2.splat(0.6931471805599453)));
  let sum = f64x2.splat(2.755731922398589e-6);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.388888888888889e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.16666666666666666));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  // Moved up, n is added to the exponent.
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

@inline
function two(values: usize, at: usize, last: usize): v128 {
  return at < last ? v128.load(values + (at << 3)) : f64x2.splat(load<f64>(values + (at << 3)));
}

@inline
function twoBytes(values: usize, at: usize, last: usize): v128 {
  const first = f64x2.splat(<f64>load<u8>(values + at));
  return at < last ? f64x2.replace_lane(first, 1, <f64>load<u8>(values + at, 1)) : first;
}

/** Rounds to integers of 32 bits, gradient and curvature of a row side by side. */
@inline
function storePairs(pairs: usize, at: usize, last: usize, gradients: v128, curvatures: v128): void {
  const rounded = v128.shuffle<i32>(f64x2.add(gradients, f64x2.splat(rounding)), f64x2.add(curvatures, f64x2.splat(rounding)), 0, 4, 2, 6);
  if (at < last) v128.store(pairs + (at << 3), rounded);
  else store<i64>(pairs + (at << 3), i64x2.extract_lane(rounded, 0));
}

/**
 * Gradient p − y and curvature p (1 − p) of rows from…to, p = 1 / (1 + e^−margin), times weight and scale, rounded to integers.
 * Outcomes are bytes. Two rows at a time in lanes that do not meet, so a row has the same numbers wherever a part begins.
 */
export function deriveLogistic(own: usize, from: usize, to: usize, y: usize, margins: usize, weights: usize, gradientScale: f64, curvatureScale: f64, pairs: usize): void {
  const one = f64x2.splat(1);
  const last = to - 1;
  for (let at = from; at < to; at += 2) {
    const margin = f64x2.pmax(f64x2.pmin(two(margins, at, last), f64x2.splat(furthest)), f64x2.splat(-furthest));
    const p = f64x2.div(one, f64x2.add(one, exponential(f64x2.neg(margin))));
    let gradients = f64x2.mul(f64x2.sub(p, twoBytes(y, at, last)), f64x2.splat(gradientScale));
    let curvatures = f64x2.mul(f64x2.pmax(f64x2.mul(p, f64x2.sub(one, p)), f64x2.splat(finest)), f64x2.splat(curvatureScale));
    if (weights !== 0) {
      const weight = two(weights, at, last);
      gradients = f64x2.mul(gradients, weight);
      curvatures = f64x2.mul(curvatures, weight);
    }
    storePairs(pairs, at, last, gradients, curvatures);
  }
}

/** Gradient margin − y and curvature 1 of rows from…to, times weight and scale, rounded to integers. */
export function deriveSquared(own: usize, from: usize, to: usize, y: usize, margins: usize, weights: usize, gradientScale: f64, curvatureScale: f64, pairs: usize): void {
  const last = to - 1;
  for (let at = from; at < to; at += 2) {
    const weight = weights !== 0 ? two(weights, at, last) : f64x2.splat(1);
    const gradients = f64x2.mul(f64x2.mul(f64x2.sub(two(margins, at, last), two(y, at, last)), weight), f64x2.splat(gradientScale));
    storePairs(pairs, at, last, gradients, f64x2.mul(weight, f64x2.splat(curvatureScale)));
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
