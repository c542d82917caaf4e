import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../logistic.ts';
import { normalDraw, randomStream } from '../random.ts';
import { groupedFolds } from '../splits/grouped-folds.ts';
import { chooseElasticNetPenalty } from './choose-penalty.ts';
import { elasticNetLogisticPath, fitElasticNetLogistic } from './elastic-net-logistic.ts';
import { fitLogisticWithErrors } from './logistic-errors.ts';
import { had, largestGap, mtcars, refusal } from './testing.ts';

const x = Float64Array.from(mtcars.flatMap(([, wt, hp, qsec]) => [1, wt, hp, qsec]));
const y = Float64Array.from(mtcars, ([, , , , am]) => am);

// glmnet 4.1.6 on R 4.2.2: glmnet(cbind(wt, hp, qsec), am, "binomial", alpha, lambda, thresh = 1e-20).
const ofGlmnet = [
  { mix: 1, penalty: 0.1, coefficients: [7.9856053535953, -1.6152752565265, 0, -0.1886152119978], devianceRatio: 0.50766622255 },
  { mix: 1, penalty: 0.01, coefficients: [45.3355639339921, -6.3488085149064, 0, -1.4942859193388], devianceRatio: 0.863278317229 },
  { mix: 0.25, penalty: 0.1, coefficients: [8.9941362256777, -1.3910754938988, -0.0002370896308, -0.2819330954046], devianceRatio: 0.491604890965 },
  { mix: 0.25, penalty: 0.01, coefficients: [28.3128335440629, -3.9465433544157, -0.0007128921218, -0.9341134519117], devianceRatio: 0.782990669133 },
  { mix: 0, penalty: 0.1, coefficients: [10.2848119203032, -1.2924542297618, -0.0028134648351, -0.3507311720758], devianceRatio: 0.490937551563 },
  { mix: 0, penalty: 0.01, coefficients: [27.3715756097055, -3.6432674519122, -0.0021943955392, -0.9200952270177], devianceRatio: 0.768478065039 },
];

test('lasso, ridge and what lies between are those of glmnet, and so with weights', () => {
  for (const { mix, penalty, coefficients, devianceRatio } of ofGlmnet) {
    const fit = had(fitElasticNetLogistic(x, y, 4, { mix, penalty }));
    expect(largestGap(fit.coefficients, coefficients)).toBeLessThanOrEqual(1e-6);
    expect(fit).toMatchObject({ converged: true, used: coefficients.filter((value) => value !== 0).length - 1, devianceRatio: expect.closeTo(devianceRatio, 8) });
  }
  const weights = Float64Array.from(y, (_, row) => [1, 2, 0.5, 3][row % 4] as number);
  expect(largestGap(had(fitElasticNetLogistic(x, y, 4, { mix: 0.5, penalty: 0.05, weights })).coefficients, [12.4453538424918, -2.2212037229884, -0.0001621504299, -0.3339165170278])).toBeLessThanOrEqual(1e-6);
});

test("the path's penalties and fits are those of glmnet", () => {
  const path = had(elasticNetLogisticPath(x, y, 4, { mix: 0.5 }));
  expect(path).toHaveLength(100);
  expect(largestGap([0, 9, 29].map((at) => path[at]!.penalty), [0.6802135803952, 0.2944482209682, 0.0458066072983])).toBeLessThanOrEqual(1e-10);
  expect(largestGap([9, 29].map((at) => path[at]!.devianceRatio), [0.2165222021962, 0.6360469303227])).toBeLessThanOrEqual(1e-8);
  expect([0, 1, 9, 29].map((at) => path[at]!.used)).toEqual([0, 1, 1, 2]);
  expect(largestGap(path[29]!.coefficients, [14.8539925279181, -2.2687457243306, 0, -0.4646236737149])).toBeLessThanOrEqual(1e-6);
});

