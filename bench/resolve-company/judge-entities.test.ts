import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeEntities, judgeKeyed, scoreLines, type JudgedPair } from './judge-entities.ts';

const pairsOf = (truth: readonly number[]): JudgedPair[] => truth.flatMap((thing, a) => truth.slice(a + 1).flatMap((other, step): JudgedPair[] => (thing === other ? [[a, a + 1 + step, 'linkable']] : [])));

test('the truth itself is right in every measure', () => {
  fc.assert(fc.property(fc.array(fc.nat(8), { minLength: 2, maxLength: 40 }), (truth) => {
    const scores = judgeEntities(truth.map((thing) => thing + 100), truth, pairsOf(truth));
    expect(scores.merges.wrong).toBe(0);
    expect(scores.bCubed).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(scores.byKind.linkable.found).toBe(scores.byKind.linkable.all);
  }));
});

test('all in one: every merge beyond the things is wrong; all alone: nothing is wrong and nothing found', () => {
  const truth = [0, 0, 0, 1, 1, 2];
  const one = judgeEntities(truth.map(() => 7), truth, pairsOf(truth));
  expect(one.merges).toEqual({ made: 5, wrong: 2, precision: 0.6 });
  expect(one.pairwise.precision).toBeCloseTo(4 / 15);
  const alone = judgeEntities(truth.map((_, at) => at), truth, pairsOf(truth));
  expect(alone.merges).toEqual({ made: 0, wrong: 0, precision: null });
  expect(alone.byKind.linkable).toEqual({ found: 0, all: 4 });
});

test('merges wrong never exceed merges made, and what is found of a kind never exceeds what there is', () => {
  const records = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(records, (rows) => {
    const truth = rows.map(([, thing]) => thing);
    const { merges, byKind, pairwise } = judgeEntities(rows.map(([entity]) => entity), truth, pairsOf(truth));
    expect(merges.wrong).toBeLessThanOrEqual(merges.made);
    expect(byKind.linkable.found).toBe(pairwise.right);
  }));
});

test('by key: records that no entity names stand alone, keys that the truth does not know are counted', () => {
  const scores = judgeKeyed(new Map([['a', 'x'], ['b', 'x'], ['d', 'x'], ['q', 'x']]), { a: 'p', b: 'p', c: 'p', d: 'other' }, [{ a: 'a', b: 'b', kind: 'linkable' }, { a: 'a', b: 'c', kind: 'unlinkable' }, { a: 'b', b: 'c', kind: 'through others' }]);
  expect(scores).toMatchObject({ records: 4, entities: 2, things: 2, unknown: 1, merges: { made: 2, wrong: 1, precision: 0.5 } });
  expect(scores.byKind).toEqual({ linkable: { found: 1, all: 1 }, 'through others': { found: 0, all: 1 }, unlinkable: { found: 0, all: 1 } });
  expect(scoreLines('people', scores)).toHaveLength(4);
});
