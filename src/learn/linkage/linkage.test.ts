import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bCubedScores, chanceOfWeight, chooseThreshold, clustersOf, fitLinkage, fitWeightScale, oneToOne, pairsToAsk, pairWeight, pairwiseScores, randomStream, thresholdOutlooks, type CountedPattern, type LinkageFit } from '../index.ts';

/** Pairs whose comparisons are independent within a class, two levels each beside "missing". */
const agreeing = { match: [0.9, 0.8, 0.95, 0.7], other: [0.02, 0.05, 0.01, 0.1] };

function patternsOf(pairs: number, matching: number, seed: number, rules: readonly (readonly number[])[]): CountedPattern[] {
  const random = randomStream('linkage', seed);
  return Array.from({ length: pairs }, () => {
    const shares = random() < matching ? agreeing.match : agreeing.other;
    const levels = shares.map((share) => (random() < 0.1 ? 0 : random() < share ? 2 : 1));
    return { levels, pairs: 1, rules: rules.reduce((bits, fixed, rule) => bits + (fixed.every((at) => levels[at] === 2) ? 2 ** rule : 0), 0) };
  });
}

const shape = { levels: [3, 3, 3, 3], fixedBy: [[0], [2]] };
const fitted = (seed: number, order: (patterns: CountedPattern[]) => CountedPattern[] = (patterns) => patterns): LinkageFit => {
  const drawn = patternsOf(60_000, 0.2, seed, shape.fixedBy);
  return fitLinkage(shape, order(drawn.filter(({ rules }) => rules > 0)), order(patternsOf(100_000, 0, seed + 1, [])));
};

describe('the model of Fellegi and Sunter', () => {
  test('learns the shares of agreement without a label', () => {
    const { m } = fitted(1);
    agreeing.match.forEach((share, at) => expect((m[at] as number[])[2]).toBeCloseTo(share, 1));
  });

  test('takes u from random pairs, and gives nothing for what a rule holds equal', () => {
    const { uAtRandom, rules } = fitted(1);
    agreeing.other.forEach((share, at) => expect((uAtRandom[at] as number[])[2]).toBeCloseTo(share, 2));
    const [first, second] = rules.map(({ weights }) => (weights[0] as number[])[2] as number) as [number, number];
    expect(Math.abs(first)).toBeLessThan(0.3);
    expect(second).toBeGreaterThan(0.3);
  });

  test('says within each rule how many of its pairs match', () => {
    const drawn = patternsOf(60_000, 0.2, 1, shape.fixedBy).filter(({ rules }) => (rules & 1) === 1);
    const matching = 0.2 * 0.9 / (0.2 * 0.9 + 0.8 * 0.02);
    expect(drawn.length).toBeGreaterThan(5_000);
    expect(fitted(1).rules[0]?.prior).toBeCloseTo(Math.log2(matching / (1 - matching)), 0);
  });

  test('gives a pair the least of what its rules say, and nothing to a pair that none found', () => {
    const model = { rules: [{ prior: 1, weights: [[0, -2, 3]] }, { prior: -1, weights: [[0, -4, 2]] }] };
    expect([1, 2, 3].map((rules) => pairWeight(model, { levels: [2], rules }))).toEqual([4, 1, 1]);
    expect(pairWeight(model, { levels: [2], rules: 0 })).toBe(Number.NEGATIVE_INFINITY);
  });

  test('is the same to the last bit in whatever order patterns come', () => {
    expect(fitted(2, (patterns) => [...patterns].reverse())).toEqual(fitted(2));
  });

  test('says nothing of a missing value', () => {
    for (const { weights } of fitted(1).rules) expect(weights.map((levels) => levels[0])).toEqual([0, 0, 0, 0]);
  });

  test('keeps weights finite where a level was never seen', () => {
    const alike: CountedPattern[] = [{ levels: [2, 2], rules: 3, pairs: 40 }];
    for (const weight of fitLinkage({ levels: [3, 4], fixedBy: [[0], [1]] }, alike, []).rules.flatMap(({ weights }) => weights.flat())) expect(Number.isFinite(weight)).toBe(true);
  });
});

