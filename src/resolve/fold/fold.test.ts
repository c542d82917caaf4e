import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityChanges, type EntityChange } from './entity-changes.ts';
import { connected, fold, type Entity } from './fold.ts';
import type { Edge, Graph, GraphRecord, Limits, Word } from './graph.ts';
import { joinsFrom } from './joins-from.ts';
import { separationOf } from './separation.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const someKey = fc.constantFrom(...keys);
const borne = (kind: string, ...values: string[]) => fc.subarray(values.map((value) => ({ kind, value })), { maxLength: 1 });
const records = fc.tuple(...keys.map((key) => fc.record({ key: fc.constant(key), knownAt: fc.integer({ min: 0, max: 3 }), bears: fc.tuple(borne('user', '1', '2', '3'), borne('mail', 'x', 'y')).map((some) => some.flat()) })));
const edge = fc.record({ a: someKey, b: someKey, weight: fc.integer({ min: 1, max: 4 }) }).filter(({ a, b }) => a !== b);
const edges = fc.array(edge, { maxLength: 12 });
const pair = fc.tuple(someKey, someKey).filter(([a, b]) => a !== b);
const said = fc.array(fc.oneof(
  pair.map(([a, b]) => ({ says: 'same' as const, a, b })),
  pair.map(([a, b]) => ({ says: 'different' as const, sides: [[a], [b]] })),
  fc.uniqueArray(someKey, { minLength: 3, maxLength: 5 }).map((list) => ({ says: 'different' as const, sides: [list.slice(0, 2), list.slice(2)] })),
), { maxLength: 8 }).map((list): Word[] => list.map((word, index) => ({ ...word, sequence: index + 1 })));
const limits = { identifiers: { user: 1 }, records: 5 };
const bothLimited = { identifiers: { user: 1, mail: 1 }, records: 5 };
/** One kind limited; two, neither above the other; two, one above the other. */
const anyLimits = fc.constantFrom<Limits>(limits, bothLimited, { ...bothLimited, order: ['user', 'mail'] }, { ...limits, order: ['mail', 'user'] });
const graphs: fc.Arbitrary<Graph> = fc.record({ records, edges, words: said, limits: anyLimits });

const setOf = (entities: readonly Entity[]): string => JSON.stringify([...entities].sort((x, y) => (x.id < y.id ? -1 : 1)));
const entityOf = (entities: readonly Entity[], key: string): Entity => entities.find((one) => one.records.includes(key)) as Entity;
const shuffled = <T>(list: readonly T[], order: readonly number[]): T[] => list.map((item, index) => [order[index % order.length] ?? 0, index, item] as const).sort((x, y) => x[0] - y[0] || y[1] - x[1]).map(([, , item]) => item);
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { numRuns: 3000 });
const plain = (...names: string[]): GraphRecord[] => names.map((key, index) => ({ key, knownAt: index }));

test('the record known first names the entity; the others are its aliases', () => {
  const { entities } = fold({ records: [{ key: 'a', knownAt: 3 }, { key: 'b', knownAt: 1 }, { key: 'c', knownAt: 2 }], edges: [{ a: 'a', b: 'b', weight: 1 }, { a: 'c', b: 'a', weight: 1 }], words: [], limits });
  expect(entities).toEqual([{ id: 'b', records: ['b', 'c', 'a'] }]);
});

test('what was left out is told: by which word, by which limit, or that an entity would grow too large', () => {
  const bears = (value: string) => [{ kind: 'user', value }];
  const { refusals } = fold({
    records: [{ key: 'a', knownAt: 1, bears: bears('1') }, { key: 'b', knownAt: 2, bears: bears('2') }, { key: 'c', knownAt: 3 }, { key: 'd', knownAt: 4 }],
    edges: [{ a: 'a', b: 'b', weight: 3 }, { a: 'c', b: 'd', weight: 2 }, { a: 'a', b: 'c', weight: 2 }], words: [{ sequence: 7, says: 'different', sides: [['a'], ['c']] }], limits: { identifiers: { user: 1 }, records: 1 },
  });
  expect(refusals).toEqual([{ a: 'a', b: 'b', by: 'edge', why: 'size' }, { a: 'a', b: 'c', by: 'edge', why: 'word', sequence: 7 }, { a: 'c', b: 'd', by: 'edge', why: 'size' }]);
  expect(fold({ records: [{ key: 'a', knownAt: 1, bears: bears('1') }, { key: 'b', knownAt: 2, bears: bears('2') }], edges: [{ a: 'a', b: 'b', weight: 3 }], words: [], limits }).refusals).toEqual([{ a: 'a', b: 'b', by: 'edge', why: 'limit', kind: 'user', values: ['1', '2'] }]);
});

