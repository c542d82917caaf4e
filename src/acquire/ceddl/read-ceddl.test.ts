import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitalDataSchema } from '../../model/index.ts';
import { readCeddl, writeCeddl, type CeddlRead } from './index.ts';
import { ceddlFixture } from './testing.ts';

function read(given: unknown): CeddlRead {
  const answer = readCeddl(given);
  if (answer.kind === 'refused') throw new Error(answer.why);
  return answer;
}
const rulesIn = (given: unknown): string[] => read(given).report.findings.map(({ rule, path }) => `${rule} ${path}`);

const price = ['basePrice number', 'voucherCode text', 'voucherDiscount number', 'currency text', 'taxRate number', 'shipping number', 'shippingMethod text', 'priceWithTax number'];
const address = ['line1', 'line2', 'city', 'stateProvince', 'postalCode', 'country'].map((name) => `${name} text`);
const beneath = (at: string, fields: readonly string[]): string[] => fields.map((field) => `${at}.${field}`);
const item = (at: string): string[] => [`${at} list`, `${at}.0.productInfo object`, `${at}.0.category object`, `${at}.0.quantity number`, ...beneath(`${at}.0.price`, price), `${at}.0.linkedProduct list`, `${at}.0.attributes object`];

/** The field table of the standard, as its transcriptions have it: place and type. */
const fieldTable: readonly string[] = [
  'pageInstanceID text', 'page object', 'product list', 'cart object', 'transaction object', 'event list', 'component list', 'user list', 'privacy object', 'version text',
  ...beneath('page.pageInfo', ['pageID', 'pageName', 'destinationURL', 'referringURL', 'sysEnv', 'variant', 'version', 'author', 'publisher', 'language', 'industryCodes', 'issueDate', 'effectiveDate', 'expiryDate', 'geoRegion', 'onsiteSearchTerm'].map((name) => `${name} text`)),
  'page.pageInfo.breadcrumbs list', 'page.pageInfo.onsiteSearchResults number', 'page.category.primaryCategory text', 'page.category.subCategory1 text', 'page.category.pageType text', 'page.attributes object',
  ...beneath('product.0.productInfo', ['productID', 'productName', 'description', 'productURL', 'productImage', 'productThumbnail', 'manufacturer', 'sku', 'color', 'size'].map((name) => `${name} text`)),
  'product.0.category.primaryCategory text', 'product.0.category.subCategory1 text', 'product.0.category.productType text', 'product.0.linkedProduct list', 'product.0.attributes object',
  'cart.cartID text', ...beneath('cart.price', [...price, 'cartTotal number']), 'cart.attributes object', ...item('cart.item'),
  'transaction.transactionID text', ...beneath('transaction.profile.profileInfo', ['profileID text', 'userName text', 'email text']), ...beneath('transaction.profile.address', address), ...beneath('transaction.profile.shippingAddress', address),
  ...beneath('transaction.total', [...price, 'transactionTotal number']), 'transaction.attributes object', ...item('transaction.item'),
  ...beneath('event.0.eventInfo', ['eventName text', 'eventAction text', 'eventPoints number', 'type text', 'timeStamp text', 'cause text', 'effect text']), 'event.0.category.primaryCategory text', 'event.0.attributes object',
  ...beneath('component.0.componentInfo', ['componentID text', 'componentName text', 'description text']), 'component.0.category.primaryCategory text', 'component.0.attributes object',
  'user.0.segment object', ...beneath('user.0.profile.0.profileInfo', ['profileID', 'userName', 'email', 'language', 'returningStatus', 'type'].map((name) => `${name} text`)),
  ...beneath('user.0.profile.0.address', address), 'user.0.profile.0.social object', 'user.0.profile.0.attributes object', 'privacy.accessCategories.0.categoryName text', 'privacy.accessCategories.0.domains list',
];
/** Names known in the wild, by the place that they are read at. */
const aliasTable: ReadonlyArray<readonly [given: string, reserved: string]> = [
  ['page.pageInfo.breadCrumbs', 'page.pageInfo.breadcrumbs'], ['product.0.linkedProducts', 'product.0.linkedProduct'], ['product.0.linkedProducts.0.linkedProducts', 'product.0.linkedProduct.0.linkedProduct'],
  ['cart.price.totalPrice', 'cart.price.basePrice'], ['cart.items', 'cart.item'], ['cart.items.0.price.totalPrice', 'cart.item.0.price.basePrice'], ['cart.items.0.linkedProducts', 'cart.item.0.linkedProduct'],
  ['transaction.total.totalPrice', 'transaction.total.basePrice'], ['transaction.items', 'transaction.item'], ['transaction.items.0.linkedProducts', 'transaction.item.0.linkedProduct'], ['events', 'event'], ['privacyAccessCategories', 'privacy.accessCategories'],
];

