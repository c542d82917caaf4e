import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutForReader, cutGoverned, settleSecurity } from './cut.ts';

const privacy = { accessCategories: [{ categoryName: 'Default' }, { categoryName: 'Analytics' }, { categoryName: 'Personalization' }] };
const cut = (data: Record<string, unknown>, ...reader: string[]) => {
  const { privacy: _, ...left } = cutForReader({ privacy, ...data }, reader);
  return left;
};

describe('who may read, by the words of the standard', () => {
  const rows: ReadonlyArray<readonly [says: string, rule: unknown, readers: string[]]> = [
    ['no rule: everybody', undefined, ['nobody', 'Analytics', 'Personalization', 'Default', 'Marketing']],
    ['the empty text: Default alone', '', ['Default']],
    ['a name', 'Analytics', ['Analytics', 'Default']],
    ['a list of names', ['Analytics', 'Personalization'], ['Analytics', 'Personalization', 'Default']],
    ['an empty list: Default alone', [], ['Default']],
    ['Default by name', 'Default', ['Default']],
    ['a name that no category has: Default alone', 'Marketing', ['Default']],
    ['an unknown name among known ones', ['Marketing', 'Analytics'], ['Analytics', 'Default']],
    ['another shape: Default alone', 5, ['Default']],
    ['null is another shape', null, ['Default']],
    ['a list that holds no name', ['Analytics', 5], ['Default']],
    ['a mirror that says nothing of the field', { other: '' }, ['nobody', 'Analytics', 'Personalization', 'Default', 'Marketing']],
    ['a mirror that names the field', { pageID: 'Analytics' }, ['Analytics', 'Default']],
    ['an empty text in a mirror', { pageID: '' }, ['Default']],
  ];
  test.each(rows)('%s', (_, rule, readers) => {
    const pageInfo = { pageID: 'secret', ...(rule === undefined ? {} : { security: rule }) };
    const may = (reader: string): boolean => JSON.stringify(cut({ page: { pageInfo } }, reader)).includes('secret');
    expect(['nobody', 'Analytics', 'Personalization', 'Default', 'Marketing'].filter(may)).toEqual(readers);
  });
});

test('without categories nobody but Default reads what is controlled', () => {
  const data = { page: { pageInfo: { pageID: 'secret', pageName: 'open', security: { pageID: 'Analytics' } } } };
  expect(cutForReader(data, ['Analytics'])).toEqual({ page: { pageInfo: { pageName: 'open' } } });
  expect(cutForReader(data, ['Default'])).toEqual(data);
});

test('a rule holds for all beneath it, a further one narrows it', () => {
  const data = { cart: { security: ['Analytics', 'Personalization'], cartID: 'c', item: [{ sku: 's', price: { basePrice: 1, security: 'Analytics' } }] } };
  expect(cut(data, 'nobody')).toEqual({});
  expect(cut(data, 'Personalization')).toEqual({ cart: { cartID: 'c', item: [{ sku: 's', security: ['Analytics', 'Personalization'] }], security: ['Analytics', 'Personalization'] } });
  expect(cut(data, 'Analytics')).toMatchObject({ cart: { item: [{ price: { basePrice: 1, security: 'Analytics' } }] } });
  const contrary = { cart: { security: 'Analytics', item: [{ sku: 's', security: 'Personalization' }], cartID: 'c' } };
  expect(cut(contrary, 'Analytics', 'Personalization')).toEqual({ cart: { cartID: 'c', security: 'Analytics' } });
});

test('the rule of a text stands in a mirror on its parent, nested objects and lists are mirrored too', () => {
  const data = { cart: { cartID: 'secret', price: { basePrice: 1, currency: 'EUR' }, item: [{ sku: 'a', note: 'n' }, { sku: 'b' }], security: { cartID: 'Analytics', price: { basePrice: '' }, item: { sku: 'Personalization' } } } };
  expect(cut(data, 'nobody')).toEqual({ cart: { price: { currency: 'EUR' }, item: [{ note: 'n' }] } });
  expect(cut(data, 'Personalization')).toMatchObject({ cart: { item: [{ sku: 'a', note: 'n', security: { sku: 'Personalization' } }, { sku: 'b' }] } });
});

