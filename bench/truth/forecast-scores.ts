import type { BacktestPoint } from '../../src/model/index.ts';
import { tQuantile90 } from './student.ts';

export const baselineNames = ['baseRate', 'stageAge', 'stageWeighted', 'bookedOverUsualShare', 'lastQuarter', 'sameQuarterLastYear', 'repsDates'] as const;
export type BaselineName = (typeof baselineNames)[number];

/** A range that promises to hold 8 times in 10. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const alpha = 0.2;

/** Interval score of an 80 % range (Gneiting and Raftery 2007, eq. 43): its width, and 10 times by how much it was missed. Lower is better. */
export const intervalScore = ({ low, high }: Range, actual: number): number =>
  high - low + (2 / alpha) * (Math.max(0, low - actual) + Math.max(0, actual - high));

const fewestPast = 3;

/**
 * The range that a simple rule can give from its own past errors: its relative errors so far, corrected for their mean, as
 * the prediction interval of a normal sample (mean ± t × sd × √(1 + 1/n)). Null before it has missed three times.
 */
export function rangeFromPastErrors(said: number, past: ReadonlyArray<{ readonly said: number; readonly actual: number }>): Range | null {
  const errors = past.filter((one) => one.said > 0).map((one) => one.actual / one.said - 1);
  if (errors.length < fewestPast || said <= 0) return null;
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1));
  const half = tQuantile90(errors.length - 1) * spread * Math.sqrt(1 + 1 / errors.length);
  return { low: Math.max(0, said * (1 + mean - half)), high: said * (1 + mean + half) };
}

/** One company's past quarters at one week, oldest first. */
export const pointsAt = (points: readonly BacktestPoint[], week: number): BacktestPoint[] =>
  points.filter((point) => point.week === week).sort((a, b) => a.asOf.localeCompare(b.asOf));

export const coverageOf = (points: readonly BacktestPoint[]): { inside: number; of: number } => {
  const ranged = points.filter((point) => point.inside !== null);
  return { inside: ranged.filter((point) => point.inside).length, of: ranged.length };
};

/** Mean interval score of the product and of each rule over the same quarters, in parts of the mean quarter. */
export interface RangeScores {
  readonly product: number;
  readonly rules: ReadonlyMap<BaselineName, number>;
  readonly quarters: number;
}

/** Quarters count where every rule that says anything at all has a range; a rule silent on half of them is left out. */
export function rangeScores(points: readonly BacktestPoint[]): RangeScores | null {
  const scale = points.reduce((sum, point) => sum + point.actual, 0) / Math.max(1, points.length);
  const ranges = new Map(baselineNames.map((name) => [name, points.map((point, index) => ruleRange(points, index, name))]));
  const usable = baselineNames.filter((name) => (ranges.get(name) ?? []).filter((range) => range !== null).length >= points.length / 2);
  const shared = points.flatMap((point, index) => (point.p10 !== null && point.p90 !== null && usable.every((name) => ranges.get(name)?.[index]) ? [index] : []));
  if (shared.length === 0 || scale <= 0) return null;
  const meanOf = (rangeAt: (index: number) => Range): number =>
    shared.reduce((sum, index) => sum + intervalScore(rangeAt(index), (points[index] as BacktestPoint).actual), 0) / shared.length / scale;
  return {
    product: meanOf((index) => ({ low: points[index]?.p10 as number, high: points[index]?.p90 as number })),
    rules: new Map(usable.map((name) => [name, meanOf((index) => (ranges.get(name) as Array<Range | null>)[index] as Range)])),
    quarters: shared.length,
  };
}

function ruleRange(points: readonly BacktestPoint[], index: number, name: BaselineName): Range | null {
  const said = (points[index] as BacktestPoint).baselines[name];
  const past = points.slice(0, index).flatMap((point) => (point.baselines[name] === null ? [] : [{ said: point.baselines[name], actual: point.actual }]));
  return said === null ? null : rangeFromPastErrors(said, past);
}

/** Sum of absolute misses over the sum of what came (WAPE), of the product's middle and of the rule chosen at each quarter by its misses in earlier ones. */
export interface Misses {
  readonly product: number;
  readonly chosenRule: number;
  readonly quarters: number;
}

/** Quarters before any rule could be chosen do not count. */
export function missesOf(points: readonly BacktestPoint[]): Misses | null {
  let [product, rule, came, quarters] = [0, 0, 0, 0];
  points.forEach((point, index) => {
    const name = bestSoFar(points.slice(0, index));
    const said = name === null ? null : point.baselines[name];
    if (said === null || point.p50 === null) return;
    product += Math.abs(point.p50 - point.actual);
    rule += Math.abs(said - point.actual);
    came += point.actual;
    quarters += 1;
  });
  return came > 0 ? { product: product / came, chosenRule: rule / came, quarters } : null;
}

const fewestToChoose = 2;

/** The rule with the least miss in earlier quarters, of those that spoke in at least two of them, each judged on what it said. */
function bestSoFar(earlier: readonly BacktestPoint[]): BaselineName | null {
  const misses = baselineNames.flatMap((name) => {
    const spoke = earlier.flatMap((point) => (point.baselines[name] === null ? [] : [{ said: point.baselines[name], actual: point.actual }]));
    const came = spoke.reduce((sum, one) => sum + one.actual, 0);
    return spoke.length < fewestToChoose || came <= 0 ? [] : [{ name, miss: spoke.reduce((sum, one) => sum + Math.abs(one.said - one.actual), 0) / came }];
  });
  return misses.sort((a, b) => a.miss - b.miss)[0]?.name ?? null;
}
