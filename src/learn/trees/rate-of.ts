/** The rate that a margin is the logarithm of. One beyond the greatest number is that number: without a penalty margins can grow so far, and no answer is infinite. */
export const rateOf = (margin: number): number => Math.min(Number.MAX_VALUE, Math.exp(margin));
