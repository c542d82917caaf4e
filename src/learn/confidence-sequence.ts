/** One subject of a randomised comparison whose outcome is known. */
export interface Randomised {
  readonly treated: boolean;
  readonly outcome: number;
}

/** The difference of two groups' means after some subjects, with an interval that may be looked at whenever one likes. */
export interface Difference {
  readonly treated: number;
  readonly held: number;
  readonly meanTreated: number;
  readonly meanHeld: number;
  readonly estimate: number;
  /** Null while either group is too small for the approximation. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface SequenceOptions {
  /** Probability that a subject is treated, fixed beforehand. */
  readonly treatedShare: number;
  /** Chance to miss the truth at any look at all. */
  readonly alpha?: number;
  /** Number of subjects at which the interval should be tightest. */
  readonly tightestAt?: number;
}

const fewestOfAGroup = 60;
const usualTightest = 500;

/**
 * Always-valid interval for the difference of means of a randomised comparison: the asymptotic confidence sequence of
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (Annals of Statistics 52, 2024, theorem 2.2, boundary 2.4) over doubly
 * robust scores whose adjustment is the mean of each group among earlier subjects. `subjects` come in the order in which their
 * outcomes became known. Covers the truth at all looks together with probability 1 − alpha as groups grow; it says nothing
 * while either group holds fewer than 60. Assumes independent subjects: pass clusters as subjects where members share luck.
 */
export function differenceSoFar(subjects: readonly Randomised[], options: SequenceOptions): Difference {
  const groups = { treated: { n: 0, sum: 0, squares: 0 }, held: { n: 0, sum: 0, squares: 0 } };
  let [n, mean, least, most] = [0, 0, Infinity, -Infinity];
  for (const { treated, outcome } of subjects) {
    const score = scoreOf(treated, outcome, usual(groups.treated, groups.held), usual(groups.held, groups.treated), options.treatedShare);
    const own = treated ? groups.treated : groups.held;
    own.n += 1;
    own.sum += outcome;
    own.squares += outcome * outcome;
    n += 1;
    mean += (score - mean) / n;
    least = Math.min(least, outcome);
    most = Math.max(most, outcome);
  }
  const variance = carefulVariance(groups.treated, least, most) / options.treatedShare + carefulVariance(groups.held, least, most) / (1 - options.treatedShare);
  const half = sequenceHalfWidth(n, Math.sqrt(variance), options);
  const isEarly = Math.min(groups.treated.n, groups.held.n) < fewestOfAGroup;
  return {
    treated: groups.treated.n, held: groups.held.n, meanTreated: groups.treated.sum / Math.max(1, groups.treated.n), meanHeld: groups.held.sum / Math.max(1, groups.held.n),
    estimate: mean, low: isEarly ? null : mean - half, high: isEarly ? null : mean + half,
  };
}

interface Group {
  readonly n: number;
  readonly sum: number;
}

/** What one expects of a group from its earlier members, from the other group's while it has none. */
function usual(own: Group, other: Group): number {
  if (own.n + other.n === 0) return 0;
  return own.n === 0 ? other.sum / other.n : own.sum / own.n;
}

/** Doubly robust score (Robins, Rotnitzky and Zhao 1994): unbiased for the difference whatever the expectations are. */
function scoreOf(treated: boolean, outcome: number, expectedTreated: number, expectedHeld: number, share: number): number {
  const correction = treated ? (outcome - expectedTreated) / share : -(outcome - expectedHeld) / (1 - share);
  return expectedTreated - expectedHeld + correction;
}

/** Variance of a group with the least and the greatest outcome added once each (Agresti and Caffo 2000): a small group without a rare outcome is not certain. */
function carefulVariance({ n, sum, squares }: Group & { readonly squares: number }, least: number, most: number): number {
  const mean = (sum + least + most) / (n + 2);
  return (squares + least * least + most * most) / (n + 2) - mean * mean;
}

const usualAlpha = 0.05;

/** Half the width of the asymptotic confidence sequence after n scores of this spread (Waudby-Smith et al., boundary 2.4). */
export function sequenceHalfWidth(n: number, sd: number, { alpha = usualAlpha, tightestAt = usualTightest }: SequenceOptions): number {
  if (n === 0) return Infinity;
  const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha)) + 1) / tightestAt;
  return sd * Math.sqrt((2 * (n * rho2 + 1)) / (n * n * rho2) * Math.log(Math.sqrt(n * rho2 + 1) / alpha));
}

/** Subjects after which a difference of this size usually shows: the half-width there is as large as the difference. `sd` is that of an outcome. */
export function subjectsToSee(difference: number, sd: number, options: SequenceOptions): number {
  const scoreSd = sd * Math.sqrt(1 / options.treatedShare + 1 / (1 - options.treatedShare));
  let [low, high] = [2 * fewestOfAGroup, 10_000_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (sequenceHalfWidth(middle, scoreSd, options) > difference) low = middle;
    else high = middle;
  }
  return high;
}
