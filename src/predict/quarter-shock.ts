/** How one forecast of what was still to be won in a quarter came out, in parts of its mean. */
export interface Miss {
  /** (came − said) / said. */
  readonly relative: number;
  /** Variance of that, had deals been won independently. */
  readonly variance: number;
}

/** Spread of a quarter that nothing explains, before any quarter was seen, and how many quarters that prior weighs. */
const priorShock = 0.2;
const priorQuarters = 4;
const mostShock = 1;
const steps = 100;

/**
 * Spread of the shock that a quarter's deals share: what misses show beyond the chance of independent deals. Mode of a normal
 * likelihood over the quarters (the weeks of one quarter share its weather and count as one) and a prior worth four quarters.
 */
export function shockOf(quarters: ReadonlyArray<readonly Miss[]>): number {
  let [best, bestCost] = [priorShock, Infinity];
  for (let step = 0; step <= steps; step += 1) {
    const shock = (mostShock * step) / steps;
    const cost = priorCost(shock, quarters) + quarters.reduce((sum, misses) => sum + misses.reduce((inner, miss) => inner + costOf(miss.relative ** 2, miss.variance + shock * shock), 0) / Math.max(1, misses.length), 0);
    if (cost < bestCost) [best, bestCost] = [shock, cost];
  }
  return best;
}

const costOf = (squared: number, variance: number): number => 0.5 * (Math.log(Math.max(variance, 1e-6)) + squared / Math.max(variance, 1e-6));

/** Quarters like the usual one whose misses are as large as the prior shock would make them. */
function priorCost(shock: number, quarters: ReadonlyArray<readonly Miss[]>): number {
  const variances = quarters.flatMap((misses) => misses.map((miss) => miss.variance));
  const usual = variances.length === 0 ? priorShock ** 2 : variances.reduce((sum, variance) => sum + variance, 0) / variances.length;
  return priorQuarters * costOf(usual + priorShock ** 2, usual + shock * shock);
}
