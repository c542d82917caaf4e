import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('no cell starts a formula, whatever text is in the data', () => {
  fc.assert(fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '＝', ''), (text, start) => {
    const line = csvOf(['x'], [[start + text]]).slice('x\r\n'.length);
    const cell = line.startsWith('"') ? line.slice(1) : line;
    expect(/^\s*[=+\-@\t\r＝＋－＠]/.test(cell)).toBe(false);
  }));
});

test('negative numbers stay numbers; quotes and line breaks are kept', () => {
  expect(csvOf(['a', 'b'], [[-5, 'say "hi"\nagain'], [null, 'x,y']])).toBe('a,b\r\n-5,"say ""hi""\nagain"\r\n,"x,y"');
});
