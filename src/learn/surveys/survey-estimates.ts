import { demandBinary, demandFinite, demandRows } from '../demand.ts';
import { logistic } from '../logistic.ts';
import { studentQuantile } from './student-quantile.ts';
import { designVariance, readDesign, type ReadDesign, type SurveyDesign } from './survey-design.ts';

export interface SurveyEstimate {
  readonly estimate: number;
  readonly standardError: number;
  /** Interval by Student's t with `degreesOfFreedom`; the estimate itself where every cluster was drawn. */
  readonly low: number;
  readonly high: number;
  readonly degreesOfFreedom: number;
  /** Rows that the estimate rests on. */
  readonly n: number;
}

export interface SurveyOptions {
  /** 0.95 by default. */
  readonly level?: number;
  /** Rows to estimate for (1) and rows outside (0): a part of the population keeps the whole design, so do not drop rows instead. */
  readonly within?: ArrayLike<number>;
}

/**
 * Mean of the population by the weighted mean Σwy ÷ Σw, its error by linearisation of the ratio (Särndal, Swensson and Wretman 1992,
 * §5.7; Lumley 2010, §2.2): scores w(y − ȳ) ÷ Σw, spread over clusters within strata. Assumes the weights are the inverse of chances to
 * be drawn. Throws a RangeError on values that are not finite, a bad design (`readDesign`), and a part without weight.
 */
export function surveyMean(values: ArrayLike<number>, design: SurveyDesign, options: SurveyOptions = {}): SurveyEstimate {
  const read = demandSample(values, design, options);
  const used = usedWeights(design, options);
  const { estimate, variance } = ratio(values, used, read);
  return withInterval(estimate, variance, read, rowsUsed(used), options);
}

/** Total of the population, Σwy (Horvitz and Thompson 1952). Errors, assumptions and refusals as for `surveyMean`. */
export function surveyTotal(values: ArrayLike<number>, design: SurveyDesign, options: SurveyOptions = {}): SurveyEstimate {
  const read = demandSample(values, design, options);
  const used = usedWeights(design, options);
  const scores = used.map((weight, row) => weight * (values[row] as number));
  return withInterval(scores.reduce((sum, score) => sum + score, 0), designVariance(read, scores), read, rowsUsed(used), options);
}

/**
 * Share of the population whose value is 1, of values 0 and 1. As `surveyMean`, but the interval is taken on the log-odds scale
 * (Korn and Graubard 1998), so that it stays within 0 and 1. Where all rows agree and not all were drawn, the interval is that of as many independent rows as
 * the weights are worth (Kish 1965, (Σw)² ÷ Σw²), exact and one-sided (Clopper and Pearson 1934).
 */
export function surveyProportion(values: ArrayLike<number>, design: SurveyDesign, options: SurveyOptions = {}): SurveyEstimate {
  demandBinary('Survey', values);
  const mean = surveyMean(values, design, options);
  const { estimate: p, standardError, degreesOfFreedom } = mean;
  if (p <= 0 || p >= 1) {
    const width = doubtInAgreement(design, options);
    return { ...mean, low: p >= 1 ? 1 - width : 0, high: p >= 1 ? 1 : width };
  }
  if (standardError === 0) return mean;
  const half = (studentQuantile((1 + (options.level ?? 0.95)) / 2, degreesOfFreedom) * standardError) / (p * (1 - p));
  const centre = Math.log(p / (1 - p));
  return { ...mean, low: logistic(centre - half), high: logistic(centre + half) };
}

/** Largest share of the population that may differ where all rows seen agree; 0 where every cluster was drawn. */
export function doubtInAgreement(design: SurveyDesign, options: SurveyOptions): number {
  if (readDesign(design).strata.every((stratum) => stratum.unseen === 0)) return 0;
  const [sum, squares] = usedWeights(design, options).reduce(([all, squared], weight) => [all + weight, squared + weight * weight], [0, 0]);
  return 1 - ((1 - (options.level ?? 0.95)) / 2) ** (squares / (sum * sum));
}

function demandSample(values: ArrayLike<number>, design: SurveyDesign, { level = 0.95, within }: SurveyOptions): ReadDesign {
  demandRows('Survey', values.length, within === undefined ? [design.weights] : [design.weights, within]);
  demandFinite('Survey', values);
  if (within !== undefined) demandBinary('Part of the population', within);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  return readDesign(design);
}

const usedWeights = (design: SurveyDesign, { within }: SurveyOptions): Float64Array => Float64Array.from(design.weights, (weight, row) => (within === undefined ? weight : weight * (within[row] as number)));
const rowsUsed = (weights: Float64Array): number => weights.reduce((count, weight) => count + Number(weight > 0), 0);

function ratio(values: ArrayLike<number>, weights: Float64Array, read: ReadDesign): { estimate: number; variance: number } {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) throw new RangeError('The part of the population holds no row with weight');
  const estimate = weights.reduce((sum, weight, row) => sum + (weight / whole) * (values[row] as number), 0);
  return { estimate, variance: designVariance(read, weights.map((weight, row) => (weight / whole) * ((values[row] as number) - estimate))) };
}

function withInterval(estimate: number, variance: number, { degreesOfFreedom }: ReadDesign, n: number, { level = 0.95 }: SurveyOptions): SurveyEstimate {
  const standardError = Math.sqrt(variance);
  const half = standardError === 0 ? 0 : studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { estimate, standardError, low: estimate - half, high: estimate + half, degreesOfFreedom, n };
}
