/** A quantity as somebody gives it: the least and the most it can be, and what is likely in between. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * Interval arithmetic (Moore, Interval Analysis, 1966, ch. 3), with the likely value carried along. If every operand lies in its
 * range, the result lies in its own: nothing is assumed of how the operands are spread or go together. The bounds are exact where
 * no operand occurs twice in a formula. Likely values stay within the bounds because every operation here is monotone.
 */
export const addRanges = (a: Range, b: Range): Range => ({ low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high });

/** The least difference is the least less the most. */
export const subtractRanges = (a: Range, b: Range): Range => ({ low: a.low - b.high, likely: a.likely - b.likely, high: a.high - b.low });

/** For operands of which none is below zero. */
export const multiplyRanges = (a: Range, b: Range): Range => ({ low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high });

/** `factor` is not below zero. */
export const scaleRange = (a: Range, factor: number): Range => ({ low: a.low * factor, likely: a.likely * factor, high: a.high * factor });

/** The range of a quantity that is known exactly. */
export const exactly = (value: number): Range => ({ low: value, likely: value, high: value });
