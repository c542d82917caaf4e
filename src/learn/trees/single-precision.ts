const words = new DataView(new ArrayBuffer(8));
export const greatestSingle = 3.402_823_466_385_288_6e38;

/** The next single-precision number below (−1) or above (1). */
function nextSingle(value: number, direction: -1 | 1): number {
  if (value === 0) return direction * 2 ** -149;
  words.setFloat32(0, value);
  words.setInt32(0, words.getInt32(0) + (Math.sign(value) === direction ? 1 : -1));
  return words.getFloat32(0);
}

/** The next double above. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  words.setFloat64(0, value);
  words.setBigInt64(0, words.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return words.getFloat64(0);
}

/**
 * The double t for which x < t is the same as single(x) < cut, for every double x: rounding to single precision goes to the
 * nearest, so t lies midway to the number before the cut, and just above it where the tie rounds away from the cut.
 */
export function cutFromSingle(cut: number): number {
  const single = Math.fround(cut);
  // Rounding goes to infinity from midway to the number that would come next.
  const before = Math.max(nextSingle(single, -1), -(2 ** 128));
  const middle = (before + single) / 2;
  return Math.fround(middle) < single ? nextAbove(middle) : middle;
}

/** The single-precision number c for which x < c is the same as x < cut, for every single-precision x; the greatest one where the cut lies beyond it. */
export function singleFromCut(cut: number): number {
  if (cut >= greatestSingle) return greatestSingle;
  const nearest = Math.fround(cut);
  return nearest >= cut ? nearest : nextSingle(nearest, 1);
}
