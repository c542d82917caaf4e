import { expect, test } from 'vitest';
import * as learn from './index.ts';

/** What a careless caller brings, as n numbers. */
const samples: Readonly<Record<string, readonly number[]>> = {
  empty: [], 'one value': [1], constant: new Array<number>(40).fill(1), zeros: new Array<number>(40).fill(0), 'all missing': new Array<number>(40).fill(NaN), 'one missing': [NaN, ...new Array<number>(39).fill(0).map((_, at) => at % 2)],
  infinite: [Infinity, ...new Array<number>(39).fill(0).map((_, at) => at % 2)], 'minus infinite': [-Infinity, 1, 0, 1], huge: new Array<number>(40).fill(0).map((_, at) => (at % 2 === 0 ? 1e308 : -1e308)), ordinary: new Array<number>(40).fill(0).map((_, at) => (at * 7) % 11),
  'zeros and ones': new Array<number>(40).fill(0).map((_, at) => (at * 7) % 3 % 2),
};

/** Every number within an answer, however deep. */
function numbersIn(answer: unknown): number[] {
  if (typeof answer === 'number') return [answer];
  if (answer === null || typeof answer !== 'object') return [];
  if (ArrayBuffer.isView(answer)) return [...(answer as Float64Array)];
  return (answer instanceof Map ? [...answer.values()] : Object.values(answer)).flatMap(numbersIn);
}

type Call = (y: readonly number[]) => unknown;
const f64 = (y: readonly number[]): Float64Array => Float64Array.from(y);
const chance = (y: readonly number[]): number[] => y.map((_, at) => ((at % 9) + 0.5) / 10);
const table = (y: readonly number[], p: number): Float64Array => Float64Array.from({ length: y.length * p }, (_, at) => (at % p === 0 ? 1 : ((at * 5) % 13) - 6));
const badColumn = (y: readonly number[]): Float64Array => f64(y.flatMap((value) => [1, value]));
const groups = (y: readonly number[]): number[] => y.map((_, at) => at % 5);
const outcome = (y: readonly number[]): Float64Array => Float64Array.from(y, (_, at) => at % 2);
const lastOf = (y: readonly number[]): number => y.at(-1) ?? NaN;
const followed = (y: readonly number[]): learn.FollowUp => ({ time: f64(y.map((value) => value + 1)), event: y.map((_, at) => at % 2) });
const histories = (y: readonly number[]): learn.Histories => ({ frequency: f64(y.map((value) => Math.abs(value))), recency: f64(y.map((value) => Math.abs(value) / 2)), age: f64(y.map((value) => Math.abs(value) + 1)) });
const journeys = (y: readonly number[]): learn.Journey[] => y.map((value, at) => ({ channels: ['a', 'b', 'c'].slice(0, 1 + (at % 3)), conversions: value, nulls: 1, value, ages: [3, 2, 1].slice(0, 1 + (at % 3)) }));
const design = (y: readonly number[]): learn.SurveyDesign => ({ weights: y.map(() => 1) });
const had = <Fit extends object>(answer: Fit | learn.Refused): Fit => { if ('refused' in answer) throw new Error(answer.refused); return answer; };
const random = learn.randomStream('bad input', 1);
const scattered = f64(Array.from({ length: 60 }, () => random()));
const fits = {
  beta: had(learn.fitBeta(scattered, scattered.map((value) => Number(random() < value)))), platt: had(learn.fitPlatt(scattered, scattered.map((value) => Number(random() < value)))),
  isotonic: learn.fitIsotonic(scattered, scattered), cox: had(learn.cox({ time: scattered.map((value) => value + 1), event: new Array<number>(60).fill(1) }, scattered.map(() => random()), 1)),
  weibull: had(learn.weibullAft({ time: scattered.map((value) => value + 1), event: new Array<number>(60).fill(1) }, scattered.map(() => random()), 1)),
};

