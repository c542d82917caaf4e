import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saidParents } from './said-parents.ts';
import { parentsAt } from './roll-up.ts';

type Told = Parameters<typeof saidParents>[0][number];
const word = (sequence: number, a: string, says: Told['says'], b: string, undoes: number | null = null): Told => ({ sequence, a, b, says, undoes, sides: null, aKnownAt: 0, bKnownAt: 0, at: sequence * 10 });
const parentAt = (words: readonly Told[], child: string, asOf: number): string | null | undefined => parentsAt(['a', 'b', 'c', 'd'], saidParents(words), asOf).parentOf.get(child)?.parent;

test('the newest word counts from when it was said, and what stood before stands again once it is taken back', () => {
  const words = [word(1, 'a', 'below', 'b'), word(2, 'a', 'same', 'c'), word(3, 'a', 'alone', 'a'), word(4, 'a', 'undo', 'a', 3), word(5, 'a', 'undo', 'b', 1)];
  expect([9, 10, 29, 30, 40, 49, 50].map((asOf) => parentAt(words, 'a', asOf))).toEqual([undefined, 'b', 'b', null, 'b', 'b', undefined]);
});

test('taking back what took a word back puts it in force again, and a word on two being one is none on parents', () => {
  expect(parentAt([word(1, 'a', 'below', 'b'), word(2, 'a', 'undo', 'b', 1), word(3, 'a', 'undo', 'b', 2)], 'a', 99)).toBe('b');
  expect(saidParents([word(1, 'a', 'same', 'b'), word(2, 'a', 'undo', 'b', 1)])).toEqual([]);
});

/** Whoever says a word that makes a circle is refused, so there are none: of two the earlier letter is below. */
const said = fc.array(fc.record({ a: fc.constantFrom('a', 'b', 'c', 'd'), b: fc.constantFrom('a', 'b', 'c', 'd'), says: fc.constantFrom('below', 'alone') }).filter(({ a, b }) => a < b), { maxLength: 8 });

test('said and at once taken back changes nothing, whatever was said before', () => {
  fc.assert(fc.property(said, fc.constantFrom('a', 'b', 'c'), (list, child) => {
    const words = list.map(({ a, b, says }, place) => word(place + 1, a, says as Told['says'], b));
    const more = [...words, word(20, child, 'below', 'd'), word(21, child, 'undo', 'd', 20)];
    for (const one of ['a', 'b', 'c', 'd']) expect(parentAt(more, one, 500)).toBe(parentAt(words, one, 199));
  }));
});
