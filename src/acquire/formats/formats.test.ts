import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDates, orderOfFormat, parseDate } from './date-text.ts';
import { currencyBeside, currencyOf, findNumbers, markOfFormat, parseCents, parseNumber } from './number-text.ts';
import { folded, isUntouched, parseBoolean } from './words.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

test.each([
  ['31.12.2024', 'DMY', '2024-12-31'], ['12/31/2024', 'MDY', '2024-12-31'], ['3. März 2024', 'DMY', '2024-03-03'], ['Mar 3, 2024', 'MDY', '2024-03-03'],
  ['15 de enero de 2024', 'DMY', '2024-01-15'], ['4 août 2023', 'DMY', '2023-08-04'], ['03-Jan-24', 'DMY', '2024-01-03'], ['45000', 'serial', '2023-03-15'], ['20240131', 'compact', '2024-01-31'], ['2024/2/9', 'YMD', '2024-02-09'],
] as const)('%s read as %s', (text, order, meant) => { expect(parseDate(text, order)).toBe(day(meant)); });

test('times, halves of the day and zones', () => {
  expect(parseDate('2024-01-02T03:04:05.123+02:00', 'YMD')).toBe(Date.parse('2024-01-02T01:04:05.123Z'));
  expect(parseDate('1/2/2024, 12:05 AM', 'MDY')).toBe(Date.parse('2024-01-02T00:05:00Z'));
});

test.each(['2024-02-30', '32.01.2024', '2024-13-01', 'soon', '10.0.0.1', '2024-01-01 25:00', ''])('%s is no date', (text) => { expect(parseDate(text, 'DMY')).toBeNull(); });

test('one day above twelve settles the order for the whole column', () => {
  expect(findDates(['01/02/2024', '03/04/2024', '25/04/2024'], false)).toMatchObject({ order: 'DMY', sure: true });
  expect(findDates(['01/02/2024', '04/25/2024'], false)).toMatchObject({ order: 'MDY', sure: true });
  expect(findDates(['01/02/2024', '03/04/2024'], false)).toMatchObject({ sure: false });
});

test('every format that is shown leads back to its order', () => {
  for (const values of [['2024-01-31'], ['31.01.2024'], ['1/31/2024'], ['31 Jan 2024 10:00']]) {
    const found = findDates(values, true);
    expect(parseDate(values[0] ?? '', orderOfFormat(found?.format ?? null))).not.toBeNull();
  }
});

test.each([
  ['1,234.56', '.', 123456], ['1.234,56', ',', 123456], ['1 234,56', ',', 123456], ["1'234.56", '.', 123456], ['(123)', '.', -12300], ['€ 12', '.', 1200], ['USD 12k', '.', 1200000], ['-$5.10', '.', -510], ['12,5 €', ',', 1250], ['1,23,456.7', '.', 12345670], ['5-', '.', -500], ['0', '.', 0],
] as const)('%s with decimal %s is %d hundredths', (text, mark, cents) => { expect(parseCents(text, mark)).toBe(cents); });

test.each(['1,23', 'abc', '', '12 apples', '1.2.3', '2017-01-02', '--5x'])('%s is no English amount', (text) => { expect(parseCents(text, '.')).toBeNull(); });

test('amounts are exact to the hundredth', () => {
  fc.assert(fc.property(fc.integer({ min: -900_000_000_000, max: 900_000_000_000 }), (cents) => {
    const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
    expect(parseCents(text, '.')).toBe(cents);
    expect(parseCents(text.replace('.', ','), ',')).toBe(cents);
  }));
});

test('the decimal mark is decided on all values', () => {
  expect(findNumbers(['1.234', '2.345', '0,5'])).toMatchObject({ mark: ',', sure: true });
  expect(findNumbers(['1.234', '2.345'])).toMatchObject({ mark: '.', sure: false });
  expect(markOfFormat(findNumbers(['1.234,50'])?.format ?? null)).toBe(',');
});

test('currencies, per cent, words', () => {
  expect([currencyOf('eur'), currencyOf('Euro'), currencyOf('R$'), currencyOf('none')]).toEqual(['EUR', 'EUR', 'BRL', null]);
  expect([currencyBeside('€ 12'), currencyBeside('12 CHF'), currencyBeside('12')]).toEqual(['EUR', 'CHF', null]);
  expect(parseNumber('60 %', '.')).toBe(0.6);
  expect([parseBoolean('Ja'), parseBoolean('0'), parseBoolean('maybe')]).toEqual([true, false, null]);
  expect([isUntouched('Select'), isUntouched('--None--'), isUntouched('Selected')]).toEqual([true, true, false]);
  expect(folded('Größe – Nr. 5')).toBe('grossenr5');
});