test('neither names of what is withheld nor their rules are left', () => {
  expect(JSON.stringify(cut({ user: { attributes: { illness: 'x', plan: 'p', security: { illness: 'Default' } } } }, 'Analytics'))).not.toContain('illness');
});

const rule: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  rule: fc.oneof({ maxDepth: 2 }, fc.constantFrom('', 'Default', 'Analytics', 'Personalization', 'Marketing', 5, null), fc.subarray(['Analytics', 'Personalization', 'Marketing', 'Default']), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('rule'))),
}))['rule'] as fc.Arbitrary<unknown>;
const object = fc.letrec<{ object: Record<string, unknown>; value: unknown }>((tie) => ({
  object: fc.record({ a: tie('value'), b: tie('value'), c: tie('value'), security: rule }, { requiredKeys: [] }),
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('x', 'y', 1), fc.constantFrom(['p', 'q'], []), fc.array(tie('object'), { maxLength: 3 }), tie('object')),
})).object;
const reader = fc.subarray(['Analytics', 'Personalization', 'Marketing', 'Default']);

test('cutting again takes nothing more; more categories never see less; settled rules cut the same', () => {
  fc.assert(fc.property(object, reader, reader, (part, categories, further) => {
    const data = { part, privacy };
    const once = cutForReader(data, categories);
    expect(cutForReader(once, categories)).toEqual(once);
    expect(leaves(cutForReader(data, [...categories, ...further]))).toEqual(expect.arrayContaining(leaves(once)));
    const known = new Set(['Default', 'Analytics', 'Personalization']);
    expect(leaves(cutGoverned(settleSecurity(data), categories.filter((name) => known.has(name))))).toEqual(leaves(once));
  }), { numRuns: 3000 });
});

/** An independent reading of the rules: every rule on the way to a value, one after the other. */
function leaves(data: unknown, way = ''): string[] {
  if (Array.isArray(data)) return data.flatMap((one) => leaves(one, `${way}[]`));
  if (typeof data !== 'object' || data === null) return [`${way}=${String(data)}`];
  return Object.entries(data).filter(([name]) => name !== 'security' && name !== 'privacy').flatMap(([name, child]) => leaves(child, `${way}.${name}`));
}

type Check = (rule: unknown) => boolean;
const may = (categories: readonly string[]): Check => (one) => {
  if (one === undefined || (typeof one === 'object' && one !== null && !Array.isArray(one))) return true;
  const names = typeof one === 'string' ? [one] : Array.isArray(one) && one.every((name) => typeof name === 'string') ? (one as string[]) : [];
  return categories.some((name) => names.includes(name) && ['Analytics', 'Personalization'].includes(name));
};

test('with one category, exactly those values are left on whose way every rule allows it', () => {
  const open = (data: unknown, mirrors: unknown[], allows: Check, way = ''): string[] => {
    if (!mirrors.every(allows)) return [];
    if (Array.isArray(data)) return data.flatMap((one) => open(one, mirrors, allows, `${way}[]`));
    if (typeof data !== 'object' || data === null) return [`${way}=${String(data)}`];
    const { security, ...fields } = data as Record<string, unknown>;
    if (Object.hasOwn(data, 'security') && !allows(security)) return [];
    return Object.entries(fields).flatMap(([name, child]) => open(child, [...mirrors, security].flatMap((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) && Object.hasOwn(one, name) ? [(one as Record<string, unknown>)[name]] : [])), allows, `${way}.${name}`));
  };
  fc.assert(fc.property(object, fc.constantFrom('Analytics', 'Personalization', 'Marketing'), (part, category) => {
    expect(leaves(cutForReader({ part, privacy }, [category]))).toEqual(open(part, [], may([category]), '.part'));
  }), { numRuns: 3000 });
});
