import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';
import { nameWithAddress } from './name-in-address.ts';

/** Given name | surname | mail box | is an employer's | given name and surname with it. */
const rows = `
||anna.mueller|yes|anna|mueller
||amueller|yes|a|mueller
||amueller|no||
||robert|yes|robert|
|muller|anna.mueller|yes|anna|muller
|muller|mueller.anna77|no|anna|muller
|muller|amueller|yes|a|muller
|muller|annamueller|no|anna|muller
m|mueller|maria_mueller2|yes|maria|mueller
m|mueller|anna.mueller|yes|m|mueller
anna||anna.mueller|yes|anna|mueller
anna||amueller|yes|anna|mueller
anna||annika|yes|anna|
anna|m|anna.berg-holm|yes|anna|m
anna|b|anna.berg-holm|yes|anna|berg holm
anna|mueller|someone.else|yes|anna|mueller
|schmidt|someone.else|yes||schmidt
|muller|sales|yes||muller`.trim().split('\n').map((line) => line.split('|') as [string, string, string, string, string, string]);

test.each(rows)('%s %s of %s@', (given, surname, user, isWork, givenThen, surnameThen) => {
  expect(nameWithAddress({ given, surname }, user, isWork === 'yes')).toEqual({ given: givenThen, surname: surnameThen });
});

test('what a record says stays: a name is only filled in, or begun by what was there', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'e', 'n', ' '), maxLength: 6 }).map(foldText);
  fc.assert(fc.property(name, name, fc.string({ unit: fc.constantFrom('a', 'b', 'e', 'n', '.', '_', '1', '-'), maxLength: 12 }), fc.boolean(), (given, surname, user, isWork) => {
    const read = nameWithAddress({ given, surname }, user, isWork);
    expect(read.given.startsWith(given)).toBe(true);
    expect(read.surname.startsWith(surname)).toBe(true);
  }));
});
