import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutForReader, cutGoverned, wireEventSchema, type WireEventInput } from '../../model/index.ts';
import { callsFromCeddl, readCeddl, type CeddlArrival } from './index.ts';
import { ceddlArrival, ceddlFixture } from './testing.ts';

function callsOf(given: unknown, arrival: CeddlArrival = ceddlArrival): readonly WireEventInput[] {
  const answer = callsFromCeddl(given, arrival);
  if (answer.kind === 'refused') throw new Error(answer.why);
  return answer.calls;
}
const named = (calls: readonly WireEventInput[], name: string): WireEventInput => calls.find((call) => call.event === name || call.type === name) as WireEventInput;

test('every call fits the wire format, says when and who, and has a message of its own that a repetition shares', () => {
  const calls = [...callsOf(ceddlFixture('whole')), ...callsOf(ceddlFixture('extra-objects'))];
  for (const call of calls) expect(wireEventSchema.safeParse(call).success).toBe(true);
  const whole = callsOf(ceddlFixture('whole'));
  expect(new Set(whole.map(({ messageId }) => messageId)).size).toBe(whole.length);
  expect(callsOf(ceddlFixture('whole'))).toEqual(whole);
  expect(whole.map(({ type, event, userId, anonymousId }) => [event ?? type, userId, anonymousId ?? null])).toEqual([
    ['identify', 'u-17', 'a-1'], ['identify', 'u-17-purchasing', null], ['identify', 'u-18', null], ['page', 'u-17', 'a-1'], ['Product List Viewed', 'u-17', 'a-1'], ['Cart Viewed', 'u-17', 'a-1'],
    ['identify', 'u-17', null], ['Order Completed', 'u-17', 'a-1'], ['Layout saved', 'u-17', 'a-1'], ['Component Shown', 'u-17', 'a-1'],
  ]);
  expect(callsOf(ceddlFixture('whole'), { ...ceddlArrival, userId: 'known', isPageView: true }).map(({ type, userId }) => `${type} ${userId}`)).not.toContain('page known');
  const long = callsOf(ceddlFixture('whole'), { ...ceddlArrival, messageId: 'm'.repeat(200) });
  expect([new Set(long.map(({ messageId }) => messageId)).size, Math.max(...long.map(({ messageId }) => messageId?.length ?? 0)) <= 200]).toEqual([long.length, true]);
});

test('what happened is said in the words of the Segment specification', () => {
  const calls = callsOf(ceddlFixture('whole'));
  expect(named(calls, 'page')).toMatchObject({ name: 'Plan a filling line', timestamp: ceddlArrival.at, properties: { url: 'https://site.example/lines/planner', referrer: 'https://site.example/lines', title: 'Plan a filling line', search: 'filler', category: 'Lines', categories: { subCategory1: 'Filling' }, pageInstanceID: 'LinePlanner-Production', template: 'planner' } });
  expect(named(calls, 'Product List Viewed').properties).toMatchObject({ products: [{ product_id: 'F-200', name: 'Filler 200', brand: 'Borwood Tools', sku: 'F200-EU', category: 'Fillers', attributes: { leadTimeWeeks: 14 }, linkedProduct: [{ productInfo: { sku: 'C10' } }] }, { product_id: 'F-300' }] });
  expect(named(calls, 'Cart Viewed').properties).toMatchObject({ cart_id: 'cart-71', total: 1468.6, subtotal: 1200.5, coupon: 'SPRING', currency: 'EUR', deposit: 100, products: [{ product_id: 'S-1', quantity: 2, price: 600.25, coupon: 'SEALS' }] });
  expect(named(calls, 'Order Completed').properties).toMatchObject({ order_id: 'order-9', total: 1095, subtotal: 900, shipping: 15, purchaser: { shippingAddress: { city: 'Hull' } }, products: [{ product_id: 'S-9', quantity: 3 }] });
  expect(named(calls, 'Layout saved')).toMatchObject({ timestamp: '2026-05-04T10:11:12Z', properties: { eventAction: 'save', eventPoints: 5, category: 'Planning', attributes: { metres: 18 }, heads: 12 } });
  expect(named(calls, 'identify').traits).toMatchObject({ username: 'rosa', email: 'rosa@example.com', address: { street: '1 Mill Lane', state: 'West Yorkshire' }, social: { mastodon: '@rosa@site.example' }, segment: { plan: 'premium' }, site: 'Leeds', seniority: 'lead' });
  expect(named(callsOf({ product: [{ productInfo: { sku: 's' }, price: 5 }] }), 'Product Viewed').properties).toEqual({ sku: 's', price: 5 });
});