describe('a threshold', () => {
  const random = randomStream('threshold', 1);
  const drawn = Array.from({ length: 20_000 }, () => {
    const isSame = random() < 0.3;
    return { isSame, weight: (isSame ? 6 : -6) + 3 * (random() + random() + random() + random() - 2) * 3 };
  });
  const weights = Float64Array.from(drawn, ({ weight }) => weight);

  test('without labels lies where the chance of a pair is half the F1 that is reached', () => {
    const chosen = chooseThreshold(weights) as NonNullable<ReturnType<typeof chooseThreshold>>;
    expect(chanceOfWeight({ shift: 0, stretch: 1 }, chosen.threshold)).toBeCloseTo(chosen.f1 / 2, 1);
  });

  test('finds more and is right less often the lower it is', () => {
    const outlooks = thresholdOutlooks(weights);
    outlooks.slice(1).forEach(({ found, precision, recall }, at) => {
      const higher = outlooks[at] as (typeof outlooks)[number];
      expect(found).toBeGreaterThan(higher.found);
      expect(precision).toBeLessThanOrEqual(higher.precision + 1e-12);
      expect(recall).toBeGreaterThanOrEqual(higher.recall);
    });
  });

  test('is null where the precision asked for is out of reach', () => {
    expect(chooseThreshold(Float64Array.of(-1, -2), { precisionAtLeast: 0.9 })).toBeNull();
  });

  test('fifty answers bring weights that are eight bits off back to their meaning', () => {
    const off = weights.map((weight) => weight + 8);
    const asked = new Set<number>();
    const judged: { weight: number; isSame: boolean }[] = [];
    while (judged.length < 50) {
      for (const at of pairsToAsk(off, 10, randomStream(7, judged.length), { scale: fitWeightScale(judged), asked })) {
        asked.add(at);
        judged.push({ weight: off[at] as number, isSame: (drawn[at] as { isSame: boolean }).isSame });
      }
    }
    const threshold = chooseThreshold(off, { scale: fitWeightScale(judged) })?.threshold ?? NaN;
    const best = chooseThreshold(weights, { scale: fitWeightScale(drawn) })?.threshold ?? NaN;
    expect(Math.abs(threshold - 8 - best)).toBeLessThan(1.5);
  });

  test('nobody is asked twice, and never more often than there are pairs', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { maxLength: 60 }), fc.nat(30), fc.nat(), (some, count, seed) => {
      const chosen = pairsToAsk(Float64Array.from(some), count, randomStream(seed));
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.length).toBeLessThanOrEqual(Math.min(count, some.length));
    }));
  });
});

describe('clusters', () => {
  const edges = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 });

  test('hold exactly what edges reach, whatever order they come in', () => {
    fc.assert(fc.property(edges, (some) => {
      const found = clustersOf(30, some);
      expect(clustersOf(30, [...some].reverse())).toEqual(found);
      expect([...found]).toEqual(reached(30, some));
    }));
  });

  test('one to one keeps the heaviest pair of each record', () => {
    const kept = oneToOne([{ a: 0, b: 10 }, { a: 0, b: 11 }, { a: 1, b: 10 }, { a: 1, b: 11 }]);
    expect(kept).toEqual([{ a: 0, b: 10 }, { a: 1, b: 11 }]);
  });

  test('are scored by pairs and by B-cubed as in the example of Bagga and Baldwin (1998)', () => {
    const truth = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3];
    const twoJoined = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
    expect(bCubedScores(twoJoined, truth).precision).toBeCloseTo(0.76, 2);
    expect(bCubedScores(twoJoined, truth).recall).toBe(1);
    expect(pairwiseScores(twoJoined, truth)).toMatchObject({ right: 21, found: 31, true: 21 });
  });

  test('of lists of unequal length are no clusters', () => {
    expect(() => pairwiseScores([1], [1, 2])).toThrow(RangeError);
  });
});

/** The smallest record that each can be reached from, by looking again and again. */
function reached(records: number, edges: readonly (readonly [number, number])[]): number[] {
  const name = Array.from({ length: records }, (_, at) => at);
  for (let round = 0; round < records; round += 1) {
    for (const [a, b] of edges) {
      const low = Math.min(name[a] as number, name[b] as number);
      name[a] = low;
      name[b] = low;
    }
  }
  return name;
}
