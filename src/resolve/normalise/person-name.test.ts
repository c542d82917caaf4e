import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formalNames, mayBeOneGivenName } from './nicknames.ts';
import { joinName, splitName } from './person-name.ts';

/** Whole name | given | middle | surname. */
const names = `
Ada King|ada||king
King, Ada|ada||king
King, Ada, PhD|ada||king
Ada King, MA|ada||king
Ada King, Ph.D.|ada||king
Dr. Ada King|ada||king
Frau Anna Müller|anna||muller
Herr Dr. Weiß|||weiss
Mr. Smith|||smith
Don Draper|don||draper
Major Tom Baker|major|tom|baker
Jack Ma|jack||ma
John F. Kennedy Jr.|john|f|kennedy
William Gates III|william||gates
Jean-Pierre de la Cruz|jean|pierre|de la cruz
de la Cruz, Jean-Pierre|jean|pierre|de la cruz
Vincent van Gogh|vincent||van gogh
Khalid bin Rashid|khalid||bin rashid
Anna Berg-Holm|anna||berg holm
Anna Berg-Holm Jr.|anna||berg holm
Jean-Pierre|jean||pierre
van Dijk|||van dijk
Ben Ali|ben||ali
O’Brien, Pat|pat||obrien
Pat O'Brien|pat||obrien
Anna (Sales) Lee|anna||lee
Robert "Bob" Miller|robert||miller
ŁUKASZ WIŚNIEWSKI|lukasz||wisniewski
Pamela N0wak|pamela||nowak
Sa5kia Stan1ey|saskia||stanley
John Smith1|john||smith1
Иван Петров|ivan||petrov
王小明|xiaoming||wang
김민준|minjun||gim
欧阳修|xiu||ouyang
Cher|||cher
Smith, Mr. John|john||smith
ann@acme.com|||
Dr.|||dr
—|||`.trim().split('\n').map((line) => line.split('|') as [string, string, string, string]);

test.each(names)('%s', (name, given, middle, surname) => expect(splitName(name)).toEqual({ given, middle, surname }));

test('two fields are read as one name where one is empty', () => {
  expect(joinName('Ada', 'King')).toEqual(splitName('Ada King'));
  expect(joinName('', 'King, Ada')).toEqual(splitName('Ada King'));
  expect(joinName('Dr. Ada', 'King MBA')).toEqual({ given: 'ada', middle: '', surname: 'king' });
  expect(joinName('van Leeuwen', 'Laura')).toEqual({ given: 'van leeuwen', middle: '', surname: 'laura' });
  expect(joinName('', 'van Dijk')).toEqual({ given: '', middle: '', surname: 'van dijk' });
  expect(joinName('', '')).toEqual({ given: '', middle: '', surname: '' });
});

const part = fc.constantFrom('Ada', 'Müller', 'Søren', 'Łukasz', 'King', 'Ma', 'Petra', 'Nguyen');

test('given name and surname are the same in both orders', () => {
  fc.assert(fc.property(part, part, (given, surname) => {
    expect(splitName(`${surname}, ${given}`)).toEqual(splitName(`${given} ${surname}`));
  }));
});

test('no text throws, and parts are folded', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    const { given, middle, surname } = splitName(text);
    expect(`${given}|${middle}|${surname}`).toMatch(/^[a-z0-9]*\|[a-z0-9 ]*\|[a-z0-9 ]*$/);
  }));
});

test('short forms stand for the names they mean', () => {
  expect(mayBeOneGivenName('bob', 'robert')).toBe(true);
  expect(mayBeOneGivenName('sasha', 'aleksandr')).toBe(true);
  expect(mayBeOneGivenName('ted', 'thomas')).toBe(false);
  expect(formalNames('nick')).toEqual(['nicholas', 'nikolaus']);
  expect(formalNames('zaphod')).toEqual(['zaphod']);
});

test('a short form is tied both ways', () => {
  const given = fc.constantFrom('bob', 'rob', 'robert', 'bill', 'liz', 'betty', 'katja', 'ada', 'pepe', 'jan');
  fc.assert(fc.property(given, given, (a, b) => {
    expect(mayBeOneGivenName(a, b)).toBe(mayBeOneGivenName(b, a));
  }));
});