const at = (whole: unknown, place: string): unknown => place.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], whole);
const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value);
/** The same value, of another type than the field has. */
const withMisfit = (whole: Record<string, unknown>, place: string): Record<string, unknown> => {
  const names = place.split('.');
  (at(whole, names.slice(0, -1).join('.')) as Record<string, unknown> | undefined ?? whole)[names.at(-1) as string] = true;
  return whole;
};

describe('every field of the standard', () => {
  test.each(fieldTable)('%s', (line) => {
    const [place, type] = line.split(' ') as [string, string];
    const given = ceddlFixture('whole');
    expect(typeOf(at(given, place))).toBe(type);
    expect(at(read(given).data, place)).toEqual(at(given, place));
    expect(at(writeCeddl(read(given)), place)).toEqual(at(given, place));
    // The field is known as such: a value of another type is said, and comes back.
    const wrong = read(withMisfit(ceddlFixture('whole'), place));
    // Names that are usual in a category and not reserved may have any type.
    const isConvention = /subCategory1|pageType|productType/.test(place);
    expect(wrong.misfits.length).toBe(isConvention ? 0 : 1);
    expect(writeCeddl(wrong)).toEqual(withMisfit(ceddlFixture('whole'), place));
  });

  test.each(aliasTable)('%s is read as %s', (given, reserved) => {
    const fixture = ceddlFixture('aliases');
    expect(at(fixture, given)).toBeDefined();
    const value = at(read(fixture).data, reserved);
    expect(typeOf(value)).toBe(typeOf(at(fixture, given)));
    expect(read(fixture).report.findings.filter(({ rule }) => rule === 'alias').length).toBe(aliasTable.length);
  });
});

test('what has the types of the standard comes back as it was, and says only that names are the site\'s own', () => {
  for (const name of ['whole', 'extra-objects', 'security'] as const) {
    const given = ceddlFixture(name);
    expect(writeCeddl(read(given))).toEqual(given);
    expect(digitalDataSchema.safeParse(read(given).data).success).toBe(true);
  }
  expect(new Set(read(ceddlFixture('whole')).report.findings.map(({ severity }) => severity))).toEqual(new Set(['extension']));
  expect(read(ceddlFixture('extra-objects')).report.findings).toEqual([]);
});

test('other names come back under the reserved ones, and stay so', () => {
  const once = writeCeddl(read(ceddlFixture('aliases')));
  const again = read(once);
  expect(writeCeddl(again)).toEqual(once);
  expect(again.report.findings.filter(({ severity }) => severity !== 'extension')).toEqual([]);
  expect(once).toMatchObject({ cart: { item: [{ quantity: 2 }] }, transaction: { transactionID: '4711' }, user: [{ profile: [{ profileInfo: { profileID: 'u-17' } }] }], privacy: { accessCategories: [{}, { domains: ['count.example'] }] } });
});

test('a rule that names a field by its other name governs it', () => {
  expect(at(read(ceddlFixture('aliases')).data, 'page.pageInfo.security')).toEqual({ breadCrumbs: 'Analytics', breadcrumbs: 'Analytics' });
  const two = read({ page: { security: { pageInfo: { breadCrumbs: 'Analytics', breadcrumbs: 'Personalization' } }, pageInfo: { breadcrumbs: ['x'] } } });
  expect(at(two.data, 'page.security.pageInfo.breadcrumbs')).toBe('');
});

