import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchOut } from '../out/fetch-out.ts';
import { refusedForms, resolveForTests } from '../testing.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { checkAddress } from './check-address.ts';
import { placeOf } from './judge-address.ts';

const rules = { resolve: resolveForTests };

test('there are at least sixty forms', () => {
  expect(new Set(refusedForms.map(([, address]) => address)).size).toBeGreaterThanOrEqual(60);
});

test.each(refusedForms)('%s is refused when it is saved and when it is sent to', async (_what, address) => {
  const saved = await checkAddress(address, rules);
  const sent = await fetchOut({ url: address }, { ...rules, timeoutMs: 2_000 });
  for (const outcome of [saved, sent]) expect(outcome).toMatchObject({ kind: 'refused', reason: expect.not.stringMatching('unresolvable') });
});

test('a refusal names no path, query or credential', async () => {
  const told = await checkAddress('https://someone:secret@127.0.0.1/hook/T0K3N?key=V4LUE', rules);
  expect(JSON.stringify(told)).not.toMatch(/secret|T0K3N|V4LUE/);
});

test.each(['https://public.example/hook?x=1', 'https://93.184.216.34/', 'https://[2606:2800:220:1::1]:8443/'])('%s may be called', async (address) => {
  expect(await checkAddress(address, rules)).toMatchObject({ kind: 'ok' });
});

test('http needs the setting', async () => {
  expect(await checkAddress('http://public.example/', { ...rules, allowHttp: true })).toMatchObject({ kind: 'ok' });
  expect(await checkAddress('http://127.0.0.1/', { ...rules, allowHttp: true })).toMatchObject({ kind: 'refused', reason: 'not_public' });
});

test('a host inside is reached only where the one who runs the machine named it, on that port', async () => {
  const inside = { ...rules, allowHosts: allowedHosts('private.example:8443, 127.0.0.1:9000,[::1]') };
  expect(await checkAddress('https://private.example:8443/', inside)).toMatchObject({ kind: 'ok' });
  expect(await checkAddress('http://127.0.0.1:9000/', inside)).toMatchObject({ kind: 'ok' });
  expect(await checkAddress('http://[::1]:1234/', inside)).toMatchObject({ kind: 'ok' });
  expect(await checkAddress('https://private.example/', inside)).toMatchObject({ kind: 'refused' });
  expect(await checkAddress('https://six.example/', inside)).toMatchObject({ kind: 'refused' });
});

test('an allowed name never leads to the metadata of a cloud', async () => {
  const sly = { allowHosts: allowedHosts('crm.internal'), resolve: async () => ['169.254.169.254'] };
  expect(await checkAddress('https://crm.internal/', sly)).toMatchObject({ kind: 'refused', reason: 'not_public' });
});

test.each(['http://crm.internal', '*.internal', 'a b', 'user@crm.internal', 'crm.internal/path', 'crm.internal:99999'])('"%s" is no host that can be allowed', (entry) => {
  expect(() => allowedHosts(entry)).toThrow(/cannot be|can be allowed/);
});

test('no IPv4 address of a special range is public, in any of its IPv6 wrappings', () => {
  const special = fc.oneof(fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), fc.nat(255)), fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 })), fc.tuple(fc.constant(192), fc.constant(168)), fc.tuple(fc.constant(169), fc.constant(254)), fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 })));
  fc.assert(fc.property(special, fc.nat(255), fc.nat(255), ([a, b], c, d) => {
    const hex = [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(':');
    for (const form of [`${a}.${b}.${c}.${d}`, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::`]) expect(placeOf(form)).not.toBe('public');
  }));
});
