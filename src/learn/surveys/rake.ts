import { demandNotNegative, demandRows } from '../demand.ts';

/** What is known of the population in one respect. */
export interface Margin {
  /** The group of each row. */
  readonly groups: ArrayLike<string>;
  /** Size of each group in the population, above zero. */
  readonly targets: Readonly<Record<string, number>>;
}

export interface RakeOptions {
  /** Largest difference from a target, as a share of it, at which to stop: 1e-10 by default. */
  readonly tolerance?: number;
  /** 1,000 by default. */
  readonly maxRounds?: number;
}

export interface Raked {
  readonly weights: Float64Array;
  readonly rounds: number;
  readonly converged: boolean;
  /** Largest difference from a target that is left, as a share of it. */
  readonly worstGap: number;
  /** By how much unequal weights multiply a mean's variance, n Σw² ÷ (Σw)² (Kish 1965). */
  readonly weightingEffect: number;
}

/**
 * Weights whose sums by group are the targets of every margin, closest in relative entropy to those given: each margin in turn is scaled
 * to its targets until all hold (Deming and Stephan 1940). Says `converged: false` where margins contradict each other within
 * the sample. Errors count what raking gained where the design says what was raked to (`adjusted` of `SurveyDesign`), and are rather too large otherwise.
 * Throws a RangeError where a group has no target, a target no row with weight, targets are not above zero, or the
 * margins' sums differ by more than one in a million.
 */
export function rake(weights: ArrayLike<number>, margins: readonly Margin[], options: RakeOptions = {}): Raked {
  demandMargins(weights, margins);
  const raked = Float64Array.from(weights);
  const { tolerance = 1e-10, maxRounds = 1_000 } = options;
  let [rounds, worstGap] = [0, gapOf(raked, margins)];
  for (; rounds < maxRounds && worstGap > tolerance; rounds += 1) {
    for (const margin of margins) scaleTo(raked, margin);
    worstGap = gapOf(raked, margins);
  }
  const [sum, squares] = raked.reduce(([all, squared], weight) => [all + weight, squared + weight * weight], [0, 0]);
  return { weights: raked, rounds, converged: worstGap <= tolerance, worstGap, weightingEffect: (raked.length * squares) / (sum * sum) };
}

function demandMargins(weights: ArrayLike<number>, margins: readonly Margin[]): void {
  if (margins.length === 0) throw new RangeError('Raking needs at least one margin');
  demandRows('Raking', weights.length, margins.map((margin) => margin.groups));
  demandNotNegative('Weights', weights);
  const totals = margins.map(({ targets }) => Object.values(targets).reduce((sum, target) => sum + target, 0));
  if (totals.some((total) => Math.abs(total - (totals[0] as number)) > 1e-6 * (totals[0] as number))) throw new RangeError(`The margins' targets sum to ${totals.join(', ')}: all must sum to the same population`);
  for (const margin of margins) demandTargets(sumsOf(weights, margin), margin);
}

function demandTargets(sums: ReadonlyMap<string, number>, { targets }: Margin): void {
  for (const [group, target] of Object.entries(targets)) {
    if (!(target > 0 && Number.isFinite(target))) throw new RangeError(`The target of ${group} is ${target}, not above zero`);
    if (!((sums.get(group) ?? 0) > 0)) throw new RangeError(`No row with weight is in group ${group}: merge it with another`);
  }
  for (const group of sums.keys()) if (!Object.hasOwn(targets, group)) throw new RangeError(`Group ${group} has no target`);
}

function sumsOf(weights: ArrayLike<number>, { groups }: Margin): Map<string, number> {
  const sums = new Map<string, number>();
  for (let row = 0; row < weights.length; row += 1) sums.set(groups[row] as string, (sums.get(groups[row] as string) ?? 0) + (weights[row] as number));
  return sums;
}

function scaleTo(weights: Float64Array, margin: Margin): void {
  const sums = sumsOf(weights, margin);
  const factors = new Map([...sums].map(([group, sum]) => [group, (margin.targets[group] as number) / sum]));
  for (let row = 0; row < weights.length; row += 1) weights[row] = (weights[row] as number) * (factors.get(margin.groups[row] as string) as number);
}

function gapOf(weights: Float64Array, margins: readonly Margin[]): number {
  let worst = 0;
  for (const margin of margins) for (const [group, sum] of sumsOf(weights, margin)) worst = Math.max(worst, Math.abs(sum / (margin.targets[group] as number) - 1));
  return worst;
}