test('the report says what the standard says', () => {
  expect(rulesIn({ event: [{}, { eventInfo: { eventName: '' } }, { eventInfo: { eventName: 'x' } }] })).toEqual(['event_name /event/0/eventInfo/eventName', 'event_name /event/1/eventInfo/eventName']);
  expect(rulesIn({ cart: { price: { currency: 'eur', basePrice: '12.50' } } })).toEqual(['currency /cart/price/currency', 'text_number /cart/price/basePrice']);
  expect(rulesIn({ cart: { price: { currency: 'XYZ', basePrice: '12,50' } } })).toEqual(['currency /cart/price/currency', 'type /cart/price/basePrice']);
  expect(rulesIn({ page: { pageInfo: { issueDate: 'last week', effectiveDate: new Date('2026-03-03'), expiryDate: '2026-13-41', PageID: 'x', language: null } } })).toEqual(['time /page/pageInfo/issueDate', 'time /page/pageInfo/expiryDate', 'near_name /page/pageInfo/PageID', 'null_value /page/pageInfo/language']);
  expect(at(read({ page: { pageInfo: { effectiveDate: new Date('2026-03-03') } } }).data, 'page.pageInfo.effectiveDate')).toBe('2026-03-03T00:00:00.000Z');
  expect(rulesIn({ event: [], events: [] })).toEqual(['two_names /events']);
  expect(rulesIn({ page: { security: 'Analytics' } })).toEqual(['unknown_category /page/security', 'default_category /privacy/accessCategories']);
  expect(rulesIn({ page: { security: { pageInfo: 5 } }, privacy: { accessCategories: [{ categoryName: 'Default' }, {}] } })).toEqual(['category_name /privacy/accessCategories/1', 'security_shape /page/security/pageInfo']);
  expect(rulesIn({ privacy: { accessCategories: [{ categoryName: 'Analytics' }] }, version: '2.0' })).toEqual(['version /version', 'default_category /privacy/accessCategories']);
  expect(rulesIn({ 'a/b~': 1 })).toEqual(['extension /a~1b~0']);
});

test('hostile objects are refused or read without harm', () => {
  const deep = JSON.parse(`${'{"page":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
  expect(readCeddl(deep)).toEqual({ kind: 'refused', why: 'too_deep' });
  expect(readCeddl({ x: Array.from({ length: 30_000 }, () => 0) })).toEqual({ kind: 'refused', why: 'too_large' });
  expect(readCeddl({ x: 'x'.repeat(600_000) })).toEqual({ kind: 'refused', why: 'too_large' });
  for (const none of [null, undefined, 5, 'x', [], true]) expect(readCeddl(none)).toEqual({ kind: 'refused', why: 'not_an_object' });
  const polluting = read(JSON.parse('{"__proto__":{"a":1},"page":{"__proto__":{"b":2},"attributes":{"__proto__":{"c":3},"constructor":{"prototype":{"d":4}}}},"constructor":1,"toString":"x"}'));
  expect(polluting.report.findings.filter(({ rule }) => rule === 'refused_name')).toHaveLength(3);
  expect([({} as Record<string, unknown>)['a'], ({} as Record<string, unknown>)['b'], ({} as Record<string, unknown>)['d'], Object.getPrototypeOf(polluting.data.page)]).toEqual([undefined, undefined, undefined, Object.prototype]);
  expect(at(polluting.data, 'page.attributes.constructor.prototype.d')).toBe(4);
  const many = read(Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, index]))).report;
  expect([many.findings.length, many.more]).toEqual([500, 1500]);
});

const reserved = ['page', 'pageInfo', 'event', 'events', 'item', 'items', 'cart', 'price', 'user', 'profile', 'security', 'privacy', 'accessCategories', 'breadCrumbs', 'breadcrumbs', 'transaction', 'total', 'eventInfo', 'linkedProduct', 'currency', 'x'];
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof({ maxDepth: 6 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('anything'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...reserved), tie('anything'), { maxKeys: 5 })),
}));

test('whatever is given is read, has the types of the standard, and comes back the same at the second reading', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...reserved), anything, { maxKeys: 8 }), (given) => {
    const first = read(structuredClone(given));
    expect(digitalDataSchema.safeParse(first.data).success).toBe(true);
    const written = writeCeddl(first);
    expect(writeCeddl(read(written))).toEqual(written);
  }), { numRuns: 1000 });
});

/** A folder with objects that others made public, read in place: set HINDCAST_CEDDL_FIXTURES to it. */
const folder = process.env['HINDCAST_CEDDL_FIXTURES'];
describe.skipIf(folder === undefined)('objects of others', () => {
  const files = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  test.each(files)('%s', (name) => {
    const given = JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')) as Record<string, unknown>;
    const once = writeCeddl(read(structuredClone(given)));
    expect(writeCeddl(read(once))).toEqual(once);
    const { report, misfits } = read(structuredClone(given));
    expect(misfits).toEqual([]);
    if (report.findings.every(({ severity }) => severity !== 'alias')) expect(once).toEqual(given);
  });
});
