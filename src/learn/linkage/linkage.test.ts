import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bCubedScores, chanceOfWeight, chooseThreshold, clustersOf, fitLinkage, fitWeightScale, heldBack, oneToOne, pairsToAsk, pairWeight, pairwiseScores, randomStream, sharesIn, thresholdOutlooks, type CountedPattern, type LinkageFit } from '../index.ts';

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
  return fitLinkage(shape, order(drawn.filter(({ rules }) => rules > 0)), sharesIn(shape, order(patternsOf(100_000, 0, seed + 1, []))));
};

/** Among pairs whose chances are low, middling or high, as many match as their chances say, within two in a hundred of all. */
function meansWhatItSays(drawn: ReadonlyArray<{ levels: readonly number[]; isSame: boolean }>, kinds: LinkageFit['kinds']): void {
  const chances = drawn.map(({ levels }) => chanceOfWeight({ shift: 0, stretch: 1 }, pairWeight(kinds, levels)));
  for (const [from, to] of [[0, 0.2], [0.2, 0.8], [0.8, 1]] as const) {
    const isWithin = (chance: number | undefined): boolean => chance !== undefined && chance >= from && chance <= to;
    const expected = chances.filter(isWithin).reduce((sum, chance) => sum + chance, 0);
    expect(Math.abs(drawn.filter(({ isSame }, at) => isSame && isWithin(chances[at])).length - expected)).toBeLessThan(0.02 * drawn.length);
  }
}