// cv.glmnet(…, alpha = 0.5, lambda = the path's first 60, foldid = rep(1:4, 8), grouped = TRUE): cvm ÷ 2, cvsd ÷ 2.
test('the choice by folds is that of cv.glmnet', () => {
  const choice = had(chooseElasticNetPenalty(x, y, 4, y.map((_, row) => row % 4), { mix: 0.5 }));
  expect(largestGap([0, 9, 19].map((at) => choice.judged[at]!.logLoss), [0.6894621732926, 0.5432117832830, 0.3885503492698])).toBeLessThanOrEqual(1e-6);
  expect(largestGap([0, 9, 19].map((at) => choice.judged[at]!.standardError), [0.0212975230746, 0.0273259555592, 0.0282042580573])).toBeLessThanOrEqual(1e-5);
  expect(choice.best.penalty).toBeCloseTo(0.0078208032242, 8);
  expect(choice.fit.penalty).toBeCloseTo(0.0238836030098, 8);
});

/** Rows of a seeded truth in which the first column tells and the others do not; columns of sizes far from one another. */
function world(seed: number, n: number, p: number): { x: Float64Array; y: Float64Array } {
  const random = randomStream('logistic world', seed);
  const cells = Float64Array.from({ length: n * p }, (_, at) => (at % p === 0 ? 1 : 10 ** ((at % p) - 2) * normalDraw(random)));
  return { x: cells, y: Float64Array.from({ length: n }, (_, row) => Number(row < 2 ? row : random() < logistic(8 * (cells[row * p + 1] as number)))) };
}

test('the conditions of the optimum hold: the pull of a used column equals its penalty, that of another is no larger', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.05, max: 1, noNaN: true }), fc.double({ min: 0.005, max: 0.3, noNaN: true }), (seed, mix, penalty) => {
    const { x: cells, y: won } = world(seed, 60, 5);
    const fit = had(fitElasticNetLogistic(cells, won, 5, { mix, penalty }));
    const left = won.map((outcome, row) => (outcome - logistic(fit.coefficients.reduce((sum, slope, j) => sum + slope * (cells[row * 5 + j] as number), 0))) / 60);
    expect(Math.abs(left.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-6);
    for (let j = 1; j < 5; j += 1) {
      const column = Float64Array.from(won, (_, row) => cells[row * 5 + j] as number);
      const mean = column.reduce((sum, value) => sum + value / 60, 0);
      const sd = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / 60, 0));
      const slope = (fit.coefficients[j] as number) * sd;
      const pull = left.reduce((sum, value, row) => sum + (value * ((column[row] as number) - mean)) / sd, 0) - penalty * (1 - mix) * slope;
      if (slope === 0) expect(Math.abs(pull)).toBeLessThanOrEqual(penalty * mix + 1e-6);
      else expect(pull).toBeCloseTo(Math.sign(slope) * penalty * mix, 5);
    }
  }), { numRuns: 30 });
});

test('a weight is the row so many times; the unit of a column, the order of rows and the names of the outcomes change nothing else', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (seed, unit) => {
    const { x: cells, y: won } = world(seed, 40, 4);
    const options = { mix: 0.5, penalty: 0.05 };
    const base = had(fitElasticNetLogistic(cells, won, 4, options)).coefficients;
    const scaled = had(fitElasticNetLogistic(cells.map((value, at) => (at % 4 === 2 ? value * unit : value)), won, 4, options)).coefficients;
    scaled.forEach((value, j) => { expect(value * (j === 2 ? unit : 1)).toBeCloseTo(base[j] as number, 5); });
    const turned = had(fitElasticNetLogistic(cells, won.map((outcome) => 1 - outcome), 4, options)).coefficients;
    turned.forEach((value, j) => { expect(value).toBeCloseTo(-(base[j] as number), 5); });
    const weights = Float64Array.from(won, (_, row) => 1 + (row % 3));
    const rows = Array.from(won, (_, row) => new Array<number>(1 + (row % 3)).fill(row)).flat().reverse();
    const repeated = had(fitElasticNetLogistic(Float64Array.from(rows.flatMap((row) => [...cells.subarray(row * 4, row * 4 + 4)])), Float64Array.from(rows, (row) => won[row] as number), 4, options)).coefficients;
    had(fitElasticNetLogistic(cells, won, 4, { ...options, weights })).coefficients.forEach((value, j) => { expect(value).toBeCloseTo(repeated[j] as number, 5); });
  }), { numRuns: 15 });
});

