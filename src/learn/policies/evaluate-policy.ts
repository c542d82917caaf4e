import { chooseBySlope, candidateWeights } from './choose-shrinkage.ts';
import { dm, dr, drOs, ipw, sndr, snipw, switchDr, type EvaluatedRounds, type Influenced } from './estimators.ts';
import { importanceWeights, supportOf, type Support } from './importance.ts';
import { demandChances, demandRounds, type LoggedRounds } from './logged-rounds.ts';
import { skewedInterval, type SkewedInterval } from './skewed-interval.ts';

/** The seven estimators; those with a model need `rewards`. */
export type PolicyEstimator = 'ipw' | 'snipw' | 'dm' | 'dr' | 'sndr' | 'switchDr' | 'drOs';

export interface PolicyEstimate extends SkewedInterval {
  readonly estimate: number;
  /** The interval counts chance alone: the estimator leans on its model, and is wrong by more where the model is. */
  readonly leansOnModel: boolean;
  /** Largest weight kept (Switch-DR) or λ (DRos), chosen by SLOPE; Infinity: no shrinking. */
  readonly setting?: number;
}

export interface PolicyEvaluation {
  readonly verdict: 'can tell' | 'cannot tell';
  /** Why it cannot be told; none where it can. */
  readonly reasons: readonly string[];
  readonly support: Support | null;
  /** The one to quote: DR where rewards were predicted, else SNIPW. */
  readonly quoted: 'dr' | 'snipw';
  /** Null where chances are missing. The numbers are also given where the verdict says that they cannot be relied on. */
  readonly estimates: Readonly<Partial<Record<PolicyEstimator, PolicyEstimate>>> | null;
  /** What the logging policy got itself: the mean reward. */
  readonly logged: PolicyEstimate;
  /** The quoted estimate less the logging policy's mean, over the same rounds. */
  readonly gain: PolicyEstimate | null;
}

export interface EvaluationOptions {
  /** Expected reward of every action in every round, n × k row by row, from `crossFitRewards`. */
  readonly rewards?: ArrayLike<number>;
  /** 0.95 by default. */
  readonly level?: number;
  /** The least and the most a reward can be: values and their intervals are cut to that. */
  readonly range?: readonly [number, number];
}

/** Fewer effective rounds than this tell nothing: a customary limit, and the largest weights decide alone below it. */
const fewestEffective = 100;
/** Fewer rounds' worth of evidence on the spread leave it, and so the interval, unknown by a third. */
const fewestOnSpread = 10;
/** More of the policy than this on actions never taken is guessed, not measured. */
const mostUnsupported = 0.02;
/** Standard errors by which the mean weight may be off 1. */
const mostOff = 4;

/**
 * What a policy would have got in the rounds that another policy logged: Σ over its chances in each round of expected reward, mean over
 * rounds. `target` holds the policy's chance of each action in each round, n × k row by row; null where it was not written down.
 * Seven estimators (see `estimators.ts`), each with its interval (`skewedInterval`), beside how far the log reaches (`supportOf`), and "cannot
 * tell" with the reasons where it does not reach: chances not logged, under 100 effective rounds, more than 2 % of the policy on actions
 * never taken, weights whose mean is not 1, a spread that fewer than 10 rounds decide. Assumes that the logged propensities are true, that
 * one round does not change another, and that rounds (or groups) are independent. Throws a RangeError on bad rounds, chances or settings.
 */
export function evaluatePolicy(rounds: LoggedRounds, target: ArrayLike<number> | null, options: EvaluationOptions = {}): PolicyEvaluation {
  demandRounds(rounds);
  demandOptions(rounds, options);
  const { propensity } = rounds;
  const quoted = options.rewards ? 'dr' : 'snipw';
  const reward = Float64Array.from(rounds.reward);
  const own = meanReward(reward);
  const logged = withInterval(own, rounds, options);
  if (target !== null) demandChances(target, rounds);
  const missing = missingChances(propensity, target);
  if (missing.length > 0 || target === null || propensity === null) return { verdict: 'cannot tell', reasons: missing, support: null, quoted, estimates: null, logged, gain: null };
  const weights = importanceWeights(rounds, propensity, target);
  const support = supportOf(rounds, weights, target);
  if (support.effectiveRounds === 0) return { verdict: 'cannot tell', reasons: ['the policy never takes an action that the log took'], support, quoted, estimates: null, logged, gain: null };
  const influenced = estimateAll(weights, reward, rounds, target, options.rewards);
  const estimates = Object.fromEntries(Object.entries(influenced).map(([name, one]) => [name, { ...withInterval(one, rounds, options), leansOnModel: leaning.has(name), ...settingOf(one) }]));
  const reasons = [...doubtsOfSupport(support, weights), ...doubtsOfSpread(estimates[quoted] as PolicyEstimate)];
  const gain = withInterval(difference(influenced[quoted] as Influenced, own), rounds, { level: options.level ?? 0.95 });
  return { verdict: reasons.length === 0 ? 'can tell' : 'cannot tell', reasons, support, quoted, estimates, logged, gain };
}