test('two records with the same value of a kind that counts more are joined though a later kind has too many', () => {
  const record = (key: string, knownAt: number, user: string, mail: string): GraphRecord => ({ key, knownAt, bears: [{ kind: 'user', value: user }, { kind: 'mail', value: mail }] });
  const graph: Graph = { records: [record('a', 1, '1', 'x'), record('b', 2, '1', 'y'), record('c', 3, '2', 'x')], edges: [{ a: 'a', b: 'b', weight: 3 }, { a: 'a', b: 'c', weight: 9 }], words: [], limits: { ...bothLimited, order: ['user', 'mail'] } };
  expect(fold(graph).entities.map((one) => one.records)).toEqual([['a', 'b'], ['c']]);
  expect(fold(graph).refusals).toEqual([{ a: 'a', b: 'c', by: 'edge', why: 'limit', kind: 'user', values: ['1', '2'] }]);
  expect(fold({ ...graph, limits: { ...bothLimited, order: ['mail', 'user'] } }).entities.map((one) => one.records)).toEqual([['a', 'c'], ['b']]);
});

test('what a word let pass a limit takes more of the same, and nothing further', () => {
  const record = (key: string, knownAt: number, value: string): GraphRecord => ({ key, knownAt, bears: [{ kind: 'user', value }] });
  const { entities } = fold({ records: [record('a', 1, '1'), record('b', 2, '2'), record('c', 3, '2'), record('d', 4, '3')], edges: [{ a: 'a', b: 'c', weight: 3 }, { a: 'a', b: 'd', weight: 2 }], words: [{ sequence: 1, says: 'same', a: 'a', b: 'b' }], limits });
  expect(entities.map((one) => one.records)).toEqual([['a', 'b', 'c'], ['d']]);
});

test('words outrank limits', () => {
  const users = [{ key: 'a', knownAt: 1, bears: [{ kind: 'user', value: '1' }] }, { key: 'b', knownAt: 2, bears: [{ kind: 'user', value: '2' }] }];
  expect(fold({ records: users, edges: [], words: [{ sequence: 1, says: 'same', a: 'a', b: 'b' }], limits }).entities).toHaveLength(1);
});

