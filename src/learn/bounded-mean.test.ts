import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedMean, krippendorffAlpha, randomStream } from './index.ts';

test('a mean known exactly has the usual interval; one known within wide bounds needs less on each side', () => {
  const exact = boundedMean(Array.from({ length: 100 }, (_, n) => ({ low: n % 2, high: n % 2 })));
  expect(exact.low).toBe(0.5);
  expect((0.5 - exact.intervalLow) / (1.96 * 0.5 / 10)).toBeCloseTo(1, 1);
  const wide = boundedMean(Array.from({ length: 100 }, (_, n) => ({ low: n % 2 ? 0.4 : 0, high: n % 2 ? 1 : 0.6 })));
  expect([wide.low, wide.high].map((value) => Number(value.toFixed(6)))).toEqual([0.2, 0.8]);
  expect((0.2 - wide.intervalLow) / (0.2 / 10)).toBeLessThan(1.9);
});

test('bounds lie in [0, 1], in order, and the interval holds them; nothing asked leaves everything possible', () => {
  expect(boundedMean([])).toEqual({ low: 0, high: 1, intervalLow: 0, intervalHigh: 1 });
  const unit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
  fc.assert(fc.property(fc.array(unit, { minLength: 1, maxLength: 60 }), (units) => {
    const { low, high, intervalLow, intervalHigh } = boundedMean(units);
    expect(0 <= intervalLow && intervalLow <= low + 1e-12 && low <= high + 1e-12 && high <= intervalHigh + 1e-12 && intervalHigh <= 1).toBe(true);
  }));
});

test('the interval covers a mean at the edge of its bounds in about 95 of 100 draws, with few units too', () => {
  for (const n of [20, 200]) {
    let covered = 0;
    for (let draw = 0; draw < 1_000; draw += 1) {
      const random = randomStream('bounded', n, draw);
      const units = Array.from({ length: n }, () => (random() < 0.3 ? { low: 0, high: 1 } : random() < 0.4 ? { low: 1, high: 1 } : { low: 0, high: 0 }));
      const { intervalLow } = boundedMean(units);
      if (intervalLow <= 0.28) covered += 1;
    }
    expect(covered / 1_000).toBeGreaterThan(0.93);
  }
});

test("Krippendorff's alpha is that of his own example with missing judgements", () => {
  // Krippendorff 2011, section C: four observers, twelve units, "." missing; nominal alpha 0.743.
  const table = ['1 2 3 3 2 1 4 1 2 . . .', '1 2 3 3 2 2 4 1 2 5 . 3', '. 3 3 3 2 3 4 2 2 5 1 .', '1 2 3 3 2 4 4 1 2 5 1 .'].map((line) => line.split(' '));
  const units = Array.from({ length: 12 }, (_, unit) => table.map((row) => row[unit] ?? '.').filter((value) => value !== '.'));
  expect(krippendorffAlpha(units)).toBeCloseTo(0.743, 3);
});

test('alpha is 1 where all agree, about 0 where answers are drawn at random, null where nothing can be compared', () => {
  expect(krippendorffAlpha([['a', 'a'], ['b', 'b'], ['a', 'a', 'a']])).toBe(1);
  expect(krippendorffAlpha([['a'], ['b']])).toBeNull();
  const random = randomStream('alpha');
  const drawn = Array.from({ length: 4_000 }, () => [0, 1].map(() => 'abcd'[Math.floor(random() * 4)] ?? 'a'));
  expect(Math.abs(krippendorffAlpha(drawn) ?? 1)).toBeLessThan(0.03);
});
