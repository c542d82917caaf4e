import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedBlockedValues, type BlockedValue } from '../../model/index.ts';
import { blockedBy } from './blocked-values.ts';

const raw = (told: Record<string, string>) => ({ key: 'contact:crm:1', knownAt: 0, ...told });
const left = (list: readonly BlockedValue[], told: Record<string, string>): Record<string, unknown> => {
  const { key: _, knownAt: __, ...fields } = blockedBy(list).without(raw(told));
  return fields;
};

test.each([
  [{ email: 'NoReply@shop.example' }, { email: '' }], [{ email: 'noreply.anna@shop.example' }, { email: 'noreply.anna@shop.example' }], [{ phone: '000-000 00' }, { phone: '' }], [{ phone: '+49 40 00' }, { phone: '+49 40 00' }],
  [{ name: 'undefined', email: 'a@b.example' }, { name: '', email: 'a@b.example' }], [{ company: '--' }, { company: '' }], [{ name: 'Nullmeier' }, { name: 'Nullmeier' }], [{ name: '' }, { name: '' }],
])('of %j the shipped list leaves %j', (told, expected) => expect(left(shippedBlockedValues, told)).toEqual(expected));

test('a pattern for one kind leaves other kinds alone, and numbers are compared by their digits', () => {
  const list: BlockedValue[] = [{ kind: 'phone', pattern: '+49 (40) 555*' }, { kind: 'email', pattern: 'info@*.de' }];
  expect(left(list, { phone: '+49 40 5551', email: 'info@acme.de', company: 'info@acme.de' })).toEqual({ phone: '', email: '', company: 'info@acme.de' });
  expect(left(list, { phone: '+49 40 6551', email: 'info@acme.com' })).toEqual({ phone: '+49 40 6551', email: 'info@acme.com' });
});

test('what each took is counted by record, and the list decides alone', () => {
  const { without, found } = blockedBy([{ kind: 'any', pattern: 'guest' }, { kind: 'email', pattern: 'x@*' }]);
  for (const told of [{ name: 'guest', company: 'Guest' }, { email: 'x@y.example' }, { email: 'x@z.example', phone: '0000' }, { name: 'Ann' }]) without(raw(told));
  expect(found()).toEqual([1, 2, 1]);
});

const piece = fc.string({ unit: fc.constantFrom('a', 'b', '@', '*'), maxLength: 8 });
test('a pattern holds exactly where the same pattern as a regular expression does', () => {
  fc.assert(fc.property(piece, fc.string({ unit: fc.constantFrom('a', 'b', '@'), minLength: 1, maxLength: 10 }), (pattern, value) => {
    if (!/[^*]/.test(pattern)) return;
    const expression = new RegExp(`^${pattern.split('*').join('.*')}$`);
    expect(left([{ kind: 'email', pattern }], { email: value })['email'] === '').toBe(expression.test(value));
  }), { numRuns: 2000 });
});
