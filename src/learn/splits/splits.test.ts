import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateGroups, groupedFolds, joinedGroups, randomStream, repeatedFolds, splitsOf, timeOrderedSplits, type Refused, type TimeSplit } from '../index.ts';

function had<Answer extends object>(answer: Answer | Refused): Answer {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer as Answer;
}

const sizesOf = (foldOf: Int32Array, folds: number, counts: (row: number) => boolean = () => true): number[] =>
  Array.from({ length: folds }, (_, fold) => foldOf.filter((own, row) => own === fold && counts(row)).length);

const anyGroups = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 20, maxLength: 120 }).filter((groups) => new Set(groups).size >= 5);

test('folds part the rows, keep groups whole, and differ in size by at most the largest group', () => {
  fc.assert(fc.property(anyGroups, fc.integer({ min: 2, max: 5 }), fc.integer(), (groups, folds, seed) => {
    const foldOf = had(groupedFolds(groups.length, { folds, seed, groups }));
    expect([...new Set(foldOf)].sort()).toEqual(Array.from({ length: folds }, (_, fold) => fold));
    groups.forEach((group, row) => { expect(foldOf[row]).toBe(foldOf[groups.indexOf(group)]); });
    const sizes = sizesOf(foldOf, folds);
    const largest = Math.max(...[...new Set(groups)].map((group) => groups.filter((other) => other === group).length));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(largest);
  }));
});

test('where each row is its own group, every stratum is spread to within one row', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('won', 'lost', 'open'), { minLength: 8, maxLength: 100 }), fc.integer({ min: 2, max: 8 }), fc.integer(), (strata, folds, seed) => {
    const foldOf = had(groupedFolds(strata.length, { folds, seed, strata }));
    for (const stratum of new Set(strata)) {
      const sizes = sizesOf(foldOf, folds, (row) => strata[row] === stratum);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  }));
});

test('groups of unequal outcome are spread so that each fold has about the share of all', () => {
  const random = randomStream('grouped outcomes', 5);
  const groups = Array.from({ length: 3_000 }, () => Math.floor(300 * random() ** 2));
  const strata = groups.map((group) => Number(random() < (group % 7 === 0 ? 0.6 : 0.1)));
  const foldOf = had(groupedFolds(3_000, { folds: 5, seed: 1, groups, strata }));
  const [positives, all] = [sizesOf(foldOf, 5, (row) => strata[row] === 1), sizesOf(foldOf, 5)];
  const share = strata.reduce((sum, one) => sum + one, 0) / 3_000;
  positives.forEach((count, fold) => { expect(Math.abs(count / (all[fold] as number) - share)).toBeLessThan(0.01); });
  all.forEach((count) => { expect(Math.abs(count - 600)).toBeLessThan(60); });
});

test('the same seed gives the same folds, another seed or repeat others', () => {
  const [one, again, other] = [7, 7, 8].map((seed) => had(repeatedFolds(200, { repeats: 3, folds: 4, seed })));
  expect(one).toEqual(again);
  expect(one).not.toEqual(other);
  expect(one?.[0]).not.toEqual(one?.[1]);
});

test('splits of folds hold each row once to judge on and never a row on both sides', () => {
  fc.assert(fc.property(anyGroups, fc.integer(), (groups, seed) => {
    const splits = splitsOf(had(groupedFolds(groups.length, { folds: 3, seed, groups })));
    expect(splits.flatMap(({ test: rows }) => [...rows]).sort((a, b) => a - b)).toEqual(groups.map((_, row) => row));
    for (const { train, test: rows } of splits) expect([...train, ...rows].sort((a, b) => a - b)).toEqual(groups.map((_, row) => row));
  }));
});

const anyTimes = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 })), { minLength: 10, maxLength: 80 });

test('in time order nothing is learned that was known after the cut less the gap, and nothing judged from before it', () => {
  fc.assert(fc.property(anyTimes, fc.integer({ min: 0, max: 6 }), fc.option(fc.integer({ min: 1, max: 30 })), fc.integer({ min: 1, max: 6 }), (rows, gap, window, folds) => {
    const at = rows.map(([time]) => time);
    const knownAt = rows.map(([time, later]) => time + later);
    const answer = timeOrderedSplits(at, { knownAt, gap, folds, ...(window === null ? {} : { window }) });
    if ('refused' in answer) return;
    answer.forEach(({ cut, train, test: judged }) => {
      for (const row of train) {
        expect(knownAt[row]).toBeLessThanOrEqual(cut - gap);
        expect(at[row]).toBeLessThan(cut);
        if (window !== null) expect(at[row]).toBeGreaterThanOrEqual(cut - gap - window);
      }
      for (const row of judged) expect(at[row]).toBeGreaterThanOrEqual(cut);
    });
    const judged = answer.flatMap(({ test: own }) => [...own]);
    expect(new Set(judged).size).toBe(judged.length);
  }));
});

