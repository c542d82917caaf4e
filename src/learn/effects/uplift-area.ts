import { bootstrapInterval } from '../judgement/bootstrap-interval.ts';
import type { Refused } from '../refused.ts';
import { pickNumbers, pickRows } from './effect-data.ts';
import { curveAt, curveOf, type CurveKind, type UpliftCurve } from './uplift-curve.ts';
import { demandUplift, type UpliftSample } from './uplift-sample.ts';

export interface AreaOptions {
  readonly seed: number;
  /** Bootstrap draws, by subject or by group: 199 by default. */
  readonly draws?: number;
  readonly level?: number;
  /** Equal steps of the share over which the trapezoid rule goes: 200 by default. */
  readonly steps?: number;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface UpliftArea {
  /** ∫ C(φ) dφ: the AUUC of this curve. */
  readonly area: number;
  /** ∫ (C(φ) − φ C(1)) dφ: over the random line; for `hindcast` about `qini`, for `radcliffe` Radcliffe's Q before scaling. Null for `lift`, which has no such line. */
  readonly overRandom: number | null;
  /** area ÷ C(1), as causalml normalises: beyond 1 where the best subjects gain more than all together, and without meaning near no effect. Null where C(1) is 0. */
  readonly ofEnd: number | null;
  /** Over-random area ÷ that of the best ranking in hindsight (treated successes first, held successes last), for outcomes of 0 and 1: Radcliffe's q. Null otherwise. */
  readonly ofPerfect: number | null;
  /** Percentile bootstrap of `overRandom`, of `area` for `lift`; null where it cannot be had. */
  readonly interval: Bounds | null;
}

/** Areas under a curve by name, with every usual scaling by name. Draws of the bootstrap keep the ranking. Throws a RangeError on bad input; refuses an empty arm. */
export function upliftArea(sample: UpliftSample, kind: CurveKind, { seed, draws = 199, level = 0.95, steps = 200 }: AreaOptions): UpliftArea | Refused {
  const refused = demandUplift(sample);
  if (refused) return refused;
  const curve = curveOf(sample, kind, steps);
  const [area, end] = [areaUnder(curve), curve.values.at(-1) as number];
  const judged = (drawn: UpliftSample): number => (kind === 'lift' ? areaUnder(curveOf(drawn, kind, steps)) : overRandom(curveOf(drawn, kind, steps)));
  const interval = intervalOf(sample, judged, { seed, draws, level });
  const ofEnd = Math.abs(end) > 1e-12 ? area / end : null;
  if (kind === 'lift') return { area, overRandom: null, ofEnd, ofPerfect: null, interval };
  return { area, overRandom: overRandom(curve), ofEnd, ofPerfect: shareOfPerfect(sample, kind, curve, steps), interval };
}

export interface UpliftAt {
  /** Difference that treating makes among the best share: R_t/N_t − R_c/N_c there (`lift`). */
  readonly uplift: number;
  readonly interval: Bounds | null;
}

/** uplift@k: the effect among the best share of the subjects by rank, with a bootstrap interval. 'overall' takes the best of all, 'by group' the best of each arm. */
export function upliftAt(sample: UpliftSample, share: number, { seed, draws = 199, level = 0.95, strategy = 'overall' }: AreaOptions & { readonly strategy?: 'overall' | 'by group' }): UpliftAt | Refused {
  const refused = demandUplift(sample);
  if (refused) return refused;
  if (!(share > 0 && share <= 1)) throw new RangeError(`The share is ${share}, not above 0 up to 1`);
  const kind = strategy === 'overall' ? 'lift' : 'separate';
  const measure = (drawn: UpliftSample): number => (curveAt(drawn, kind, Float64Array.of(share, 1)).values[0] as number) / (strategy === 'overall' ? 1 : share);
  return { uplift: measure(sample), interval: intervalOf(sample, measure, { seed, draws, level }) };
}

function intervalOf(sample: UpliftSample, measure: (drawn: UpliftSample) => number, options: { seed: number; draws: number; level: number }): Bounds | null {
  const measured = (rows: Int32Array): number | null => (hasBothArms(sample, rows) ? measure(drawnRows(sample, rows)) : null);
  return bootstrapInterval(sample.ranking.length, measured, { ...options, ...(sample.groups ? { groups: sample.groups } : {}) });
}

const areaUnder = ({ values }: UpliftCurve): number => values.reduce((sum, value, step) => sum + (step === 0 || step === values.length - 1 ? value / 2 : value), 0) / (values.length - 1);
const overRandom = (curve: UpliftCurve): number => areaUnder(curve) - (curve.values.at(-1) as number) / 2;

function shareOfPerfect(sample: UpliftSample, kind: CurveKind, curve: UpliftCurve, steps: number): number | null {
  const { outcomes, treated } = sample;
  if (!Array.from(outcomes).every((outcome) => outcome === 0 || outcome === 1)) return null;
  const ranking = Array.from(outcomes, (outcome, row) => (treated[row] === 1 ? outcome : -outcome));
  const best = overRandom(curveOf({ ...sample, ranking }, kind, steps));
  return best > 1e-12 ? overRandom(curve) / best : null;
}

const hasBothArms = ({ treated, weights }: UpliftSample, rows: Int32Array): boolean => [0, 1].every((arm) => rows.some((row) => treated[row] === arm && (weights?.[row] ?? 1) > 0));

function drawnRows({ ranking, outcomes, treated, propensity, weights, groups }: UpliftSample, rows: Int32Array): UpliftSample {
  return {
    ranking: pickNumbers(ranking, rows), outcomes: pickNumbers(outcomes, rows), treated: pickNumbers(treated, rows),
    ...(propensity === undefined ? {} : { propensity: typeof propensity === 'number' ? propensity : pickNumbers(propensity, rows) }),
    ...(weights ? { weights: pickNumbers(weights, rows) } : {}), ...(groups ? { groups: pickRows(groups, rows) } : {}),
  };
}
