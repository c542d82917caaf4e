/** How one forecast of what was still to be won in a quarter came out, in parts of its mean. */
export interface Miss {
  /** (came − said) / said. */
  readonly relative: number;
  /** Variance of that, had deals been won independently. */
  readonly variance: number;
  /** What a shock of one a quarter would add to that variance: time ahead in quarters × the squared share that open deals had in the mean. */
  readonly exposure: number;
}

/** Spread that a whole quarter ahead adds, before any quarter was seen, and how many quarters that prior weighs. */
const priorShock = 0.1;
const priorQuarters = 4;
const mostShock = 1;
const steps = 100;

/**
 * Spread of the shock that the deals of a quarter share, a whole quarter ahead: what misses show beyond the chance of
 * independent deals. What moves all deals adds up over time, so its variance grows with the time ahead. Mode of a
 * Student likelihood over the quarters (looks at one quarter share its weather and count as one) and a prior worth four quarters.
 */
export function shockOf(quarters: ReadonlyArray<readonly Miss[]>): number {
  let [best, bestCost] = [priorShock, Infinity];
  for (let step = 0; step <= steps; step += 1) {
    const shock = (mostShock * step) / steps;
    const cost = priorCost(shock, quarters) + quarters.reduce((sum, misses) => sum + misses.reduce((inner, miss) => inner + costOf(miss.relative ** 2, miss.variance + shock * shock * miss.exposure), 0) / Math.max(1, misses.length), 0);
    if (cost < bestCost) [best, bestCost] = [shock, cost];
  }
  return best;
}

/** Spread of the shock over the time that is left. */
export const shockOver = (quartersAhead: number, quarters: ReadonlyArray<readonly Miss[]>): number => shockOf(quarters) * Math.sqrt(quartersAhead);

/** Degrees of freedom of Student's t: one wild quarter, such as the first after a model had little to learn from, does not widen all later ones. */
const freedom = 4;
/** Square of the scale that Student's t with these degrees takes for a standard normal sample: what makes it right where nothing is wild. */
const normalScale = 0.69;
const costOf = (squared: number, variance: number): number => {
  const usual = normalScale * Math.max(variance, 1e-6);
  return 0.5 * (Math.log(usual) + (freedom + 1) * Math.log1p(squared / (freedom * usual)));
};

/** Quarters like the usual one whose misses are as large as the prior shock would make them. */
function priorCost(shock: number, quarters: ReadonlyArray<readonly Miss[]>): number {
  const variances = quarters.flatMap((misses) => misses.map((miss) => miss.variance));
  const usual = variances.length === 0 ? priorShock ** 2 : variances.reduce((sum, variance) => sum + variance, 0) / variances.length;
  const [prior, tried] = [usual + priorShock ** 2, usual + shock * shock];
  return priorQuarters * 0.5 * (Math.log(tried) + prior / tried);
}
