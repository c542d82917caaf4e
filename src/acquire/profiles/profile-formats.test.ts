import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutProfile, profileFormats, profileSchema, type Profile } from '../../model/index.ts';
import { readCeddl } from '../ceddl/index.ts';
import { ceddlFixture } from '../ceddl/testing.ts';
import { readProfile, writeProfile } from './index.ts';

const rule = fc.oneof(fc.constantFrom('', 'Default', 'Analytics', 'Recommendations'), fc.subarray(['Analytics', 'Recommendations', 'Default']));
const names = fc.oneof(
  fc.constantFrom('email', 'username', 'userName', 'language', 'type', 'returningStatus', 'profileID', 'address', 'hindcast', 'name', 'constructor', 'toString', 'line1', 'street', 'city', 'state', 'stateProvince', 'segments', 'more', 'a/b', 'a~b', ''),
  fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__' && name !== 'security'),
);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const safe = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__') && !JSON.stringify(value).includes('"security"');
const json = fc.oneof(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }).filter(safe).map(plain));
const nestedRules = fc.record({ kept: json, nested: fc.record({ x: json, security: rule }) });
const fields = fc.tuple(fc.dictionary(names, fc.oneof({ weight: 5, arbitrary: json }, { weight: 1, arbitrary: nestedRules }), { maxKeys: 6 }), fc.oneof(fc.constant(undefined), rule, fc.dictionary(names, rule, { maxKeys: 4 }), fc.constant('mirror')))
  .map(([held, security]) => {
    const mirror = Object.fromEntries(Object.keys(held).map((name, index) => [name, index % 2 === 0 ? 'Analytics' : '']));
    return security === undefined ? held : { ...held, security: security === 'mirror' ? mirror : security };
  });
const orNull = fc.option(fc.string({ maxLength: 12 }));
const profiles: fc.Arbitrary<Profile> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 20 }),
  ids: fc.array(fc.record({ kind: fc.constantFrom('user', 'anonymous', 'contact', ''), source: orNull, value: fc.string() }), { maxLength: 3 }),
  traits: fields, addresses: fc.array(fields, { maxLength: 3 }), social: fields, segments: fc.oneof(fields, fc.dictionary(names, fc.constant(true))), scores: fc.dictionary(names, fc.integer(), { maxKeys: 3 }),
  consents: fc.uniqueArray(fc.record({ purpose: fc.string({ minLength: 1, maxLength: 6 }), scope: fc.constantFrom('', 'site', 'a/b'), state: fc.constantFrom('granted' as const, 'denied' as const, 'revoked' as const), at: orNull, expiresAt: orNull, basis: orNull, wording: orNull, source: orNull }), { maxLength: 4, selector: ({ scope, purpose }) => `${scope}/${purpose}` })
    .filter((all) => all.every(({ scope, purpose }) => `${scope}/${purpose}` !== '__proto__')),
  accounts: fc.array(fc.record({ id: fc.string({ minLength: 1, maxLength: 8 }), name: orNull, role: orNull, since: orNull, until: orNull, traits: fields }), { maxLength: 3 }),
  custom: fields,
}).map((profile) => profileSchema.parse(profile));