test('along the path the deviance explained never falls, and a ridge without much penalty is the logistic regression with the same one', () => {
  const { x: cells, y: won } = world(3, 80, 4);
  const path = had(elasticNetLogisticPath(cells, won, 4, { mix: 1, count: 30 }));
  path.forEach((fit, at) => { if (at > 0) expect(fit.devianceRatio).toBeGreaterThanOrEqual(path[at - 1]!.devianceRatio - 1e-9); });
  const free = had(fitLogisticWithErrors(cells, won, 4, { penalty: 0 }));
  had(fitElasticNetLogistic(cells, won, 4, { mix: 0, penalty: 1e-9 })).coefficients.forEach((value, j) => { expect(value).toBeCloseTo(free.coefficients[j] as number, 4); });
});

test('noise alone ends with few columns, a telling one stays', () => {
  const random = randomStream('choice', 4);
  const cells = Float64Array.from({ length: 300 * 11 }, (_, at) => (at % 11 === 0 ? 1 : normalDraw(random)));
  const noise = Float64Array.from({ length: 300 }, () => Number(random() < 0.4));
  const foldOf = groupedFolds(300, { seed: 1, strata: noise }) as Int32Array;
  expect(had(chooseElasticNetPenalty(cells, noise, 11, foldOf, { mix: 1, count: 40 })).fit.used).toBe(0);
  const told = noise.map((_, row) => Number(random() < logistic(2 * (cells[row * 11 + 3] as number))));
  const { fit } = had(chooseElasticNetPenalty(cells, told, 11, foldOf, { mix: 1, count: 40 }));
  expect(fit.coefficients[3]).toBeGreaterThan(0.5);
  expect(fit.used).toBeLessThanOrEqual(4);
});

test('more columns than rows, separated classes, equal and constant columns have a finite answer; what has none is refused', () => {
  const wide = Float64Array.of(1, 1, 1, 5, 1, 2, 2, 5, 1, 3, 3, 5);
  const three = Float64Array.of(0, 1, 1);
  const fit = had(fitElasticNetLogistic(wide, three, 4, { mix: 0.5, penalty: 0.01 }));
  expect(fit.coefficients.every(Number.isFinite)).toBe(true);
  expect(fit.coefficients[3]).toBe(0);
  expect(fit.coefficients[1]).toBeCloseTo(fit.coefficients[2] as number, 6);
  const path = had(elasticNetLogisticPath(wide, three, 4, { mix: 0.5 }));
  expect(path.flatMap(({ coefficients }) => [...coefficients]).every(Number.isFinite)).toBe(true);
  expect(had(elasticNetLogisticPath(Float64Array.of(1, 5, 1, 5, 1, 5), three, 2, { mix: 1, count: 3 })).every(({ used }) => used === 0)).toBe(true);
  expect(refusal(() => fitElasticNetLogistic(wide, Float64Array.of(1, 1, 1), 4, { mix: 1, penalty: 0.1 }))).toMatch(/the same/);
  expect(refusal(() => chooseElasticNetPenalty(wide, three, 4, [0, 1, 1], { mix: 1 }))).toMatch(/Without one fold/);
  const wrong = [
    () => fitElasticNetLogistic(wide, three, 4, { mix: 1, penalty: 0 }), () => fitElasticNetLogistic(wide, three, 4, { mix: 2, penalty: 1 }), () => fitElasticNetLogistic(wide, Float64Array.of(0, 2, 1), 4, { mix: 1, penalty: 1 }),
    () => fitElasticNetLogistic(wide, Float64Array.of(0, Number.NaN, 1), 4, { mix: 1, penalty: 1 }), () => fitElasticNetLogistic(new Float64Array(0), new Float64Array(0), 4, { mix: 1, penalty: 1 }), () => fitElasticNetLogistic(wide.map((v) => v + 1), three, 4, { mix: 1, penalty: 1 }),
    () => fitElasticNetLogistic(wide, three, 4, { mix: 1, penalty: Infinity }), () => elasticNetLogisticPath(wide, three, 4, { mix: 1, count: 0 }), () => elasticNetLogisticPath(wide, three, 4, { mix: 1, smallest: 1 }), () => chooseElasticNetPenalty(wide, three, 4, [0, 1], { mix: 1 }), () => chooseElasticNetPenalty(wide, three, 4, [0, 0, 0], { mix: 1 }),
  ];
  for (const run of wrong) expect(run).toThrow(RangeError);
});
