import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUp, type DatedParent } from './roll-up.ts';

const below = (child: string, parent: string, told: Partial<DatedParent> = {}): DatedParent => ({ child, parent, weight: 1, knownAt: 0, ...told });
const under = (edges: readonly DatedParent[], level: 'none' | 'parent' | 'ultimate', asOf = 10): Record<string, string> => Object.fromEntries(rollUp(['a', 'b', 'c', 'd'], edges, level, asOf).under);

test('the level is chosen by who asks', () => {
  const chain = [below('c', 'b'), below('b', 'a')];
  expect(under(chain, 'none')).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
  expect(under(chain, 'parent')).toEqual({ a: 'a', b: 'a', c: 'b', d: 'd' });
  expect(under(chain, 'ultimate')).toEqual({ a: 'a', b: 'a', c: 'a', d: 'd' });
});

test('only what was known and still stood counts', () => {
  const edges = [below('b', 'a', { knownAt: 5, until: 8 })];
  expect([4, 5, 7, 8].map((asOf) => under(edges, 'ultimate', asOf)['b'])).toEqual(['b', 'a', 'a', 'b']);
});

test('a company has one parent: the surest, then the latest', () => {
  expect(under([below('b', 'a', { weight: 2 }), below('b', 'c', { knownAt: 9 })], 'parent')['b']).toBe('a');
  expect(under([below('b', 'a', { knownAt: 1 }), below('b', 'c', { knownAt: 9 })], 'parent')['b']).toBe('c');
});

test('a circle is refused in words', () => {
  const { under: heads, refusals } = rollUp(['a', 'b', 'c'], [below('a', 'b', { weight: 3 }), below('b', 'c', { weight: 2 }), below('c', 'a')], 'ultimate', 1);
  expect(Object.fromEntries(heads)).toEqual({ a: 'c', b: 'c', c: 'c' });
  expect(refusals).toEqual([{ child: 'c', parent: 'a', why: 'a is itself below c (a below b below c), and no company is below itself' }]);
});

const edges = fc.array(fc.record({ child: fc.constantFrom('a', 'b', 'c', 'd'), parent: fc.constantFrom('a', 'b', 'c', 'd'), weight: fc.integer({ min: 0, max: 3 }), knownAt: fc.integer({ min: 0, max: 5 }) }), { maxLength: 12 });

test('every chain ends, sums are kept, and the order of edges is nothing', () => {
  fc.assert(fc.property(edges, fc.integer({ min: 0, max: 6 }), (list, asOf) => {
    const { under: heads, refusals } = rollUp(['a', 'b', 'c', 'd'], list, 'ultimate', asOf);
    expect([...heads.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
    for (const head of heads.values()) expect(heads.get(head)).toBe(head);
    expect(rollUp(['a', 'b', 'c', 'd'], list.toReversed(), 'ultimate', asOf)).toEqual({ under: heads, refusals });
  }));
});

test('somebody may say that a company is below none: weaker edges do not count then, and are told where they name another', () => {
  const { under: heads, refusals } = rollUp(['a', 'b', 'c'], [below('b', 'a', { weight: 24 }), { ...below('b', ''), parent: null, weight: 1_000, knownAt: 5 }, below('c', 'b')], 'ultimate', 9);
  expect(Object.fromEntries(heads)).toEqual({ a: 'a', b: 'b', c: 'b' });
  expect(refusals).toEqual([{ child: 'b', parent: 'a', why: 'b already counts as below none, told more surely or more lately' }]);
  expect(under([below('b', 'a', { weight: 24 }), { ...below('b', ''), parent: null, weight: 1_000, knownAt: 5 }], 'parent', 4)['b']).toBe('a');
});
