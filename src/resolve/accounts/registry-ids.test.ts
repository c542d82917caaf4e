import fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyNumberOf, leiOf, vatOf } from './registry-ids.ts';

test.each(['529900T8BM49AURSDO55', '7LTWFZYICNSX8D621K86', 'HWUPKR0MPOU8FGXBT394', '5493 00 1KJTIIGC8Y1R12', 'inr2ejn1erAn0w5zp974'])('%s is a LEI', (text) => expect(leiOf(text)).toMatch(/^[0-9A-Z]{20}$/));

test('a digit for another digit, a letter for another letter, and two of them swapped are found', () => {
  const lei = '7LTWFZYICNSX8D621K86';
  const isDigit = (letter: string | undefined): boolean => /^\d$/.test(letter ?? '');
  fc.assert(fc.property(fc.nat(19), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (at, letter) => {
    fc.pre(lei[at] !== letter && isDigit(lei[at]) === isDigit(letter));
    expect(leiOf(lei.slice(0, at) + letter + lei.slice(at + 1))).toBe('');
  }));
  fc.assert(fc.property(fc.nat(18), (at) => {
    fc.pre(lei[at] !== lei[at + 1] && isDigit(lei[at]) === isDigit(lei[at + 1]));
    expect(leiOf(`${lei.slice(0, at)}${lei[at + 1]}${lei[at]}${lei.slice(at + 2)}`)).toBe('');
  }));
});

test.each([
  ['DE 811 569 869', '', 'vat DE', '811569869'], ['811569869', 'DE', 'vat DE', '811569869'], ['ATU12345675', '', 'vat AT', 'U12345675'], ['EL 094259216', '', 'vat GR', '094259216'],
  ['CHE-116.281.710 MWST', '', 'vat CH', '116281710'], ['GB 980 7806 84', '', 'vat GB', '980780684'], ['NL 8019.78.463.B01', '', 'vat NL', '801978463B01'], ['IT00743110157', '', 'vat IT', '00743110157'],
  ['FR 40 303 265 045', '', 'vat FR', '40303265045'], ['12345674', 'HU', 'vat HU', '12345674'],
])('%s (%s) is %s %s', (text, country, kind, value) => expect(vatOf(text, country)).toEqual({ kind, value }));
test.each([['811569869', ''], ['DE12', ''], ['', 'DE'], ['000000000', 'DE'], ['123456789', 'DE'], ['n/a', 'DE'], ['DE999999999', ''], ['unknown', '']])('%s (%s) is no VAT number', (text, country) => expect(vatOf(text, country)).toBeNull());

test.each([
  ['1234568', 'GB', '01234568'], ['SC123456', 'GB', 'SC123456'], ['552 100 554', 'FR', '552100554'], ['552 100 554 00013', 'FR', '552100554'], ['HRB 6684 München', 'DE', 'HRB6684 MÜNCHEN'],
  ['Amtsgericht München, HRB 6684', 'DE', 'HRB6684 MÜNCHEN'], ['FN 56247t', 'AT', '56247T'], ['0403.227.515', 'BE', '0403227515'], ['CHE-116.281.710', 'CH', '116281710'], ['12-3456780', 'US', '123456780'], ['201012345K', 'SG', '201012345K'],
])('%s in %s is %s', (text, country, value) => expect(companyNumberOf(text, country)).toEqual({ kind: `number ${country}`, value }));
test.each([['HRB 6684', 'DE'], ['4012345', 'US'], ['1234568', ''], ['x', 'GB'], ['00000000', 'GB'], ['12345', 'GB']])('%s in %s says nothing', (text, country) => expect(companyNumberOf(text, country)).toBeNull());
