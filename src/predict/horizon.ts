import { WEEK_MS, quarterOf } from '../model/index.ts';

/** A span of weeks counted from a landmark: from `from` up to, not including, `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

const edges = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 22, 26, 39, 52, 78, 104] as const;

/** Spans in which a deal may close: weekly for a quarter, then ever longer, because the far future is known more coarsely. */
export const bins: readonly Bin[] = edges.slice(1).map((to, index) => ({ from: edges[index] as number, to }));

/** As far ahead as a course goes, in weeks. */
export const horizonWeeks = edges[edges.length - 1] as number;

/** A span seen from a landmark: where it lies and how much of it falls into the last two weeks of a quarter. */
export interface Ahead {
  readonly middleWeeks: number;
  readonly widthWeeks: number;
  readonly quarterEndShare: number;
}

const lastWeeks = 2;

export function aheadOf(bin: Bin, at: number, fiscalStartMonth: number): Ahead {
  const widthWeeks = bin.to - bin.from;
  let inLast = 0;
  for (let week = bin.from; week < bin.to; week += 1) {
    const middle = at + (week + 0.5) * WEEK_MS;
    if (quarterOf(middle, fiscalStartMonth).end - middle <= lastWeeks * WEEK_MS) inLast += 1;
  }
  return { middleWeeks: (bin.from + bin.to) / 2, widthWeeks, quarterEndShare: inLast / widthWeeks };
}

/** How much of what was seen at the landmark has had time to change: 0 at once, 1 after a quarter. */
export const fading = (ahead: Ahead): number => Math.log1p(ahead.middleWeeks) / Math.log1p(13);
