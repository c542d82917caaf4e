/** Where a leap ends, and how many steps long it is. */
export interface Leap {
  readonly point: Float64Array;
  readonly length: number;
}

/**
 * Where a slow walk by equal rules is heading, from a point and those after one and two steps, without walking there: a squared step of scheme S3 (Varadhan and
 * Roland 2008, equations 6 and 7), between one step and `longest` steps long. A leap of one step ends where the second step does.
 */
export function leapAlong(zero: Float64Array, once: Float64Array, twice: Float64Array, longest: number): Leap {
  const step = zero.map((from, at) => (once[at] as number) - from);
  const bend = step.map((by, at) => (twice[at] as number) - (once[at] as number) - by);
  const ratio = lengthOf(step) / lengthOf(bend);
  const length = Number.isFinite(ratio) ? Math.min(longest, Math.max(1, ratio)) : 1;
  return { length, point: zero.map((from, at) => from + 2 * length * (step[at] as number) + length * length * (bend[at] as number)) };
}

const lengthOf = (vector: Float64Array): number => Math.hypot(...vector);
