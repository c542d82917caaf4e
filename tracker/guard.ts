import type { Dropped } from './public-types.ts';

export type Counts = { -readonly [Reason in keyof Dropped]: Dropped[Reason] };
export type Guard = <Given extends unknown[]>(work: (...given: Given) => void) => (...given: Given) => void;

/** Whatever goes wrong in here is counted and never reaches the page. */
export const guardWith = (counts: Counts): Guard => (work) => (...given) => {
  try {
    work(...given);
  } catch {
    counts.fault++;
  }
};