const calls: Readonly<Record<string, Call | readonly Call[]>> = {
  attributeByChain: (y) => learn.attributeByChain(journeys(y)),
  attributeByRule: (['first', 'last', 'linear'] as const).map((kind) => (y: readonly number[]) => learn.attributeByRule(journeys(y), { kind })),
  attributeByShapley: (y) => learn.attributeByShapley(journeys(y), { seed: 1, worth: 'within' }),
  shapleyValues: (y) => learn.shapleyValues(y.length > 0 ? 3 : 0, (isIn) => isIn.reduce((sum, one) => sum + one, 0) * (y[0] ?? 0), { seed: 1 }),
  bootstrapInterval: (y) => learn.bootstrapInterval(y.length, (rows) => rows.reduce((sum, row) => sum + (y[row] as number) / rows.length, 0), { seed: 1, draws: 99 }),
  changeInterval: (y) => learn.changeInterval(y, 1), changesByCount: (y) => learn.changesByCount(y, { most: 2, minSegment: 2 }), findChanges: (y) => learn.findChanges(y, { penalty: 3 }), optimalChanges: (y) => learn.optimalChanges(y, { penalty: 3 }),
  strongestChange: (y) => learn.strongestChange(y, { seed: 1, orders: 19 }),
  brierParts: [(y) => learn.brierParts(y, chance(y)), (y) => learn.brierParts([...outcome(y)], y)], judgeCalibration: [(y) => learn.judgeCalibration(y, chance(y), { seed: 1, draws: 19 }), (y) => learn.judgeCalibration([...outcome(y)], y, { seed: 1, draws: 19 })],
  chooseModel: (y) => learn.chooseModel(y, y.map((value) => value / 2)),
  aucInterval: [(y) => learn.aucInterval(y, chance(y)), (y) => learn.aucInterval([...outcome(y)], y)], compareAuc: [(y) => learn.compareAuc(y, chance(y), chance(y)), (y) => learn.compareAuc([...outcome(y)], y, chance(y))],
  kolmogorovSmirnov: [(y) => learn.kolmogorovSmirnov(y, y), (y) => learn.kolmogorovSmirnov([1, 2, 3], y)], stabilityIndex: [(y) => learn.stabilityIndex(y, y), (y) => learn.stabilityIndex([1, 2, 3], y)], stabilityOfCategories: (y) => learn.stabilityOfCategories(y.map(String), ['1', '2']),
  lift: [(y) => learn.lift(y, chance(y)), (y) => learn.lift([...outcome(y)], y)], prAuc: [(y) => learn.prAuc(y, chance(y)), (y) => learn.prAuc([...outcome(y)], y)],
  adaptiveConformal: (y) => learn.adaptiveConformal(f64(y), { miss: 0.1, rate: 0.01, window: 10 }), fitBeta: [(y) => learn.fitBeta(f64(y), outcome(y)), (y) => learn.fitBeta(f64(chance(y)), f64(y))], betaAt: (y) => learn.betaAt(fits.beta, lastOf(y)),
  conformalQuantiles: (y) => learn.conformalQuantiles(f64(y), f64(y), f64(y), 0.2), splitConformal: (y) => learn.splitConformal(f64(y), f64(y), 0.2), conformalByGroup: (y) => learn.conformalByGroup(f64(y), groups(y), 0.2),
  fitIsotonic: [(y) => learn.fitIsotonic(f64(y), outcome(y)), (y) => learn.fitIsotonic(f64(chance(y)), f64(y))], isotonicAt: (y) => learn.isotonicAt(fits.isotonic, lastOf(y)), fitPlatt: [(y) => learn.fitPlatt(f64(y), outcome(y)), (y) => learn.fitPlatt(f64(chance(y)), f64(y))], plattAt: (y) => learn.plattAt(fits.platt, lastOf(y)),
  fitElasticNet: [(y) => learn.fitElasticNet(table(y, 3), f64(y), 3, { penalty: 0.1, mix: 0.5 }), (y) => learn.fitElasticNet(badColumn(y), outcome(y), 2, { penalty: 0.1, mix: 0.5 })],
  fitLeastSquares: [(y) => learn.fitLeastSquares(table(y, 3), f64(y), 3), (y) => learn.fitLeastSquares(badColumn(y), outcome(y), 2), (y) => learn.fitLeastSquares(table(y, 60), f64(y), 60)],
  fitLogisticWithErrors: [(y) => learn.fitLogisticWithErrors(table(y, 3), f64(y), 3, { penalty: 0 }), (y) => learn.fitLogisticWithErrors(badColumn(y), outcome(y), 2, { penalty: 0 }), (y) => learn.fitLogisticWithErrors(table(y, 60), outcome(y), 60, { penalty: 0 })],
  fitMixed: [(y) => learn.fitMixed(table(y, 2), f64(y), 2, f64(y.map(() => 1)), 1, groups(y)), (y) => learn.fitMixed(badColumn(y), outcome(y), 2, f64(y.map(() => 1)), 1, groups(y))],
  fitMixedBinomial: [(y) => learn.fitMixedBinomial(table(y, 2), f64(y), f64(y.map(() => 1)), 2, groups(y)), (y) => learn.fitMixedBinomial(badColumn(y), outcome(y), f64(y.map(() => 1)), 2, groups(y))],
  median: (y) => learn.median(y.filter((value) => !Number.isNaN(value))), chiSquareAbove: (y) => learn.chiSquareAbove(Number.isNaN(lastOf(y)) ? 1 : lastOf(y), 3),
  logLoss: [(y) => learn.logLoss([...outcome(y)], y), (y) => learn.logLoss(y, chance(y))], brier: [(y) => learn.brier([...outcome(y)], y), (y) => learn.brier(y, chance(y))], calibrationError: (y) => learn.calibrationError([...outcome(y)], y),
  expectedCalibrationError: (y) => learn.expectedCalibrationError(y, 1, 3), benjaminiHochberg: (y) => learn.benjaminiHochberg(y), shrink: [(y) => learn.shrink(y, y.map(() => 1)), (y) => learn.shrink(chance(y), y)],
  shrinkTwoGroups: (y) => learn.shrinkTwoGroups(y.map((value) => value / 1e300), y.map(() => 1)), boundedMean: (y) => learn.boundedMean(chance(y).map((value) => ({ low: value / 2, high: value }))), wilsonInterval: (y) => learn.wilsonInterval(0, y.length),
  auc: (y) => learn.auc([...outcome(y)], y), krippendorffAlpha: (y) => learn.krippendorffAlpha([y.map(String), y.map(String)]), rankCorrelation: (y) => learn.rankCorrelation(y.filter((value) => !Number.isNaN(value)).map((value, at) => [value, at])),
  nonResponseBounds: (y) => learn.nonResponseBounds(y, y.map((_, at) => at % 2), design(y), { range: { low: 0, high: 1 } } as never), rake: (y) => learn.rake(y, [{ groups: y.map((_, at) => `${at % 2}`), targets: { 0: 3, 1: 5 } }]),
  surveyMean: [(y) => learn.surveyMean(y, design(y)), (y) => learn.surveyMean([...outcome(y)], { weights: y })], surveyTotal: (y) => learn.surveyTotal(y, design(y)), surveyProportion: (y) => learn.surveyProportion(y, design(y)),
  bgNbd: (y) => learn.bgNbd(histories(y)), mbgNbd: (y) => learn.mbgNbd(histories(y)), paretoNbd: (y) => learn.paretoNbd(histories(y)), gammaGamma: [(y) => learn.gammaGamma(f64(y), f64(y.map(() => 2))), (y) => learn.gammaGamma(f64(y.map(() => 2)), f64(y))],
  aalenJohansen: (y) => learn.aalenJohansen(followed(y), 1), concordance: [(y) => learn.concordance(followed(y), y), (y) => learn.concordance(followed(y.map((_, at) => at)), y)],
  cox: [(y) => learn.cox(followed(y), table(y, 2), 2), (y) => learn.cox(followed(y.map((_, at) => at)), f64(y), 1), (y) => learn.cox(followed(y), table(y, 60), 60), (y) => learn.cox(followed(y.map((_, at) => at)), f64(y.map((_, at) => at % 7)), 1, { weights: f64(y) })],
  coxSurvival: (y) => learn.coxSurvival(fits.cox, [0], Number.isNaN(lastOf(y)) ? 1 : lastOf(y)),
  integratedBrier: [(y) => learn.integratedBrier(followed(y), f64(chance(y)), f64([1.5])), (y) => learn.integratedBrier(followed(y.map((_, at) => at)), f64(y), f64([1.5])), (y) => learn.integratedBrier(followed([1, 2, 3]), f64([0.5, 0.5, 0.5]), f64([lastOf(y)]))],
  kaplanMeier: (y) => learn.kaplanMeier(followed(y)), weibullAft: [(y) => learn.weibullAft(followed(y), new Float64Array(0), 0), (y) => learn.weibullAft(followed(y.map((_, at) => at)), f64(y), 1)],
  partitionModel: [(y) => learn.partitionModel(table(y, 2), f64(y), 2, [{ name: 'a', values: chance(y) }], { kind: 'linear', minRows: 5 }), (y) => learn.partitionModel(badColumn(y), outcome(y), 2, [{ name: 'a', values: y }], { kind: 'logistic', minRows: 5 })],
  partitionByAssociation: [(y) => learn.partitionByAssociation({ numbers: f64(y) }, [{ name: 'a', values: chance(y) }]), (y) => learn.partitionByAssociation({ numbers: f64(chance(y)) }, [{ name: 'a', values: y }]), (y) => learn.partitionByAssociation({ categories: y.map(String) }, [{ name: 'a', categories: y.map(String) }])],
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name}: a RangeError that says why, or an answer without a number that is none`, () => {
    for (const [kind, sample] of Object.entries(samples)) for (const [at, one] of (typeof call === 'function' ? [call] : call).entries()) {
      let answer: unknown;
      try {
        answer = one(sample);
      } catch (error) {
        expect(error, `${name} ${at} on ${kind}: ${String(error)}`).toBeInstanceOf(RangeError);
        expect((error as Error).message.length).toBeGreaterThan(10);
      }
      expect(numbersIn(answer).some(Number.isNaN), `${name} ${at} on ${kind}: ${JSON.stringify(answer)?.slice(0, 200)}`).toBe(false);
    }
  });
}

test('every function named here is there', () => {
  expect(Object.keys(calls).filter((name) => typeof (learn as Record<string, unknown>)[name] !== 'function')).toEqual([]);
});
