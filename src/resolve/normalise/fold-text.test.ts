import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test.each([
  ['Müller-Łukasz (Ltd.)', 'muller lukasz ltd'], ['O’Brien', 'obrien'], ["D'Angelo", 'dangelo'], ['  Straße  5 ', 'strasse 5'], ['ＡＣＭＥ', 'acme'], ['Ǆordje', 'dzordje'],
  ['Иванов', 'ivanov'], ['Ærø', 'aero'], ['ﬁnance', 'finance'], ['', ''], ['—', ''],
])('%s is %s', (text, folded) => expect(foldText(text)).toBe(folded));

test('what is folded stays as it is, and is letters and digits with single spaces', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    const folded = foldText(text);
    expect(folded).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
    expect(foldText(folded)).toBe(folded);
  }), { numRuns: 2000 });
});

test('letter case, composition of accents and spaces do not matter', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abcÄÖüéñç o-'), maxLength: 30 }), (text) => {
    const forms = [text, text.normalize('NFD'), text.toUpperCase(), ` ${text}\u00a0`].map(foldText);
    expect(new Set(forms).size).toBe(1);
  }));
});