test('extra objects: an account is a group, consent stamps every call, the others are shown', () => {
  const calls = callsOf(ceddlFixture('extra-objects'));
  expect(named(calls, 'group')).toMatchObject({ groupId: 'acme', traits: { name: 'Acme Foods', website: 'acme.example', employees: 420, tier: 'key', address: { street: '2 Quay' } } });
  expect(calls.map(({ event }) => event ?? null)).toEqual([null, 'Opportunity Shown', 'Ticket Shown', 'Device Shown']);
  for (const { context } of calls) expect(context?.consent?.categoryPreferences).toEqual({ analyse: true, contact: false });
  expect(named(calls, 'Device Shown').properties).toMatchObject({ usageHours: 4120.5, deviceID: 'd-1' });
});

test('of two words on one purpose the refusal counts, and a grant that is over counts as none', () => {
  const stamped = (consent: Record<string, unknown>[], before: Record<string, boolean> = {}) =>
    callsOf({ page: {}, consent: consent.map((consentInfo) => ({ consentInfo })) }, { ...ceddlArrival, context: { consent: { categoryPreferences: before } } })[0]?.context?.consent?.categoryPreferences;
  expect(stamped([{ purpose: 'analyse', state: 'granted' }, { purpose: 'analyse', state: 'denied' }])).toEqual({ analyse: false });
  expect(stamped([{ purpose: 'analyse', state: 'granted' }], { analyse: false, share: true })).toEqual({ analyse: false, share: true });
  expect(stamped([{ purpose: 'analyse', state: 'granted', expiresAt: '2026-01-01' }, { purpose: 'x', state: 'granted', expiresAt: 'never' }, { purpose: 'y', state: 'toString' }])).toEqual({});
});

test('nobody allows for others: a grant is said of who uses the page, a refusal holds for all that the object tells', () => {
  const consent = [{ consentInfo: { purpose: 'analyse', state: 'granted' } }, { consentInfo: { purpose: 'share', state: 'denied' } }];
  const said = callsOf({ ...ceddlFixture('whole'), consent }, { ...ceddlArrival, context: { consent: { categoryPreferences: { contact: true }, tcString: 'x' } } }).map(({ type, userId, context }) => `${type} ${userId} ${JSON.stringify(context?.consent)}`);
  const refused = '{"categoryPreferences":{"share":false}}';
  expect(said.filter((line) => line.includes('"analyse":true')).length).toBeGreaterThan(5);
  expect(said.filter((line) => line.includes('"analyse":true')).every((line) => line.includes(' u-17 '))).toBe(true);
  expect(said.filter((line) => !line.includes(' u-17 ')).map((line) => line.slice(line.indexOf('{')))).toEqual([refused, refused]);
});

test('two fields that would have one name are both kept', () => {
  expect(named(callsOf({ page: { pageInfo: { pageName: 'n', title: 't', more: 'm' }, category: { primaryCategory: 'c' }, attributes: { a: 1 } } }), 'page').properties).toEqual({ title: 'n', more: 'm', more_: { title: 't' }, category: 'c', attributes: { a: 1 } });
});

/** All that a call tells a reader. */
const seenBy = (call: WireEventInput, reader: readonly string[]): string =>
  JSON.stringify({ ...call, properties: cutGoverned(call.properties ?? {}, reader), traits: cutGoverned(call.traits ?? {}, reader) });

