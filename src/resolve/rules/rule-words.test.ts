import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, type Entity } from '../fold/fold.ts';
import { separationOf } from '../fold/separation.ts';
import type { Graph, Word } from '../fold/graph.ts';
import { barredBy, newestWord, ruleOfWord, wordsUnder, type HeldRule } from './rule-words.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const someKey = fc.constantFrom(...keys);
const pair = fc.tuple(someKey, someKey).filter(([a, b]) => a !== b);
const records = keys.map((key, knownAt) => ({ key, knownAt }));
const edges = fc.array(pair.chain(([a, b]) => fc.integer({ min: 1, max: 4 }).map((weight) => ({ a, b, weight }))), { maxLength: 12 });
const words = fc.array(fc.oneof(pair.map(([a, b]) => ({ says: 'same' as const, a, b })), pair.map(([a, b]) => ({ says: 'different' as const, sides: [[a], [b]] }))), { maxLength: 6 }).map((list): Word[] => list.map((word, index) => ({ ...word, sequence: index + 1 })));
const someKeys = fc.subarray(keys, { maxLength: 4 });
const rules = fc.array(fc.record({ says: fc.constantFrom<HeldRule['says']>('same', 'different', 'not-through'), first: someKeys, second: someKeys }), { maxLength: 4 }).map((list): HeldRule[] => list.map(({ says, first, second }, place) => ({ id: place + 1, says, sides: [first, says === 'different' ? second : []] })));
const graphBy = (found: Graph['edges'], said: readonly Word[], held: readonly HeldRule[]): Graph => ({ records, edges: found, words: wordsUnder(held, said), limits: { identifiers: {}, records: 3 }, barred: barredBy(held) });
const entityOf = (entities: readonly Entity[], key: string): string => entities.find((one) => one.records.includes(key))?.id ?? '';
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { numRuns: 1000 });
const partingSides = ({ sides: [first, second] }: HeldRule): [readonly string[], readonly string[]] => [first, second.filter((key) => !first.includes(key))];

test('records of both values of a parting rule are never one, whatever words, evidence and other rules say', () => {
  check(fc.property(edges, words, rules, (found, said, held) => {
    const { entities } = fold(graphBy(found, said, held));
    for (const rule of held.filter(({ says }) => says === 'different')) {
      const [first, second] = partingSides(rule);
      for (const a of first) for (const b of second) expect(entityOf(entities, a)).not.toBe(entityOf(entities, b));
    }
  }));
});

test('records of one value are one person, whatever words, limits and evidence say, where no rule parts anybody', () => {
  check(fc.property(edges, words, rules, (found, said, any) => {
    const held = any.filter(({ says }) => says !== 'different');
    const { entities } = fold(graphBy(found, said, held));
    for (const { sides: [first] } of held.filter(({ says }) => says === 'same')) expect(new Set(first.map((key) => entityOf(entities, key))).size).toBeLessThanOrEqual(1);
  }));
});

test('evidence alone joins no two records that a rule names, and says which rule it is', () => {
  check(fc.property(edges, someKeys, (found, named) => {
    const { entities, refusals } = fold(graphBy(found.filter(({ a, b }) => named.includes(a) && named.includes(b)), [], [{ id: 4, says: 'not-through', sides: [named, []] }]));
    expect(entities).toHaveLength(keys.length);
    for (const refusal of refusals) expect(refusal).toMatchObject({ why: 'rule', rule: 4 });
  }));
});

test('in whatever order rules, their records, words and evidence come, the people are the same', () => {
  check(fc.property(edges, words, rules, fc.array(fc.integer(), { minLength: 1, maxLength: 9 }), (found, said, held, order) => {
    const mixed = <T>(list: readonly T[]): T[] => list.map((item, index) => [order[index % order.length] ?? 0, item] as const).sort((x, y) => x[0] - y[0]).map(([, item]) => item);
    const again = graphBy(mixed(found), mixed(said), mixed(held.map((rule): HeldRule => ({ ...rule, sides: [mixed(rule.sides[0]), mixed(rule.sides[1])] }))));
    expect(fold({ ...again, words: mixed(again.words) }).entities).toEqual(fold(graphBy(found, said, held)).entities);
  }));
});

test('a parting of what evidence made holds beside rules, or rules stand against it: it never parts something else', () => {
  check(fc.property(edges, rules, (found, held) => {
    const before = fold(graphBy([], [], held)).entities.map((one) => one.records);
    const grown = graphBy(found, [], held);
    const after = fold({ ...grown, words: [...grown.words, { sequence: newestWord, says: 'different', sides: separationOf(grown, before, newestWord) }] }).entities.map((one) => one.records);
    for (const part of before) expect(after).toContainEqual(part);
  }));
});

test('a rule is known by the words that it makes; one that would make a person of too many says nothing', () => {
  const held: HeldRule[] = [{ id: 7, says: 'same', sides: [['a', 'b', 'c'], []] }, { id: 9, says: 'different', sides: [['a'], ['d']] }];
  expect(wordsUnder(held, []).map(({ sequence }) => ruleOfWord(sequence))).toEqual([7, 7, 9]);
  expect(ruleOfWord(newestWord)).toBeNull();
  expect(new Set(wordsUnder(held, []).map(({ sequence }) => sequence)).size).toBe(3);
  expect(wordsUnder([{ id: 7, says: 'same', sides: [Array.from({ length: 201 }, (_, n) => `k${n}`), []] }], [])).toEqual([]);
});