describe('any graph', () => {
  test('each record is in one entity, whose id is its oldest record\'s key', () => {
    check(fc.property(graphs, (graph) => {
      const { entities } = fold(graph);
      expect(entities.flatMap((one) => one.records).sort()).toEqual(keys);
      for (const { id, records: held } of entities) {
        const ages = held.map((key) => graph.records.find((one) => one.key === key)?.knownAt ?? NaN);
        expect(held[0]).toBe(id);
        expect(ages).toEqual(ages.toSorted((x, y) => x - y));
      }
    }));
  });

  test('the order in which records, edges and words arrive is nothing, and a pair may be told either way round', () => {
    check(fc.property(graphs, fc.array(fc.integer(), { minLength: 1, maxLength: 9 }), (graph, order) => {
      const turned = graph.edges.map(({ a, b, weight }): Edge => ({ a: b, b: a, weight }));
      const again = fold({ ...graph, records: shuffled(graph.records, order), edges: shuffled(turned, order), words: shuffled(graph.words, order) });
      expect(setOf(again.entities)).toBe(setOf(fold(graph).entities));
    }));
  });

  test('what is connected folds by itself as it does with all the rest', () => {
    check(fc.property(graphs, (graph) => {
      const part = connected(graph.records, graph.edges, graph.words);
      const apart = [...new Set(part.values())].flatMap((label) => {
        const has = (key: string): boolean => part.get(key) === label;
        return fold({ ...graph, records: graph.records.filter(({ key }) => has(key)), edges: graph.edges.filter(({ a }) => has(a)), words: graph.words.filter((word) => has(word.says === 'same' ? word.a : word.sides[0]?.[0] ?? '')) }).entities;
      });
      expect(setOf(apart)).toBe(setOf(fold(graph).entities));
    }));
  });

  test('the last word is kept, and no entity holds what a standing word keeps apart', () => {
    check(fc.property(graphs, (graph) => {
      const { entities } = fold(graph);
      const last = graph.words.at(-1);
      if (last?.says === 'same') expect(entityOf(entities, last.a)).toBe(entityOf(entities, last.b));
      for (const word of graph.words) {
        if (word.says === 'same' || graph.words.some((later) => later.sequence > word.sequence && later.says === 'same' && word.sides.filter((side) => side.includes(later.a) || side.includes(later.b)).length === 2)) continue;
        for (const { records: held } of entities) expect(word.sides.filter((side) => side.some((key) => held.includes(key))).length).toBeLessThanOrEqual(1);
      }
    }));
  });

  test('where no word parts anybody limits only keep apart what would be joined, and each such join is told with what would be too many', () => {
    check(fc.property(graphs, (any) => {
      const graph = { ...any, words: any.words.filter(({ says }) => says === 'same') };
      const { entities, refusals } = fold(graph);
      const free = fold({ ...graph, limits: { identifiers: {}, records: Infinity } }).entities;
      for (const { records: held } of entities) expect(new Set(held.map((key) => entityOf(free, key).id)).size).toBe(1);
      for (const refusal of refusals) if (refusal.why === 'limit') expect(refusal.values.length).toBeGreaterThan(graph.limits.identifiers[refusal.kind] as number);
      for (const { a, b } of graph.edges) if (entityOf(entities, a) !== entityOf(entities, b)) expect(refusals.some((one) => one.a === a && one.b === b)).toBe(true);
    }));
  });

  test('of two limited kinds each holds but where two records have the same value of the one that counts more', () => {
    check(fc.property(records, edges, (list, found) => {
      const bears = (key: string, kind: string): string | undefined => list.find((one) => one.key === key)?.bears.find((one) => one.kind === kind)?.value;
      const values = (held: readonly string[], kind: string): number => new Set(held.flatMap((key) => bears(key, kind) ?? [])).size;
      const ranked = fold({ records: list, edges: found, words: [], limits: { ...bothLimited, order: ['user', 'mail'] } }).entities;
      for (const { records: held } of ranked) {
        expect(values(held, 'user')).toBeLessThanOrEqual(1);
        if (values(held, 'mail') > 1) expect(found.some(({ a, b }) => held.includes(a) && held.includes(b) && bears(a, 'user') !== undefined && bears(a, 'user') === bears(b, 'user'))).toBe(true);
      }
    }));
  });

  test('edges alone never join two users, nor grow an entity beyond its limit', () => {
    check(fc.property(records, edges, (list, found) => {
      for (const { records: held } of fold({ records: list, edges: found, words: [], limits }).entities) {
        expect(held.length).toBeLessThanOrEqual(limits.records);
        expect(new Set(list.filter(({ key }) => held.includes(key)).flatMap(({ bears }) => bears.flatMap(({ kind, value }) => (kind === 'user' ? [value] : [])))).size).toBeLessThanOrEqual(1);
      }
    }));
  });

  test('undoing the merges that new edges made gives every entity back as it was', () => {
    check(fc.property(graphs, edges, (graph, fresh) => {
      const before = fold(graph).entities;
      const grown: Graph = { ...graph, edges: [...graph.edges, ...fresh] };
      const merges = entityChanges(before, fold(grown).entities).filter(({ kind }) => kind === 'merge');
      const parts = [...new Map(merges.flatMap((merge) => merge.parts.map((part) => [part[0], part] as const))).values()];
      const after = fold({ ...grown, words: [...grown.words, { sequence: 100, says: 'different', sides: separationOf(grown, parts, 100) }] }).entities.map((one) => one.records);
      for (const part of parts) expect(after).toContainEqual(part);
    }));
  });

  test('undoing one of several merges leaves all other entities as they are', () => {
    check(fc.property(graphs, edges, fc.nat(), (graph, fresh, which) => {
      const grown: Graph = { ...graph, edges: [...graph.edges, ...fresh] };
      const present = fold(grown).entities;
      const changes = entityChanges(fold(graph).entities, present);
      if (changes.length === 0 || changes.some(({ kind }) => kind === 'split')) return;
      const { parts } = changes[which % changes.length] as EntityChange;
      const after = fold({ ...grown, words: [...grown.words, { sequence: 100, says: 'different', sides: separationOf(grown, parts, 100) }] }).entities;
      const others = (list: readonly Entity[]): string => setOf(list.filter(({ records: held }) => !held.some((key) => parts.flat().includes(key))));
      for (const part of parts) expect(after.map((one) => one.records)).toContainEqual(part);
      expect(others(after)).toBe(others(present));
    }));
  });

  test('how many joins edges of at least a weight make is what a fold of those edges makes, for every weight at once', () => {
    check(fc.property(graphs, fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }), (graph, weights) => {
      const joins = joinsFrom(graph, weights);
      for (const from of weights) expect(joins.get(from)).toBe(keys.length - fold({ ...graph, edges: graph.edges.filter(({ weight }) => weight >= from) }).entities.length);
    }));
  });

  test('undoing a word is as if it had never been said', () => {
    check(fc.property(graphs, pair, (graph, [a, b]) => {
      const before = fold(graph).entities;
      const word: Word = { sequence: 100, says: 'same', a, b };
      const words = [...graph.words, word];
      expect(setOf(fold({ ...graph, words: words.filter((one) => one !== word) }).entities)).toBe(setOf(before));
    }));
  });

  test('the changes told lead from what was to what is', () => {
    check(fc.property(graphs, graphs, (one, other) => {
      const [before, after] = [fold(one).entities, fold({ ...other, records: one.records }).entities];
      const changed = new Set(entityChanges(before, after).flatMap(({ parts }) => parts.flat()));
      const kept = (list: readonly Entity[]): string => setOf(list.filter(({ records: held }) => !held.some((key) => changed.has(key))));
      expect(kept(before)).toBe(kept(after));
    }));
  });
});

test('a hundred thousand records with half as many edges fold without growing slower than they are many', () => {
  const many = 100_000;
  const list = plain(...Array.from({ length: many }, (_, index) => `k${index}`));
  const chain = Array.from({ length: many / 2 }, (_, index): Edge => ({ a: `k${2 * index}`, b: `k${2 * index + 1}`, weight: index % 7 }));
  expect(fold({ records: list, edges: chain, words: [], limits }).entities).toHaveLength(many / 2);
});