describe('the model of Fellegi and Sunter', () => {
  test('learns the shares of agreement without a label', () => {
    const { m } = fitted(1);
    agreeing.match.forEach((share, at) => expect((m[at] as number[])[2]).toBeCloseTo(share, 1));
  });

  test('takes shares at random from random pairs', () => {
    const random = sharesIn(shape, patternsOf(100_000, 0, 2, []));
    agreeing.other.forEach((share, at) => expect((random[at] as number[])[2]).toBeCloseTo(share, 2));
  });

  test('says how likely a pair is, to which the share of pairs that match answers', () => {
    const random = randomStream('matching', 4);
    const drawn = Array.from({ length: 60_000 }, () => {
      const isSame = random() < 0.2;
      const levels = (isSame ? agreeing.match : agreeing.other).map((share) => (random() < share ? 2 : 1));
      return { isSame, levels, pairs: 1, rules: shape.fixedBy.reduce((bits, fixed, rule) => bits + (fixed.every((at) => levels[at] === 2) ? 2 ** rule : 0), 0) };
    }).filter(({ rules }) => rules > 0);
    const { kinds } = fitLinkage(shape, drawn, sharesIn(shape, patternsOf(100_000, 0, 5, [])));
    expect(kinds.length).toBeGreaterThan(0);
    meansWhatItSays(drawn, kinds);
  });

  test('gives a pair the odds against all kinds of pairs together, rarity against those by chance alone', () => {
    const kinds = [{ rule: 0, isByChance: true, prior: 1, weights: [[0, -2, 3]] }, { rule: null, isByChance: false, prior: -1, weights: [[0, -4, 2]] }];
    expect(pairWeight(kinds, [2])).toBeCloseTo(-Math.log2(2 ** -4 + 2 ** -1));
    expect(pairWeight(kinds, [2], 10)).toBeCloseTo(-Math.log2(2 ** -14 + 2 ** -1));
    expect(pairWeight([], [2])).toBe(Infinity);
  });

  test('knows colleagues and namesakes from pairs of one person', () => {
    const random = randomStream('kinds', 3);
    const drawn = Array.from({ length: 80_000 }, () => {
      const kind = random();
      const [name, firm, address] = kind < 0.1 ? [0.95, 0.9, 0.8] : kind < 0.55 ? [0.02, 0.99, 0.001] : [0.99, 0.01, 0.001];
      const levels = [name, firm, address, name].map((share) => (random() < (share as number) ? 2 : 1));
      return { isSame: kind < 0.1, levels, pairs: 1, rules: (levels[0] === 2 ? 1 : 0) + (levels[1] === 2 ? 2 : 0) + (levels[2] === 2 ? 4 : 0) };
    }).filter(({ rules }) => rules > 0);
    const { kinds } = fitLinkage({ levels: [3, 3, 3, 3], fixedBy: [[0], [1], [2]], sure: [2] }, drawn, [[0, 0.99, 0.01], [0, 0.99, 0.01], [0, 0.9999, 0.0001], [0, 0.99, 0.01]]);
    meansWhatItSays(drawn, kinds);
    expect(pairWeight(kinds, [2, 1, 1, 2])).toBeLessThan(0);
    expect(pairWeight(kinds, [1, 2, 1, 1])).toBeLessThan(0);
  });

  test.each([1, 2, 3])('does not take those for two who share an address of their own and whose names are often misspelt (seed %i)', (seed) => {
    const random = randomStream('misspelt', seed);
    const agreed = (share: number, slips: number): number => (random() < share ? (random() < slips ? 3 : 2) : 1);
    const drawn = Array.from({ length: 40_000 }, () => {
      const kind = random();
      const [name, firm, address, slips] = kind < 0.12 ? [0.98, 0.97, 0.95, 0.02] : kind < 0.17 ? [0.98, 0.97, 0.95, 0.7] : kind < 0.75 ? [0.05, 0.99, 0, 0.02] : [0.99, 0.02, 0, 0.02];
      const levels = [agreed(name as number, slips as number), agreed(name as number, slips as number), agreed(firm as number, 0), random() < 0.5 ? 0 : agreed(address as number, 0)];
      return { levels, pairs: 1, rules: (levels[0] === 2 ? 1 : 0) + (levels[2] === 2 ? 2 : 0) + (levels[3] === 2 ? 4 : 0) };
    }).filter(({ rules }) => rules > 0);
    const { kinds } = fitLinkage({ levels: [4, 4, 3, 3], fixedBy: [[0], [2], [3, 2]], sure: [2] }, drawn, [[0, 0.98, 0.01, 0.01], [0, 0.98, 0.01, 0.01], [0, 0.99, 0.01], [0, 0.9999, 0.0001]]);
    for (const levels of [[2, 3, 2, 2], [3, 3, 2, 2]]) expect(pairWeight(kinds, levels)).toBeGreaterThan(0);
    for (const { weights } of kinds) expect((weights[3] as readonly number[])[2]).toBeGreaterThan(5);
  });

  test('is the same to the last bit in whatever order patterns come', () => {
    expect(fitted(2, (patterns) => [...patterns].reverse())).toEqual(fitted(2));
  });

  test('says nothing of a missing value', () => {
    for (const { weights } of fitted(1).kinds) expect(weights.map((levels) => levels[0])).toEqual([0, 0, 0, 0]);
  });

  test('keeps weights finite where a level was never seen', () => {
    const alike: CountedPattern[] = [{ levels: [2, 2], rules: 3, pairs: 40 }];
    const shapeOfTwo = { levels: [3, 4], fixedBy: [[0], [1]] };
    for (const weight of fitLinkage(shapeOfTwo, alike, sharesIn(shapeOfTwo, [])).kinds.flatMap(({ weights }) => weights.flat())) expect(Number.isFinite(weight)).toBe(true);
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

  test('a pair is held back where it would join groups that speak against it', () => {
    const against = [[0, 2], [0, 3], [1, 2]].map(([a, b]) => ({ a: a as number, b: b as number, weight: -9 }));
    const bridge = { a: 1, b: 3, weight: 5 };
    const pairs = [{ a: 0, b: 1, weight: 9 }, { a: 2, b: 3, weight: 9 }, bridge, ...against];
    expect([...heldBack(pairs, 3)]).toEqual([bridge]);
    expect(heldBack(pairs.slice(0, 3), 3).size).toBe(0);
    expect([...heldBack([...pairs].reverse(), 3)]).toEqual([bridge]);
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
