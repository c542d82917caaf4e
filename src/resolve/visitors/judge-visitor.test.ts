import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeVisitor, wordsInForce, type SharedAddress, type VisitorWord } from './judge-visitor.ts';

const shared = (address: string, entity: string, more: Partial<SharedAddress> = {}): SharedAddress => ({ kind: 'email', surnames: 0, address, entity, record: `${entity}-record`, saidAt: 1, source: 'shop', people: 1, silent: '', ...more });
const word = (sequence: number, entity: string, says: VisitorWord['says'], undoes: number | null = null): VisitorWord => ({ sequence, entity, record: `${entity}-record`, says, undoes });
const whom = (addresses: readonly SharedAddress[], words: readonly VisitorWord[] = []): unknown => {
  const { link, silent } = judgeVisitor(addresses, words);
  return [link && [link.entity, link.reason], silent.map(({ why }) => why)];
};

test.each<[string, SharedAddress[], VisitorWord[], unknown]>([
  ['an address joins', [shared('x', 'ann')], [], [['ann', 'address'], []]],
  ['two addresses of one person', [shared('x', 'ann'), shared('y', 'ann', { saidAt: 2 })], [], [['ann', 'address'], []]],
  ['the address given first decides', [shared('x', 'ann', { saidAt: 2 }), shared('y', 'bob')], [], [['bob', 'address'], ['other_person']]],
  ['at one instant the order is still the same', [shared('y', 'ann'), shared('x', 'bob')], [], [['bob', 'address'], ['other_person']]],
  ['several people', [shared('x', 'ann', { people: 2 })], [], [null, ['several_people']]],
  ['several people, and one address that is one of theirs', [shared('x', 'ann', { people: 2 }), shared('y', 'ann', { saidAt: 2 })], [], [['ann', 'address'], ['several_people']]],
  ['a box, a blocked value', [shared('x', 'ann', { silent: 'shared_box' }), shared('y', 'bob', { silent: 'blocked' })], [], [null, ['shared_box', 'blocked']]],
  ['a number joins', [shared('x', 'ann', { kind: 'phone' })], [], [['ann', 'phone'], []]],
  ['an address outranks a number that was given before', [shared('x', 'ann', { kind: 'phone' }), shared('y', 'bob', { saidAt: 9 })], [], [['bob', 'address'], ['other_person']]],
  ['several surnames', [shared('x', 'ann', { kind: 'phone', surnames: 2 })], [], [null, ['several_surnames']]],
  ['the line of the company', [shared('x', 'ann', { kind: 'phone', silent: 'company_line' })], [], [null, ['company_line']]],
  ['a word parts', [shared('x', 'ann')], [word(1, 'ann', 'different')], [null, ['word']]],
  ['and does not let the next one in', [shared('x', 'ann'), shared('y', 'bob', { saidAt: 2 })], [word(1, 'ann', 'different')], [null, ['word', 'other_person']]],
  ['of several, a word parts one: still nobody', [shared('x', 'ann', { people: 2 })], [word(1, 'bob', 'different')], [null, ['several_people']]],
  ['a word joins against an address', [shared('x', 'ann')], [word(1, 'bob', 'same')], [['bob', 'word'], ['other_person']]],
  ['the last word on a person counts', [shared('x', 'ann')], [word(1, 'ann', 'same'), word(2, 'ann', 'different'), word(3, 'ann', 'unsure')], [['ann', 'address'], []]],
  ['of two words that join the last counts', [], [word(1, 'ann', 'same'), word(2, 'bob', 'same')], [['bob', 'word'], []]],
  ['a word that is taken back is over, and an earlier one counts again', [], [word(1, 'bob', 'same'), word(2, 'ann', 'same'), word(3, 'ann', 'undo', 2)], [['bob', 'word'], []]],
  ['also where the same was said before', [], [word(1, 'ann', 'same'), word(2, 'bob', 'same'), word(3, 'ann', 'same'), word(4, 'ann', 'undo', 3)], [['bob', 'word'], []]],
  ['who takes that back brings the word again', [shared('x', 'ann')], [word(1, 'ann', 'different'), word(2, 'ann', 'undo', 1), word(3, 'ann', 'undo', 2)], [null, ['word']]],
  ['a word joins where several have the address', [shared('x', 'ann', { people: 2 })], [word(1, 'bob', 'same')], [['bob', 'word'], ['several_people']]],
])('%s', (_, addresses, words, expected) => expect(whom(addresses, words)).toEqual(expected));

const addresses = fc.uniqueArray(fc.record({ address: fc.constantFrom('p', 'q', 'r', 's', 't'), kind: fc.constantFrom('email' as const, 'phone' as const), entity: fc.constantFrom('ann', 'bob', 'cid'), saidAt: fc.integer({ min: 1, max: 3 }), people: fc.integer({ min: 1, max: 2 }), silent: fc.constantFrom('' as const, '' as const, 'shared_box' as const, 'blocked' as const) }), { selector: ({ address }) => address, maxLength: 5 });
const words = fc.array(fc.tuple(fc.constantFrom('ann', 'bob', 'cid'), fc.constantFrom('same' as const, 'different' as const, 'unsure' as const, 'undo' as const), fc.integer({ min: 1, max: 4 })), { maxLength: 4 });

test('in whatever order things are told: one person at most, never one whom a word parts, and every address is joined or told', () => {
  fc.assert(fc.property(addresses, words, fc.infiniteStream(fc.nat()), (given, said, dice) => {
    const known = given.map(({ address, entity, ...more }) => shared(address, entity, more));
    const told = said.map(([entity, says, back], at) => (says === 'undo' && back <= at ? word(at + 1, entity, says, back) : word(at + 1, entity, says === 'undo' ? 'unsure' : says)));
    const mixed = <T>(list: readonly T[]): T[] => list.map((one) => ({ one, key: dice.next().value })).sort((a, b) => a.key - b.key).map(({ one }) => one);
    const judged = judgeVisitor(known, told);
    expect(judgeVisitor(mixed(known), mixed(told))).toEqual(judged);
    expect(wordsInForce(told).findLast(({ entity }) => entity === judged.link?.entity)?.says).not.toBe('different');
    for (const one of known) expect(judged.silent.some(({ shared: silent }) => silent === one) || judged.link?.entity === one.entity).toBe(true);
  }), { numRuns: 1000 });
});