describe('what is controlled stays under its rule in every call', () => {
  const secrets: ReadonlyArray<readonly [value: string, readers: readonly string[]]> = [
    ['p-default', []], ['n-two', ['Analytics', 'Personalization']], ['u-analytics', ['Analytics']], ['a-empty', []], ['sku-unknown', []], ['m-default', []], ['cart-personalization', ['Personalization']],
    ['41', ['Analytics']], ['item-narrowed', ['Personalization']], ['e-analytics', ['Analytics']], ['id-default', []], ['mail-default', []], ['city-default', []],
  ];
  test.each(secrets)('%s', (value, readers) => {
    const calls = callsOf(ceddlFixture('security'));
    const seen = (reader: string): boolean => calls.some((call) => seenBy(call, [reader]).includes(value));
    expect(['nobody', 'Analytics', 'Personalization', 'Marketing'].filter(seen)).toEqual(readers);
    expect(seen('Default')).toBe(true);
    // An id that is not for everybody identifies nobody.
    expect(calls.map(({ userId }) => userId)).not.toContain(value);
  });
  test('what nothing controls is there for everybody', () => {
    const all = callsOf(ceddlFixture('security')).map((call) => seenBy(call, [])).join(' ');
    for (const open of ['"sysEnv":"open"', 'prod-open', 'e-open', '"language":"en"', '"currency":"EUR"']) expect(all).toContain(open);
    expect(all).not.toMatch(/security"/);
  });
});

const rule = fc.constantFrom('', 'Default', 'Analytics', 'Marketing', ['Analytics'], undefined);
const guarded = (fields: Record<string, unknown>) => fc.tuple(fc.dictionary(fc.constantFrom(...Object.keys(fields)), rule), rule).map(([mirror, whole]) => ({ ...fields, ...(whole === undefined ? { security: mirror } : { security: whole }) }));
let count = 0;
const secret = (name: string): string => `${name}-${(count += 1)}!`;
const info = (...names: string[]) => guarded(Object.fromEntries(names.map((name) => [name, secret(name)])));
const objects = fc.record({
  page: fc.record({ pageInfo: info('pageID', 'pageName', 'destinationURL', 'own'), category: info('primaryCategory', 'subCategory1'), attributes: info('x', 'y'), security: rule }),
  product: fc.array(fc.record({ productInfo: info('productID', 'sku', 'own'), attributes: info('z'), linkedProduct: fc.array(fc.record({ productInfo: info('productID') }), { maxLength: 1 }), security: rule }), { maxLength: 2 }),
  cart: fc.record({ cartID: fc.constant(secret('cart')), item: fc.array(fc.record({ productInfo: info('sku'), security: rule }), { maxLength: 2 }), security: fc.record({ cartID: rule, item: fc.record({ productInfo: rule }) }) }),
  transaction: fc.record({ transactionID: fc.constant(secret('order')), profile: fc.record({ profileInfo: info('profileID', 'email'), address: info('city'), shippingAddress: info('city'), security: rule }), security: rule }),
  event: fc.array(fc.record({ eventInfo: info('eventName', 'cause'), attributes: info('v'), security: rule }), { maxLength: 2 }),
  component: fc.array(fc.record({ componentInfo: info('componentID'), security: rule }), { maxLength: 1 }),
  user: fc.array(fc.record({ segment: info('plan'), profile: fc.array(fc.record({ profileInfo: info('profileID', 'email', 'own'), address: info('line1'), social: info('s'), attributes: info('email', 'k'), security: rule }), { maxLength: 2 }), security: rule }), { maxLength: 2 }),
  account: fc.array(fc.record({ accountInfo: info('accountID', 'accountName'), address: info('city'), security: rule }), { maxLength: 1 }),
  ticket: fc.array(fc.record({ ticketInfo: info('subject'), security: rule }), { maxLength: 1 }),
  privacy: fc.constant({ accessCategories: [{ categoryName: 'Default' }, { categoryName: 'Analytics' }] }),
  security: fc.constantFrom(undefined, { user: 'Analytics' }, { cart: { cartID: '' } }),
}, { requiredKeys: ['privacy'] });
const secretsIn = (value: unknown): string[] => JSON.stringify(value).match(/"[a-zA-Z1]+-\d+!"/g) ?? [];

test('of any object, calls tell a reader nothing that the object itself does not', () => {
  fc.assert(fc.property(objects, fc.constantFrom('Analytics', 'Marketing', 'nobody'), (given, reader) => {
    const plain = JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
    const allowed = new Set(secretsIn(cutForReader((readCeddl(plain) as { data: Record<string, unknown> }).data, [reader])));
    const told = callsOf(plain).flatMap((call) => secretsIn({ ...call, properties: cutGoverned(call.properties ?? {}, [reader]), traits: cutGoverned(call.traits ?? {}, [reader]) }));
    expect(told.filter((value) => !allowed.has(value))).toEqual([]);
  }), { numRuns: 1500 });
});

test('what cannot be read as an object is refused with the reason', () => {
  expect(callsFromCeddl([], ceddlArrival)).toEqual({ kind: 'refused', why: 'not_an_object' });
  expect(callsFromCeddl({ x: 'x'.repeat(600_000) }, ceddlArrival)).toEqual({ kind: 'refused', why: 'too_large' });
  const events = (count: number) => ({ event: Array.from({ length: count }, () => ({ eventInfo: { eventName: 'x' } })) });
  expect(callsFromCeddl(events(1001), ceddlArrival)).toEqual({ kind: 'refused', why: 'too_large' });
  expect(callsFromCeddl(events(1000), ceddlArrival)).toMatchObject({ kind: 'calls' });
  expect(callsFromCeddl(events(1000), { ...ceddlArrival, context: { page: { url: 'x'.repeat(5000) } } })).toEqual({ kind: 'refused', why: 'too_large' });
});
