import { expect, test } from 'vitest';
import type { Value } from '../../model/index.ts';
import { joinName, nameInTwo } from './name-in-two.ts';

const nameOf = (headers: readonly string[], cells: readonly string[], whole?: string): Value | undefined => {
  const fields: Record<string, Value> = whole === undefined ? {} : { name: whole };
  const parts = nameInTwo('contact', headers);
  if (parts) joinName(parts, cells, fields);
  return fields['name'];
};

test.each([
  [['Record ID', 'First Name', 'Last Name'], ['1', 'Anna', 'Müller'], undefined, 'Anna Müller'],
  [['Vorname', 'Nachname'], ['Anna', ''], undefined, 'Anna'],
  [['Contact First Name', 'Contact Last Name'], ['', 'Müller'], undefined, 'Müller'],
  [['First Name', 'Last Name'], ['n/a', '-'], undefined, undefined],
  [['First Name', 'Last Name', 'Full Name'], ['Anna', 'Müller', 'Dr. Anna Müller'], 'Dr. Anna Müller', 'Dr. Anna Müller'],
  [['First Name', 'Last Name', 'Full Name'], ['Anna', 'Müller', ''], undefined, 'Anna Müller'],
  [['Prénom', 'Nom'], ['Zoé', 'Roux'], 'Roux', 'Zoé Roux'],
  [['Vorname', 'Name'], ['Anna', 'Anna Müller'], 'Anna Müller', 'Anna Müller'],
  [['Vorname', 'Name'], ['', 'Müller'], 'Müller', 'Müller'],
  [['Name'], ['Müller'], 'Müller', 'Müller'],
] as const)('%j with %j', (headers, cells, whole, expected) => {
  expect(nameOf(headers, cells, whole)).toBe(expected);
});

test('only people have names in two parts', () => {
  expect(nameInTwo('account', ['First Name', 'Last Name'])).toBeNull();
  expect(nameInTwo('lead', ['First Name', 'Last Name'])).toEqual({ given: 0, surname: 1, isPlain: false });
});
