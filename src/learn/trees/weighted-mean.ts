import { orderFreeSum } from './fixed-point.ts';

// A share of 0 or 1 has no finite log odds; this is that of less than one row in a hundred million.
export const surest = 1e-8;

export function weightedMean(y: Float64Array, weights: Float64Array | undefined): number {
  if (weights === undefined) return orderFreeSum(y) / y.length;
  return orderFreeSum(y.map((value, i) => value * (weights[i] as number))) / orderFreeSum(weights);
}

/** Margin of a log link that fits best without any feature; that of a tiny mean where all are zero. */
export const logOfMean = (y: Float64Array, weights: Float64Array | undefined): number => Math.log(Math.max(weightedMean(y, weights), surest));