test('without horizon the expanding splits are those of equal counts, and the order of rows changes nothing', () => {
  const at = Array.from({ length: 12 }, (_, row) => (row * 5) % 12);
  const splits = had<TimeSplit[]>(timeOrderedSplits(at, { folds: 3 }));
  expect(splits.map(({ cut, train, test: rows }) => [cut, train.length, rows.length])).toEqual([[3, 3, 3], [6, 6, 3], [9, 9, 3]]);
  const sliding = had<TimeSplit[]>(timeOrderedSplits(at, { folds: 3, window: 3 }));
  expect(sliding.map(({ train }) => train.length)).toEqual([3, 3, 3]);
  const late = had<TimeSplit[]>(timeOrderedSplits(at, { cuts: [6, 9], horizon: 2, gap: 1 }));
  expect(late.map(({ train }) => [...train].map((row) => at[row]).sort())).toEqual([[0, 1, 2, 3], [0, 1, 2, 3, 4, 5, 6]]);
});

test('a row whose outcome is never known neither fits nor judges', () => {
  const [split] = had<TimeSplit[]>(timeOrderedSplits([1, 2, 3, 4], { cuts: [3], knownAt: [1, Infinity, 3, Infinity] }));
  expect([[...split!.train], [...split!.test]]).toEqual([[0], [2]]);
});

test('rows alike in every column are one group; missing values are alike', () => {
  expect([...duplicateGroups([['a', 'a', 'b', 'a'], [1, 1, 1, 2]])]).toEqual([0, 0, 1, 2]);
  expect([...duplicateGroups([[null, undefined, Number.NaN, 0, -0, '0']])]).toEqual([0, 0, 0, 1, 1, 2]);
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', null), fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 40 }), (rows) => {
    const groups = duplicateGroups([rows.map(([one]) => one), rows.map(([, two]) => two)]);
    rows.forEach((row, i) => { rows.forEach((other, j) => { expect(groups[i] === groups[j]).toBe(row[0] === other[0] && row[1] === other[1]); }); });
  }));
});

test('groupings are joined where they share a row, however long the chain', () => {
  expect([...joinedGroups([['a', 'a', 'b', 'c', 'd'], [1, 2, 2, 3, 4]])]).toEqual([0, 0, 0, 1, 2]);
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 30 }), (rows) => {
    const joined = joinedGroups([rows.map(([one]) => one), rows.map(([, two]) => two)]);
    rows.forEach((row, i) => { rows.forEach((other, j) => { if (row[0] === other[0] || row[1] === other[1]) expect(joined[i]).toBe(joined[j]); }); });
    expect(joinedGroups([joined, joined])).toEqual(joined);
  }));
});

test('a million rows are parted in seconds', () => {
  const n = 1_000_000;
  const groups = Int32Array.from({ length: n }, (_, row) => row % 400_000);
  const started = process.cpuUsage();
  const foldOf = had(groupedFolds(n, { seed: 1, groups, strata: groups.map((group) => group % 3) }));
  had(timeOrderedSplits(groups, { horizon: 5 }));
  duplicateGroups([groups, groups.map((group) => group % 7)]);
  expect((process.cpuUsage(started).user + process.cpuUsage(started).system) / 1e6).toBeLessThan(15);
  expect(sizesOf(foldOf, 5)).toEqual([200_000, 200_000, 200_000, 200_000, 200_000].map(() => expect.closeTo(200_000, -1)));
});

test('what cannot be split is refused, what makes no sense throws', () => {
  expect(groupedFolds(4, { seed: 1, groups: ['a', 'a', 'b', 'b'], folds: 3 })).toEqual({ refused: '3 folds need at least 3 groups, and there are 2' });
  expect(repeatedFolds(2, { seed: 1, folds: 3, repeats: 2 })).toHaveProperty('refused');
  expect(timeOrderedSplits([5, 5, 5])).toHaveProperty('refused');
  expect(timeOrderedSplits([1, 2, 3, 4], { horizon: 100 })).toHaveProperty('refused');
  const wrong: ReadonlyArray<() => unknown> = [
    () => groupedFolds(0, { seed: 1 }), () => groupedFolds(2.5, { seed: 1 }), () => groupedFolds(9, { seed: 1, folds: 1 }), () => groupedFolds(9, { seed: 1, groups: ['a'] }), () => groupedFolds(9, { seed: 1, strata: ['a'] }),
    () => repeatedFolds(9, { seed: 1, repeats: 0 }), () => splitsOf([]), () => timeOrderedSplits([]), () => timeOrderedSplits([1, Number.NaN]), () => timeOrderedSplits([1, Infinity]),
    () => timeOrderedSplits([1, 2], { folds: 0 }), () => timeOrderedSplits([1, 2], { gap: -1 }), () => timeOrderedSplits([1, 2], { window: 0 }), () => timeOrderedSplits([1, 2], { horizon: -1 }),
    () => timeOrderedSplits([1, 2], { knownAt: [0, 3] }), () => timeOrderedSplits([1, 2], { knownAt: [1] }), () => timeOrderedSplits([1, 2], { cuts: [2, 2] }), () => timeOrderedSplits([1, 2], { cuts: [] }),
    () => duplicateGroups([]), () => duplicateGroups([[1], [1, 2]]), () => joinedGroups([]), () => joinedGroups([[1], [1, 2]]),
  ];
  for (const run of wrong) expect(run).toThrow(RangeError);
});
