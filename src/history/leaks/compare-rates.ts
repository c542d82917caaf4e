/** Events and time at risk per cell. Lists of one length, one entry a cell. */
export interface CellTally {
  readonly days: Float64Array;
  readonly events: Float64Array;
}

/** A segment's event rate against the others' within the same cells. */
export interface RateComparison {
  /** Events in the segment. */
  readonly observed: number;
  /** Days at risk in the segment. */
  readonly days: number;
  /** Events to expect in the segment if all had one rate per cell. */
  readonly expected: number;
  /** Events of the others in cells that both share. */
  readonly others: number;
  /** Logarithm of the Mantel–Haenszel rate ratio, segment to others, and its standard error. */
  readonly logRatio: number;
  readonly se: number;
  /** Standard score of observed minus expected, with continuity correction; positive where the segment's rate is higher. */
  readonly z: number;
}

/**
 * Mantel–Haenszel comparison of person-time rates over cells (Rothman, Greenland and Lash, Modern Epidemiology, 3rd ed.,
 * ch. 15; variance after Greenland and Robins 1985). Given the events of a cell, each falls into the segment with the share of
 * the cell's time at risk that the segment holds, so mean and variance of the score are exact. `all` includes the segment.
 * Null where no cell holds both.
 */
export function compareRates(segment: CellTally, all: CellTally): RateComparison | null {
  let [r, s, variance, observed, expected, days, others] = [0, 0, 0, 0, 0, 0, 0];
  for (let cell = 0; cell < all.days.length; cell += 1) {
    const daysIn = segment.days[cell] as number;
    const daysAll = all.days[cell] as number;
    if (daysIn === 0) continue;
    const daysOut = Math.max(0, daysAll - daysIn);
    const eventsIn = segment.events[cell] as number;
    const eventsAll = all.events[cell] as number;
    observed += eventsIn;
    days += daysIn;
    expected += (eventsAll * daysIn) / daysAll;
    if (daysOut < 1e-9) continue;
    others += eventsAll - eventsIn;
    r += (eventsIn * daysOut) / daysAll;
    s += ((eventsAll - eventsIn) * daysIn) / daysAll;
    variance += (eventsAll * daysIn * daysOut) / (daysAll * daysAll);
  }
  if (variance <= 0) return null;
  const z = (Math.sign(r - s) * Math.max(0, Math.abs(r - s) - 0.5)) / Math.sqrt(variance);
  const [a, b] = r > 0 && s > 0 ? [r, s] : [r + 0.5, s + 0.5];
  return { observed, days, expected, others, logRatio: Math.log(a / b), se: Math.sqrt(variance / (a * b)), z };
}
