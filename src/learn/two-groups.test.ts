import { expect, test } from 'vitest';
import { normalDraw, randomStream } from './random.ts';
import { shrink } from './shrinkage.ts';
import { shrinkTwoGroups, type ShrunkOrZero } from './two-groups.ts';

/** Effects of which most are zero, and noisy estimates of them. */
function world(seed: number, count: number, real: number, spread: number, noise: number) {
  const random = randomStream('two groups', seed);
  const truths = Array.from({ length: count }, (_, at) => (at < real ? spread * normalDraw(random) : 0));
  const errors = truths.map(() => noise * (0.6 + 0.8 * random()));
  return { truths, errors, estimates: truths.map((truth, at) => truth + (errors[at] as number) * normalDraw(random)) };
}

/** The mean over both groups. */
const ofBoth = (shrunk: readonly ShrunkOrZero[]): Array<{ estimate: number }> => shrunk.map(({ estimate, nonZero }) => ({ estimate: estimate * nonZero }));
const missOf = (truths: readonly number[], said: ReadonlyArray<{ estimate: number }>): number => truths.reduce((sum, truth, at) => sum + (truth - (said[at]?.estimate ?? 0)) ** 2, 0);

test('a few large effects among many zeros keep their size; a normal prior takes it from them', () => {
  const { estimates, errors } = world(1, 300, 0, 0, 0.2);
  const [withOne, errorsWithOne] = [[1.2, ...estimates], [0.2, ...errors]];
  const [large] = shrinkTwoGroups(withOne, errorsWithOne);
  expect(large?.estimate).toBeGreaterThan(1);
  expect(large?.estimate).toBeLessThan(1.2);
  expect(large?.nonZero).toBeGreaterThan(0.95);
  expect(shrink(withOne, errorsWithOne, 0)[0]?.estimate).toBeLessThan(0.6);
});

test('where nothing is there, next to nothing is left', () => {
  const { estimates, errors } = world(2, 300, 0, 0, 0.2);
  const shrunk = ofBoth(shrinkTwoGroups(estimates, errors));
  expect(Math.max(...shrunk.map(({ estimate }) => Math.abs(estimate)))).toBeLessThan(0.25);
  expect(missOf(estimates.map(() => 0), shrunk)).toBeLessThan(0.05 * missOf(estimates.map(() => 0), estimates.map((estimate) => ({ estimate }))));
});

test('over many worlds it misses less than a normal prior, and 8 in 10 of its ranges hold the effects that it is sure of', () => {
  let [two, one, held, sure] = [0, 0, 0, 0];
  for (let seed = 10; seed < 40; seed += 1) {
    const { truths, errors, estimates } = world(seed, 200, 10, 0.8, 0.2);
    const shrunk = shrinkTwoGroups(estimates, errors);
    two += missOf(truths, ofBoth(shrunk));
    one += missOf(truths, shrink(estimates, errors, 0));
    truths.forEach((truth, at) => {
      if ((shrunk[at]?.nonZero ?? 0) < 0.95) return;
      sure += 1;
      held += Math.abs(truth - (shrunk[at]?.estimate ?? 0)) <= 1.2816 * (shrunk[at]?.sd ?? 0) ? 1 : 0;
    });
  }
  expect(two).toBeLessThan(0.6 * one);
  expect(sure).toBeGreaterThan(60);
  expect(held / sure).toBeGreaterThan(0.68);
  expect(held / sure).toBeLessThan(0.92);
});

test('order, sign and unit change nothing but themselves', () => {
  const { estimates, errors } = world(3, 40, 5, 1, 0.3);
  const shrunk = shrinkTwoGroups(estimates, errors);
  const close = (a: number | undefined, b: number): void => { expect(a).toBeCloseTo(b, 9); };
  shrinkTwoGroups([...estimates].reverse(), [...errors].reverse()).reverse().forEach(({ estimate, sd }, at) => { close(estimate, shrunk[at]?.estimate ?? NaN); close(sd, shrunk[at]?.sd ?? NaN); });
  shrinkTwoGroups(estimates.map((y) => -7 * y), errors.map((se) => 7 * se)).forEach(({ estimate, sd }, at) => { close(estimate, -7 * (shrunk[at]?.estimate ?? NaN)); close(sd, 7 * (shrunk[at]?.sd ?? NaN)); });
});

test('a single exact estimate is kept', () => {
  const [kept] = shrinkTwoGroups([2], [0]);
  expect(kept?.estimate).toBeCloseTo(2, 6);
});
