import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asSha256, emailHashes, normaliseEmail } from './email-address.ts';
import { mailDomainKind, ownDomain } from './mail-domains.ts';
import { registrableDomain } from './web-domain.ts';

test.each([
  ['Ann.Lee+news@GoogleMail.com', 'annlee@gmail.com', 'free'],
  ['ann.lee@gmail.com', 'annlee@gmail.com', 'free'],
  ['Ann.Lee@Acme.COM', 'ann.lee@acme.com', 'work'],
  ['ann.lee+crm@acme.com', 'ann.lee@acme.com', 'work'],
  ['"Lee, Ann" <ann@de.siemens.com>', 'ann@de.siemens.com', 'work'],
  ['mailto:ann@acme.com', 'ann@acme.com', 'work'],
  ['ann-shop@yahoo.com', 'ann@yahoo.com', 'free'],
  ['ann-marie@acme.com', 'ann-marie@acme.com', 'work'],
  ['ann@bücher.example.de', 'ann@xn--bcher-kva.example.de', 'work'],
  ['ann@t-online.de', 'ann@t-online.de', 'isp'],
  ['ann@mail.acme.example', 'ann@mail.acme.example', 'work'],
  ['test@test.com', '', ''], ['none@none.com', '', ''], ['noemail@acme.com', '', ''],
  ['ann@mailinator.com', 'ann@mailinator.com', 'disposable'],
  ['ann@acme.myshopify.com', 'ann@acme.myshopify.com', 'host'],
  ['x1y2@privaterelay.appleid.com', 'x1y2@privaterelay.appleid.com', 'host'],
  ['ann@localhost', '', ''], ['ann', '', ''], ['@acme.com', '', ''], ['a b@acme.com', '', ''], ['ann@10.0.0.1', '', ''], ['ann@acme..com', '', ''], ['', '', ''], ['ann@acme.nosuchending', '', ''],
])('%s is %s, %s', (text, address, kind) => expect(normaliseEmail(text)).toMatchObject({ address, kind }));

test.each(['info@acme.com', 'Sales@acme.com', 'no-reply@acme.com', 'buchhaltung@acme.de', 'info+de@acme.com', 'acme@acme.com'])('%s is a shared box', (text) => expect(normaliseEmail(text).isShared).toBe(true));
test.each(['ann@acme.com', 'infor@acme.com', 'lee.sales@acme.com'])('%s is not', (text) => expect(normaliseEmail(text).isShared).toBe(false));

const user = fc.string({ unit: fc.constantFrom(...'abcxyz.+-_09'), minLength: 1, maxLength: 20 });
const domain = fc.constantFrom('gmail.com', 'googlemail.com', 'acme.com', 'acme.co.uk', 'yahoo.com', 'proton.me', 'gmx.de', 'mail.acme.de');

test('a normalised address stays as it is', () => {
  fc.assert(fc.property(user, domain, (name, host) => {
    const { address } = normaliseEmail(`${name}@${host}`);
    expect(normaliseEmail(address).address).toBe(address);
  }), { numRuns: 2000 });
});

test('no text throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
    const { address, user: box, domain: host } = normaliseEmail(`${a}@${b}`);
    expect(address).toBe(address === '' ? '' : `${box}@${host}`);
  }));
});

test('spellings of one box share a hash, with what senders hash too', () => {
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect(emailHashes('Ann.Lee+x@gmail.com')).toEqual([sha('annlee@gmail.com'), sha('ann.lee+x@gmail.com')]);
  expect(emailHashes('ann@acme.com')).toEqual([sha('ann@acme.com')]);
  expect(emailHashes('no address')).toEqual([]);
  expect(asSha256(sha('x').toUpperCase())).toBe(sha('x'));
  expect(asSha256('x')).toBe('');
});

test.each([
  ['https://www.siemens.co.uk/jobs?x=1', 'siemens.co.uk', false], ['acme.com', 'acme.com', false], ['WWW.Acme.Com.', 'acme.com', false], ['ann@mail.acme.com', 'acme.com', false],
  ['www.acme.example', 'acme.example', false], ['tenant.github.io', 'tenant.github.io', true], ['acme.myshopify.com', 'acme.myshopify.com', true], ['http://bücher.de', 'xn--bcher-kva.de', false],
  ['github.io', '', false], ['co.uk', '', false], ['127.0.0.1', '', false], ['localhost', '', false], ['acme', '', false], ['', '', false], ['n/a', '', false],
])('the registrable domain of %s is "%s"', (address, expected, isShared) => expect(registrableDomain(address)).toEqual({ domain: expected, isShared }));

test.each(['gmail.com', 't-online.de', 'mailinator.com', 'tenant.github.io', 'https://www.facebook.com/acme', 'https://linkedin.com/company/acme', 'comcast.net', 'acme.wixsite.com', 'duck.com'])('%s is nobody\'s own domain', (address) => {
  expect(ownDomain(address)).toBe('');
  expect(mailDomainKind(registrableDomain(address).domain)).not.toBe('work');
});

test('a company has its own', () => expect(ownDomain('https://www.siemens.com/de')).toBe('siemens.com'));
