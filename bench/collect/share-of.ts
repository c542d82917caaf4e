/** The value that a share of the values does not exceed: the nearest rank; not a number where there are none. */
export const shareOf = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? NaN;
