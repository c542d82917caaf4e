import fc from 'fast-check';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import { expect, test } from 'vitest';
import { phoneMetadata } from './numbering-plans.ts';
import { normalisePhone } from './phone-number.ts';

test.each([
  ['+49 30 123456', '', '+4930123456'],
  ['+49 (0)30 / 123-456', '', '+4930123456'],
  ['0049 30 123456', '', '+4930123456'],
  ['+39 (0)6 1234567', '', '+39061234567'],
  ['(030) 12 34 56', 'DE', '+4930123456'],
  ['(0) 30 123456', 'DE', '+4930123456'],
  ['030 123456', 'DE', '+4930123456'],
  ['030 123456', '', ''],
  ['+44 (0)20 7946 0018', '', '+442079460018'],
  ['020 7946 0018', 'GB', '+442079460018'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['1-415-555-2671', 'US', '+14155552671'],
  ['+1 415 555 2671 ext. 12', '', '+14155552671'],
  ['011 49 30 1234567', 'US', '+49301234567'],
  ['06 1234567', 'IT', '+39061234567'],
  ['+39 06 1234567', '', '+39061234567'],
  ['8 (495) 123-45-68', 'RU', '+74951234568'],
  ['011 15-2345-6780', 'AR', '+5491123456780'],
  ['+52 55 1234 5670', '', '+525512345670'],
  ['+86 138 0013 8000', '', '+8613800138000'],
  ['090-1234-5670', 'JP', '+819012345670'],
  ['Tel.: 030 123456', 'DE', '+4930123456'],
  ['0000000000', 'DE', ''],
  ['+1 999 999 9999', '', ''],
  ['123456789', 'DE', ''],
  ['call me', 'DE', ''],
  ['', 'DE', ''],
  ['12', 'DE', ''],
])('%s (%s) is %s', (text, country, expected) => expect(normalisePhone(text, country)).toBe(expected));

const byTheLibrary = (text: string, country: string): string => {
  const parsed = parsePhoneNumberFromString(text, country === '' ? {} : { defaultCountry: country as CountryCode }, phoneMetadata);
  return parsed?.isPossible() === true ? parsed.number : '';
};
const odd = (number: string): boolean => /(\d)\1{6,}$/.test(number) || /(?:1234567890?|9876543210?)$/.test(number);

const codes = fc.constantFrom(...Object.keys(phoneMetadata.country_calling_codes));
const countries = fc.constantFrom(...Object.keys(phoneMetadata.countries));
const digits = fc.integer({ min: 3, max: 15 }).chain((length) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length }));

test('the quick path says what the library says, of international numbers', () => {
  fc.assert(fc.property(codes, digits, (code, rest) => {
    const text = `+${code} ${rest}`;
    const expected = byTheLibrary(text, '');
    fc.pre(!odd(expected));
    expect(normalisePhone(text)).toBe(expected);
  }), { numRuns: 8000 });
});

test('the quick path says what the library says, of international numbers with a trunk prefix in brackets', () => {
  fc.assert(fc.property(codes, digits, (code, rest) => {
    const text = `+${code} (0)${rest}`;
    const expected = byTheLibrary(text, '');
    fc.pre(!odd(expected));
    expect(normalisePhone(text)).toBe(expected);
  }), { numRuns: 8000 });
});

test('the quick path says what the library says, of national numbers', () => {
  fc.assert(fc.property(countries, digits, fc.boolean(), (country, rest, trunk) => {
    const text = trunk && !rest.startsWith('0') ? `0${rest}` : rest;
    fc.pre(text.length >= 5 && !text.startsWith('00'));
    const expected = byTheLibrary(text, country);
    fc.pre(!odd(expected));
    expect(normalisePhone(text, country)).toBe(expected);
    expect(normalisePhone(`(${text.slice(0, 3)}) ${text.slice(3)}`, country)).toBe(expected);
  }), { numRuns: 8000 });
});

test('a number that is given out stays as it is once normalised', () => {
  fc.assert(fc.property(codes, digits, (code, rest) => {
    fc.pre(!rest.startsWith('0'));
    const number = normalisePhone(`+${code}${rest}`);
    const read = number === '' ? undefined : parsePhoneNumberFromString(number, phoneMetadata);
    // What is left behind a carrier's code may begin with a trunk prefix, which nobody is given.
    fc.pre(read?.isValid() === true && read.number === number);
    expect(normalisePhone(number)).toBe(number);
  }), { numRuns: 500, maxSkipsPerRun: 200 });
});
