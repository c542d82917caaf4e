import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdentityDecision } from '../model/index.ts';
import { foldDecisions } from './fold-decisions.ts';

const word = (sequence: number, a: string, b: string, says: IdentityDecision['says']): IdentityDecision =>
  ({ sequence, a, b, says, aKnownAt: ages[a] ?? 9, bKnownAt: ages[b] ?? 9 });
const ages: Record<string, number> = { a: 3, b: 1, c: 2, d: 2 };

test('the record known first names the person; undoing gives each back its own', () => {
  const joined = foldDecisions([word(1, 'a', 'b', 'same'), word(2, 'c', 'a', 'same')]);
  expect(joined.get('a')).toEqual({ id: 'b', records: ['b', 'c', 'a'] });
  const undone = foldDecisions([word(1, 'a', 'b', 'same'), word(2, 'c', 'a', 'same'), word(3, 'a', 'b', 'different')]);
  expect(undone.get('b')).toEqual({ id: 'b', records: ['b'] });
  expect(undone.get('a')).toEqual({ id: 'c', records: ['c', 'a'] });
});

test('records joined through a third come apart by the newest word', () => {
  const undone = foldDecisions([word(1, 'a', 'c', 'same'), word(2, 'c', 'b', 'same'), word(3, 'a', 'b', 'different')]);
  expect(undone.get('a')?.records).toEqual(['a']);
  expect(undone.get('b')?.records).toEqual(['b', 'c']);
});

const record = fc.constantFrom('a', 'b', 'c', 'd');
const words = fc.array(fc.record({ a: record, b: record, says: fc.constantFrom('same' as const, 'different' as const) }), { maxLength: 12 })
  .map((list) => list.filter(({ a, b }) => a !== b).map(({ a, b, says }, index) => word(index, a, b, says)));

test('any history: each record has one person, the last word on a pair is kept, and order of reading is nothing', () => {
  fc.assert(fc.property(words, (history) => {
    const people = foldDecisions(history);
    expect(foldDecisions([...history].reverse())).toEqual(people);
    for (const person of people.values()) for (const one of person.records) expect(people.get(one)).toEqual(person);
    const last = history[history.length - 1];
    if (last) expect(people.get(last.a)?.records.includes(last.b)).toBe(last.says === 'same');
  }), { numRuns: 2000 });
});