const leaning = new Set<string>(['dm', 'switchDr', 'drOs'] satisfies PolicyEstimator[]);

function demandOptions({ action, actions }: LoggedRounds, { rewards, level = 0.95, range }: EvaluationOptions): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1, not at ${level}`);
  if (range && !(range[0] < range[1])) throw new RangeError(`The least reward is below the most, not ${range[0]} to ${range[1]}`);
  if (!rewards) return;
  if (rewards.length !== action.length * actions) throw new RangeError(`${rewards.length} expected rewards are not ${action.length} rounds of ${actions} actions`);
  for (let at = 0; at < rewards.length; at += 1) if (!(Math.abs(rewards[at] as number) <= 1e60)) throw new RangeError(`Round ${Math.floor(at / actions)}: its expected reward of action ${at % actions} is not a finite number`);
}

function missingChances(propensity: ArrayLike<number> | null, target: ArrayLike<number> | null): string[] {
  const reasons = target === null ? ['target probabilities not logged'] : [];
  if (propensity === null) return [...reasons, 'logging probabilities not logged'];
  const without = Array.from(propensity).filter(Number.isNaN).length;
  return without === 0 ? reasons : [...reasons, `logging probabilities missing in ${without} of ${propensity.length} rounds`];
}

function estimateAll(weights: Float64Array, reward: Float64Array, rounds: LoggedRounds, target: ArrayLike<number>, rewards: ArrayLike<number> | undefined): Partial<Record<PolicyEstimator, Influenced>> {
  const seen = seenBy(weights, reward, rounds, target, rewards);
  const plain = { ipw: ipw(seen), snipw: snipw(seen) };
  if (!rewards) return plain;
  const candidates = candidateWeights(weights);
  return {
    ...plain, dm: dm(seen), dr: dr(seen), sndr: sndr(seen),
    switchDr: chooseBySlope(candidates.map((setting) => ({ setting, ...switchDr(seen, setting) }))),
    drOs: chooseBySlope(candidates.map((weight) => ({ setting: weight ** 2, ...drOs(seen, weight ** 2) }))),
  };
}

function seenBy(weights: Float64Array, reward: Float64Array, { action, actions }: LoggedRounds, target: ArrayLike<number>, rewards: ArrayLike<number> | undefined): EvaluatedRounds {
  const expectedTaken = reward.map((_, round) => rewards?.[round * actions + (action[round] as number)] ?? 0);
  const expectedPolicy = reward.map((_, round) => {
    let sum = 0;
    for (let at = round * actions; at < (round + 1) * actions; at += 1) sum += (target[at] as number) * (rewards?.[at] ?? 0);
    return sum;
  });
  return { weights, reward, expectedTaken, expectedPolicy };
}

function meanReward(reward: Float64Array): Influenced {
  const estimate = reward.reduce((sum, value) => sum + value, 0) / reward.length;
  return { estimate, influence: reward.map((value) => value - estimate) };
}

const difference = (one: Influenced, other: Influenced): Influenced => ({ estimate: one.estimate - other.estimate, influence: one.influence.map((value, round) => value - (other.influence[round] as number)) });

function withInterval({ estimate, influence }: Influenced, { groups }: LoggedRounds, { level = 0.95, range }: EvaluationOptions): PolicyEstimate {
  const interval = skewedInterval(estimate, influence, level, groups);
  const cut = <Value extends number | null>(value: Value): Value => (range && value !== null ? Math.min(range[1], Math.max(range[0], value)) as Value : value);
  return { ...interval, estimate: cut(estimate), low: cut(interval.low), high: cut(interval.high), leansOnModel: false };
}

const settingOf = (one: object): { setting?: number } => ('setting' in one ? { setting: one.setting as number } : {});

function doubtsOfSupport({ effectiveRounds, meanWeight, unsupportedShare }: Support, weights: Float64Array): string[] {
  const error = Math.sqrt(weights.reduce((sum, w) => sum + (w - meanWeight) ** 2, 0)) / weights.length;
  const reasons: string[] = [];
  if (effectiveRounds < fewestEffective) reasons.push(`${Math.round(effectiveRounds)} effective rounds are fewer than ${fewestEffective}`);
  if (unsupportedShare > mostUnsupported) reasons.push(`${(100 * unsupportedShare).toFixed(1)} % of the policy falls on actions that the log never took`);
  if (Math.abs(meanWeight - 1) > Math.max(mostOff * error, 1e-6)) reasons.push(`the mean weight is ${meanWeight.toFixed(2)}, not 1: logged probabilities are not true, or actions could not be taken`);
  return reasons;
}

const doubtsOfSpread = ({ restsOn }: PolicyEstimate): string[] => (restsOn < fewestOnSpread ? [`the interval is not to be trusted: it rests on ${restsOn.toFixed(1)} rounds' worth of evidence, fewer than ${fewestOnSpread}`] : []);
