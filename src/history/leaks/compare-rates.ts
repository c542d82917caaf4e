/** What was at risk per cell (days, or stays that ended) and the events. Lists of one length, one entry a cell. */
export interface CellTally {
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** At risk are counts of stays of which each can be an event once, not time. */
  readonly isCount: boolean;
}

/** A segment's events against the others' within the same cells. */
export interface RateComparison {
  /** Events in the segment. */
  readonly observed: number;
  /** What was at risk in the segment, in cells where anybody had an event. */
  readonly atRisk: number;
  /** Events to expect in the segment if all had one rate per cell. */
  readonly expected: number;
  /** Events of the others in cells that both share. */
  readonly others: number;
  /** Logarithm of the Mantel–Haenszel ratio of rates or shares, segment to others, and its standard error. */
  readonly logRatio: number;
  readonly se: number;
  /** Standard score of observed minus expected, with continuity correction; positive where the segment's rate is higher. */
  readonly z: number;
}

/**
 * Mantel–Haenszel comparison over cells (Rothman, Greenland and Lash, Modern Epidemiology, 3rd ed., ch. 15; variances after
 * Greenland and Robins 1985, for rates and for shares). Given the events of a cell, each falls into the segment with the
 * share of the cell's risk that the segment holds: binomial for time, hypergeometric for counts. `all` includes the
 * segment. Null where no cell holds both.
 */
export function compareRates(segment: CellTally, all: CellTally): RateComparison | null {
  let [r, s, variance, spread, observed, expected, atRisk, others] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let cell = 0; cell < all.atRisk.length; cell += 1) {
    const riskIn = segment.atRisk[cell] as number;
    const riskAll = all.atRisk[cell] as number;
    const eventsAll = all.events[cell] as number;
    if (riskIn === 0 || eventsAll === 0) continue;
    const eventsIn = segment.events[cell] as number;
    const riskOut = Math.max(0, riskAll - riskIn);
    observed += eventsIn;
    atRisk += riskIn;
    expected += (eventsAll * riskIn) / riskAll;
    if (riskOut < 1e-9) continue;
    const eventsOut = eventsAll - eventsIn;
    const even = (eventsAll * riskIn * riskOut) / (riskAll * riskAll);
    others += eventsOut;
    r += (eventsIn * riskOut) / riskAll;
    s += (eventsOut * riskIn) / riskAll;
    variance += all.isCount ? (even * (riskAll - eventsAll)) / Math.max(1, riskAll - 1) : even;
    spread += all.isCount ? even - (eventsIn * eventsOut) / riskAll : even;
  }
  if (variance <= 0) return null;
  const z = (Math.sign(r - s) * Math.max(0, Math.abs(r - s) - 0.5)) / Math.sqrt(variance);
  const [a, b] = r > 0 && s > 0 ? [r, s] : [r + 0.5, s + 0.5];
  return { observed, atRisk, expected, others, logRatio: Math.log(a / b), se: Math.sqrt(Math.max(spread, variance) / (a * b)), z };
}
