import { benjaminiHochberg } from '../benjamini-hochberg.ts';
import { demandRows } from '../demand.ts';
import { chiSquareAbove } from '../gamma.ts';
import { normalQuantile, twoSidedP } from '../normal.ts';
import { inversePositive } from '../positive-definite.ts';
import { brierParts, demandProbabilities, type BrierParts } from './brier-parts.ts';
import { stabilityIndex, type StabilityIndex } from './drift.ts';
import { logLossParts, type LogLossParts } from './log-loss-parts.ts';
import { recalibrate, type Recalibration } from './recalibration.ts';

export interface CalibrationEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface CalibrationChange {
  /** Change against the first period: of the log odds on the whole (slope held at 1), and of the slope. */
  readonly level: CalibrationEstimate;
  readonly slope: CalibrationEstimate;
  /** Of no change in either, and the same with the false discovery rate held over the periods. */
  readonly p: number;
  readonly adjusted: number;
}

export interface PeriodCalibration {
  readonly period: string | number;
  readonly n: number;
  readonly meanChance: number;
  readonly share: number;
  /** How far chances are off on the whole, in log odds, the slope held at 1; 0 where right. Null as `slope`. */
  readonly level: CalibrationEstimate | null;
  /** 1 where right, below where chances are too bold; null where one outcome or one chance only, or separated outcomes leave no answer. */
  readonly slope: CalibrationEstimate | null;
  readonly brier: BrierParts;
  readonly logLoss: LogLossParts;
  /** Drift of the chances themselves against the first period: another crowd, not a worse model. */
  readonly stability: StabilityIndex;
  /** Null for the first period, and where this or the first has no level and slope. */
  readonly change: CalibrationChange | null;
}

export interface CalibrationDrift {
  /** In order of first appearance. */
  readonly periods: readonly PeriodCalibration[];
  /** That all periods share one intercept and slope: chi-square of Wald, with its degrees of freedom; null where fewer than two periods have them. */
  readonly test: { readonly statistic: number; readonly freedom: number; readonly p: number } | null;
}

export interface DriftOptions {
  readonly level?: number;
  /** Rows of one group share luck. Groups in several periods make the test of change too strict. */
  readonly groups?: ArrayLike<string | number>;
  readonly bins?: number;
}

/**
 * Whether chances stay right over time: per period the logistic recalibration of outcomes on the log odds of their chances (Cox 1958; Miller, Langefeld,
 * Tierney, Hui and McDonald 1993), its change against the first period, a joint test that all periods share one intercept and slope, and the parts of both
 * scores. That calibration is not perfect does not fire the test; that it changes does. Assumes independent rows, or groups (sandwich errors, Liang and Zeger 1986),
 * chances that were given before outcomes, and some 50 outcomes of either kind a period. Throws a RangeError on no rows, outcomes other than 0 and 1,
 * chances outside [0, 1], labels too many or too few, a level outside (0, 1).
 */
export function calibrationDrift(y: readonly number[], p: readonly number[], period: ArrayLike<string | number>, { level = 0.95, groups, bins = 10 }: DriftOptions = {}): CalibrationDrift {
  demandProbabilities(y, p);
  demandRows('Calibration by period', y.length, groups === undefined ? [period] : [period, groups]);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  const parts = partsOf(period);
  const fits = parts.map(({ rows }) => recalibrate(chosen(y, rows), chosen(p, rows), groups && rows.map((row) => groups[row] as string | number)));
  const z = -normalQuantile((1 - level) / 2);
  const first = chosen(p, parts[0]?.rows ?? []);
  const changes = changesOf(fits, z);
  const periods = parts.map(({ name, rows }, at): PeriodCalibration => {
    const [outcomes, chances, fit] = [chosen(y, rows), chosen(p, rows), fits[at] ?? null];
    return {
      period: name, n: rows.length, meanChance: meanOf(chances), share: meanOf(outcomes), level: fit && estimated(fit.level, fit.levelVariance, z), slope: fit && estimated(fit.slope, fit.covariance[3] as number, z),
      brier: brierParts(outcomes, chances, bins), logLoss: logLossParts(outcomes, chances, bins), stability: stabilityIndex(first, chances, bins), change: changes[at] ?? null,
    };
  });
  return { periods, test: sharedTest(fits.filter((fit) => fit !== null)) };
}

const chosen = (values: readonly number[], rows: readonly number[]): number[] => rows.map((row) => values[row] as number);
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const estimated = (value: number, variance: number, z: number): CalibrationEstimate => ({ value, low: value - z * Math.sqrt(variance), high: value + z * Math.sqrt(variance) });

function partsOf(period: ArrayLike<string | number>): Array<{ name: string | number; rows: number[] }> {
  const parts = new Map<string | number, number[]>();
  for (let row = 0; row < period.length; row += 1) {
    const name = period[row] as string | number;
    const rows = parts.get(name);
    if (rows === undefined) parts.set(name, [row]);
    else rows.push(row);
  }
  return [...parts].map(([name, rows]) => ({ name, rows }));
}

function changesOf(fits: ReadonlyArray<Recalibration | null>, z: number): Array<CalibrationChange | null> {
  const first = fits[0] ?? null;
  const found = fits.map((fit, at) => (at === 0 || fit === null || first === null ? null : {
    level: estimated(fit.level - first.level, fit.levelVariance + first.levelVariance, z),
    slope: estimated(fit.slope - first.slope, (fit.covariance[3] as number) + (first.covariance[3] as number), z),
    p: sharedTest([first, fit])?.p ?? levelP(fit, first),
  }));
  const adjusted = benjaminiHochberg(found.flatMap((change) => change?.p ?? []));
  let next = 0;
  return found.map((change) => change && { ...change, adjusted: adjusted[next++] as number });
}

const levelP = (fit: Recalibration, first: Recalibration): number => twoSidedP((fit.level - first.level) / Math.sqrt(fit.levelVariance + first.levelVariance));

/** Σ (θ − θ̄)ᵀV⁻¹(θ − θ̄), θ̄ the mean weighted by V⁻¹ (Cochran 1954 in two dimensions). */
function sharedTest(fits: readonly Recalibration[]): CalibrationDrift['test'] {
  const inverses = fits.map(({ covariance }) => inversePositive(covariance, 2));
  if (fits.length < 2 || inverses.includes(null)) return null;
  const weights = inverses as Float64Array[];
  const sum = (of: (fit: Recalibration, weight: Float64Array) => number): number => fits.reduce((total, fit, at) => total + of(fit, weights[at] as Float64Array), 0);
  const all = inversePositive(Float64Array.from({ length: 4 }, (_, at) => sum((_fit, weight) => weight[at] as number)), 2);
  if (all === null) return null;
  const pull = [0, 1].map((row) => sum(({ intercept, slope }, weight) => (weight[2 * row] as number) * intercept + (weight[2 * row + 1] as number) * slope)) as [number, number];
  const centre = [0, 1].map((row) => (all[2 * row] as number) * pull[0] + (all[2 * row + 1] as number) * pull[1]) as [number, number];
  const statistic = sum(({ intercept, slope }, weight) => {
    const [a, b] = [intercept - centre[0], slope - centre[1]];
    return a * a * (weight[0] as number) + 2 * a * b * (weight[1] as number) + b * b * (weight[3] as number);
  });
  const freedom = 2 * (fits.length - 1);
  return { statistic, freedom, p: chiSquareAbove(statistic, freedom) };
}
