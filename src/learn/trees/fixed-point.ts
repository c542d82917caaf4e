const exactBits = 52;

/**
 * The power of two by which `count` numbers of at most `largest` in size are multiplied before they are rounded to integers, so
 * that every sum of them stays below 2^52 and is therefore exact in a double, whatever the order of addition. A power of two,
 * so that scaling itself rounds nothing. 1 where all numbers are zero.
 */
export function fixedPointScale(largest: number, count: number): number {
  if (largest === 0) return 1;
  const bits = exactBits - Math.ceil(Math.log2(count + 1)) - Math.ceil(Math.log2(largest)) - 1;
  return 2 ** Math.min(Math.max(bits, -1000), 1000);
}

/** The same for integers that must also fit 32 bits each, sign included. */
export const pairScale = (largest: number, count: number): number => fixedPointScale(largest, Math.max(count, 2 ** 21 - 1));

/** Largest size among numbers. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}

/** Rounds values × scale to integers held in doubles. */
export function toIntegers(values: ArrayLike<number>, scale: number): Float64Array {
  const integers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) integers[i] = Math.round((values[i] as number) * scale);
  return integers;
}

/** Sum of numbers that does not depend on their order; off by at most half of 2^-52 × count² × the largest. */
export function orderFreeSum(values: ArrayLike<number>): number {
  const scale = fixedPointScale(largestOf(values), values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += Math.round((values[i] as number) * scale);
  return sum / scale;
}
