/** Something that began and may have ended: a deal and its close, an inquiry and its win. UTC ms. */
export interface Span {
  readonly from: number;
  readonly until: number | null;
}

/**
 * From when ends are recorded. They start where beginnings start, unless so many ends would be expected before the first
 * one seen that chance does not explain their absence: 5 or more expected means less than 1 chance in 100 of seeing none
 * (Poisson). Expected: for each earlier beginning, the share of later beginnings that had ended within as many days.
 * Null where nothing ended. Ends before their beginning are ignored.
 */
export function recordedFrom(spans: readonly Span[]): number | null {
  const ends = spans.flatMap((span) => (span.until === null || span.until < span.from ? [] : [span.until]));
  if (ends.length === 0) return null;
  const firstEnd = least(ends);
  const after = spans.filter((span) => span.from >= firstEnd);
  const firstBeginning = least(spans.map((span) => span.from));
  if (after.length === 0) return Math.min(firstBeginning, firstEnd);
  const lags = after.flatMap((span) => (span.until === null ? [] : [span.until - span.from])).sort((a, b) => a - b);
  const before = spans.filter((span) => span.from < firstEnd);
  const expected = before.reduce((sum, span) => sum + countBelow(lags, firstEnd - span.from) / after.length, 0);
  return expected >= 5 ? firstEnd : Math.min(firstBeginning, firstEnd);
}

const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Infinity);

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
