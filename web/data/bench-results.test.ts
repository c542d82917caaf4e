import { expect, test } from 'vitest';
import { benchResults } from './bench-results.ts';

test('the committed results are built in, and a promise is kept where its figure says so', () => {
  expect(benchResults.map((result) => result.bench)).toEqual(expect.arrayContaining(['truth', 'hold-outs', 'permuted']));
  const figures = benchResults.flatMap((result) => result.figures);
  expect(figures.length).toBeGreaterThan(20);
  for (const { name, median, atLeast, atMost, kept } of figures) {
    const promised = atLeast !== undefined || atMost !== undefined;
    expect([name, kept !== null]).toEqual([name, promised]);
    if (promised) expect([name, kept]).toEqual([name, median >= (atLeast ?? -Infinity) && median <= (atMost ?? Infinity)]);
  }
});
