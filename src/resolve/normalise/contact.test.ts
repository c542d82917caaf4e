import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseContact } from './contact.ts';
import { countryCode } from './country-code.ts';
import { furtherColumns, withFurtherColumns } from './further-columns.ts';

test('a record becomes the columns of the linker', () => {
  expect(normaliseContact({
    key: 'crm/contact/7', knownAt: 1_700_000_000_000, name: 'Dr. Müller, Jürgen', email: 'J.Mueller+crm@De.Acme.com', phone: '030 1234560', company: 'Acme Pumpen GmbH & Co. KG',
    country: 'Deutschland', city: 'München', title: 'Leiter Einkauf (EMEA)',
  })).toEqual({
    key: 'crm/contact/7', knownAt: 1_700_000_000_000, given: 'jurgen', surname: 'muller', email: 'j.mueller@de.acme.com', emailUser: 'j.mueller', emailDomain: 'acme.com', emailKind: 'work',
    isSharedMailbox: false, phone: '+49301234560', company: 'acme pumpen', legalForm: 'limited partnership', companyDomain: 'acme.com', country: 'DE', city: 'munchen', title: 'leiter einkauf emea',
  });
});

test('what is missing is empty', () => {
  const { key, knownAt, isSharedMailbox, ...columns } = normaliseContact({ key: 'a', knownAt: 0 });
  expect([key, knownAt, isSharedMailbox]).toEqual(['a', 0, false]);
  expect(new Set(Object.values(columns))).toEqual(new Set(['']));
});

test('a free address tells no company, a site does', () => {
  expect(normaliseContact({ key: 'a', knownAt: 0, email: 'ann@gmx.de' })).toMatchObject({ emailKind: 'free', companyDomain: '' });
  expect(normaliseContact({ key: 'a', knownAt: 0, email: 'ann@t-online.de', website: 'www.acme.de' })).toMatchObject({ emailKind: 'free', companyDomain: 'acme.de' });
  expect(normaliseContact({ key: 'a', knownAt: 0, email: 'ann@acme.de', website: 'facebook.com/acme' })).toMatchObject({ companyDomain: 'acme.de' });
});

test('a number without a code is read as one of the country, else of the domain', () => {
  expect(normaliseContact({ key: 'a', knownAt: 0, phone: '030 1234560', email: 'ann@acme.de' })).toMatchObject({ phone: '+49301234560', country: '' });
  expect(normaliseContact({ key: 'a', knownAt: 0, phone: '030 1234560', email: 'ann@gmx.de' }).phone).toBe('');
  expect(normaliseContact({ key: 'a', knownAt: 0, phone: '030 1234560', email: 'ann@acme.io' }).phone).toBe('');
});

test('what says nothing is missing', () => {
  expect(normaliseContact({ key: 'a', knownAt: 0, name: 'N/A', company: 'n/a', city: '-', title: 'unknown', email: 'test@test.com', phone: '000000', country: 'n/a', website: 'n/a' })).toEqual(normaliseContact({ key: 'a', knownAt: 0 }));
  expect(normaliseContact({ key: 'a', knownAt: 0, company: 'Self-employed' }).company).toBe('');
  expect(normaliseContact({ key: 'a', knownAt: 0, name: 'Jennifer Null', company: 'Test Rite Ltd' })).toMatchObject({ given: 'jennifer', surname: 'null', company: 'test rite' });
});

test.each([['Test', 'Test'], ['n/a', 'N. A.'], ['-', 'unknown'], ['not', 'applicable'], ['x', 'X'], ['', 'keine Angabe'], ['none', '']])('"%s" and "%s" are no name', (given, surname) => {
  expect(normaliseContact({ key: 'a', knownAt: 0, given, surname })).toEqual(normaliseContact({ key: 'a', knownAt: 0 }));
});

test('further columns are found by what they are called', () => {
  expect(furtherColumns({ Vorname: 'Anna', 'Last Name': 'King', 'Mailing Country': 'Germany', Country: '', 'VAT No.': 'DE811569869', 'Favourite colour': 'blue' })).toEqual({ given: 'Anna', surname: 'King', country: 'Germany', vatId: 'DE811569869' });
  expect(furtherColumns({ 'Billing Country': 'France', Country: 'Spain' })).toEqual({ country: 'Spain' });
});

test('further columns fill what a record lacks, and no more', () => {
  const raw = { key: 'a', knownAt: 0, name: 'Anna King', phone: '', country: 'Austria' };
  expect(withFurtherColumns(raw, { Mobile: '0171 1234560', 'Mailing Country': 'Germany', City: 'Linz', Notes: 'x' })).toEqual({ ...raw, phone: '0171 1234560', city: 'Linz' });
});

test('the same record gives the same columns, whatever went before', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const record = fc.record({ key: fc.constant('k'), knownAt: fc.constant(1), name: text, email: text, phone: text, company: text, website: text, country: text, city: text, title: text });
  fc.assert(fc.property(record, record, (a, b) => {
    const before = normaliseContact(a);
    normaliseContact(b);
    expect(normaliseContact(a)).toEqual(before);
  }));
});

test.each([
  ['Germany', 'DE'], ['Deutschland', 'DE'], ['DEU', 'DE'], ['de', 'DE'], ['Allemagne', 'DE'], ['Alemania', 'DE'], ['U.S.A.', 'US'], ['United States of America', 'US'], ['UK', 'GB'], ['England', 'GB'],
  ['Großbritannien', 'GB'], ['Österreich', 'AT'], ['Czech Republic', 'CZ'], ['Holland', 'NL'], ['日本', 'JP'], ['中国', 'CN'], ['대한민국', 'KR'], ['Россия', 'RU'], ['Türkiye', 'TR'], ['Turkey', 'TR'],
  ['Viet Nam', 'VN'], ['Hong Kong', 'HK'], ['Côte d’Ivoire', 'CI'], ['EL', 'GR'], ['Kosovo', 'XK'], ['Schweiz', 'CH'], ['Suisse', 'CH'], ['', ''], ['Atlantis', ''], ['ZZ', ''], ['Bavaria', ''], ['D', 'DE'], ['България', 'BG'],
])('the country "%s" is %s', (text, code) => expect(countryCode(text)).toBe(code));