describe.each(profileFormats)('%s', (format) => {
  test('holds any profile without loss, also as text', () => {
    fc.assert(fc.property(profiles, (profile) => {
      const written = plain(writeProfile(profile, format));
      expect(readProfile(written, format)).toEqual({ kind: 'read', profile });
    }), { numRuns: 400 });
  });

  test('what is no profile is refused with a reason', () => {
    for (const none of [null, 5, 'x', [], {}, { user: [{}] }, { user: [{ profile: [{ profileInfo: { profileID: '' } }] }] }, { itemType: 'profile' }, { itemType: 'profile', itemId: 7 }, { batch: [] }, { batch: [{ type: 'identify' }] }, { id: '', unknown: 1 }, { batch: [{ type: 'identify', userId: 'u', traits: { hindcast: { ids: 5 } } }] }, { itemType: 'profile', itemId: 'u', consents: { x: { status: 'MAYBE', typeIdentifier: 'x' } } }]) {
      const read = readProfile(none, format);
      if (read.kind === 'refused') expect(read.says.length).toBeGreaterThan(0);
      else expect(none).toMatchObject(format === 'segment' ? { batch: [] } : {});
      expect(read.kind).toBe('refused');
    }
  });

  test('what is cut for a reader before it is written is nowhere in it', () => {
    const profile = profileSchema.parse({ id: 'u', traits: { email: 'for-default', plan: 'for-analytics', name: 'open', security: { email: 'Default', plan: 'Analytics' } }, social: { handle: 'hidden', security: '' }, addresses: [{ city: 'hidden', country: 'GB', security: { city: '' } }], accounts: [{ id: 'a', traits: { terms: 'hidden', security: 'Recommendations' } }], custom: { note: { text: 'hidden', security: '' } } });
    const text = (reader: string[]): string => JSON.stringify(writeProfile(cutProfile(profile, reader), format));
    expect(text(['Analytics'])).not.toMatch(/for-default|hidden/);
    expect(text(['Analytics'])).toMatch(/for-analytics/);
    expect(text([])).not.toMatch(/for-analytics|for-default|hidden/);
    expect(text([])).toMatch(/open/);
    expect(text(['Default'])).toMatch(/for-default/);
  });
});

test('an export as CEDDL is CEDDL: nothing is of another type, nothing is said against it', () => {
  fc.assert(fc.property(profiles, (profile) => {
    const read = readCeddl(plain(writeProfile(profile, 'ceddl')));
    expect(read).toMatchObject({ kind: 'read', misfits: [] });
    expect(read.kind === 'read' && read.report.findings.filter(({ severity, rule: says }) => severity === 'error' || says === 'unknown_category')).toEqual([]);
  }), { numRuns: 150 });
});

test('profiles of others: what has a place is read, what has none is kept as an attribute', () => {
  expect(readProfile(ceddlFixture('whole'), 'ceddl')).toMatchObject({ profile: { id: 'u-17', traits: { username: 'rosa', email: 'rosa@example.com', seniority: 'lead' }, addresses: [{ line1: '1 Mill Lane' }], social: { mastodon: '@rosa@site.example' }, segments: { plan: 'premium' }, custom: { site: 'Leeds', machines: 4 } } });
  expect(readProfile({ ...ceddlFixture('extra-objects'), user: [{ profile: [{ profileInfo: { profileID: 'u' } }] }] }, 'ceddl')).toMatchObject({ profile: { accounts: [{ id: 'acme', name: 'Acme Foods', role: 'buyer', since: '2025-01-10', traits: { industry: 'Food', tier: 'key' } }], consents: [{ purpose: 'analyse', wording: 'Count my visits.' }, { purpose: 'contact', state: 'revoked' }] } });
  const unomi = { itemId: 'p', itemType: 'profile', version: 3, tenantId: 't', properties: { firstName: 'Rosa' }, systemProperties: { goals: 2 }, segments: ['leads'], scores: { interest: 4 }, mergedWith: null, consents: { 'site/newsletter': { scope: 'site', typeIdentifier: 'newsletter', status: 'GRANTED', statusDate: '2026-01-01T00:00:00Z', revokeDate: null } } };
  expect(readProfile(unomi, 'oasis')).toMatchObject({ profile: { id: 'p', traits: { firstName: 'Rosa' }, segments: { leads: true }, scores: { interest: 4 }, consents: [{ scope: 'site', purpose: 'newsletter', state: 'granted' }], custom: { oasis: { tenantId: 't', systemProperties: { goals: 2 } } } } });
  const segment = { batch: [{ type: 'identify', userId: 'u', traits: { email: 'r@example.com', address: { street: '1 Mill Lane', city: 'Leeds' } }, context: { consent: { categoryPreferences: { Advertising: false } } } }, { type: 'group', userId: 'u', groupId: 'acme', traits: { name: 'Acme', employees: 5 } }, { type: 'group', userId: 'another', groupId: 'globex' }] };
  expect(readProfile(segment, 'segment')).toMatchObject({ profile: { traits: { email: 'r@example.com' }, addresses: [{ line1: '1 Mill Lane', city: 'Leeds' }], consents: [{ purpose: 'Advertising', state: 'denied' }], accounts: [{ id: 'acme', name: 'Acme', traits: { employees: 5 } }] } });
});
