import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonShock, normalDraw, randomStream, sumForecasts, type Ranged } from '../index.ts';

/** Errors of `series` series that share a shock: correlation of two is loading². */
function errorsOf(seed: number, series: number, periods: number, loading: number): Float64Array[] {
  const random = randomStream('shocks', seed);
  const shared = Float64Array.from({ length: periods }, () => normalDraw(random));
  return Array.from({ length: series }, (_, i) => shared.map((shock) => (1 + i) * (loading * shock + Math.sqrt(1 - loading ** 2) * normalDraw(random))));
}

const unit = (half: number): Ranged => ({ mean: Float64Array.of(10), low: Float64Array.of(10 - half), high: Float64Array.of(10 + half) });

describe('common shock', () => {
  test('finds the correlation, and none where there is none', () => {
    expect(commonShock(errorsOf(1, 30, 200, 0.6)).correlation).toBeCloseTo(0.36, 1);
    expect(commonShock(errorsOf(2, 30, 200, 0)).correlation).toBeLessThan(0.02);
    const loadings = commonShock(errorsOf(3, 10, 400, 0.8)).loadings;
    loadings.forEach((loading) => expect(Math.abs(loading - 0.8)).toBeLessThan(0.08));
  });

  test('few periods do not say independent: the prior speaks, and says so', () => {
    const few = commonShock(errorsOf(4, 20, 3, 0));
    expect(few.by).toBe('prior');
    expect(few.correlation).toBeGreaterThan(0.01);
    expect(commonShock(errorsOf(4, 20, 12, 0)).by).toBe('series');
  });

  test('intervals of a total hold 80 % where series share a shock; added as if independent they do not', () => {
    let [honest, naive] = [0, 0];
    const rounds = 400;
    const series = 20;
    for (let round = 0; round < rounds; round += 1) {
      const errors = errorsOf(100 + round, series, 25, 0.6);
      const shock = commonShock(errors.map((row) => row.subarray(0, 24)));
      const parts = errors.map((_, i) => unit(1.2816 * (1 + i)));
      const actual = errors.reduce((sum, row) => sum + 10 + row[24]!, 0);
      const inside = ({ low, high }: Ranged): number => (actual >= low[0]! && actual <= high[0]! ? 1 : 0);
      honest += inside(sumForecasts(parts, shock));
      naive += inside(sumForecasts(parts, null));
    }
    expect(honest / rounds).toBeGreaterThan(0.75);
    expect(honest / rounds).toBeLessThan(0.85);
    expect(naive / rounds).toBeLessThan(0.6);
  });

  test('the order of series changes nothing, nor does their scale', () => {
    const errors = errorsOf(5, 6, 30, 0.5);
    const { loadings } = commonShock(errors);
    const turned = commonShock(errors.toReversed().map((row) => row.map((value) => 1000 * value))).loadings.toReversed();
    loadings.forEach((loading, i) => expect(turned[i]).toBeCloseTo(loading, 8));
  });

  test('a sum is between independent and lockstep, and its middle is the sum of the middles', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (halves, loading) => {
      const total = sumForecasts(halves.map(unit), { loadings: new Float64Array(halves.length).fill(loading), periods: Infinity });
      const half = total.high[0]! - total.mean[0]!;
      const [least, most] = [Math.sqrt(halves.reduce((sum, one) => sum + one * one, 0)), halves.reduce((sum, one) => sum + one, 0)];
      expect(total.mean[0]).toBeCloseTo(10 * halves.length, 8);
      expect(half).toBeGreaterThanOrEqual(least - 1e-9);
      expect(half).toBeLessThanOrEqual(most + 1e-9);
      expect(total.mean[0]! - total.low[0]!).toBeCloseTo(half, 9);
    }));
  });

  test('bad input is named', () => {
    expect(() => commonShock([])).toThrow(/periods/);
    expect(() => commonShock([Float64Array.of(1, 2), Float64Array.of(1)])).toThrow(/Series 1/);
    expect(() => commonShock([Float64Array.of(Number.NaN)])).toThrow(/series 0/);
    expect(() => commonShock([Float64Array.of(1)], { prior: 1 })).toThrow(/prior/);
    expect([...commonShock([Float64Array.of(0, 0), Float64Array.of(1, 2)]).loadings].every(Number.isFinite)).toBe(true);
    expect(() => sumForecasts([], null)).toThrow(RangeError);
    expect(() => sumForecasts([unit(1)], { loadings: Float64Array.of(1, 1), periods: 5 })).toThrow(/2 loadings/);
    expect(() => sumForecasts([unit(1), { mean: Float64Array.of(1, 2), low: Float64Array.of(1, 2), high: Float64Array.of(1, 2) }], null)).toThrow(/Series 1/);
  });
});
