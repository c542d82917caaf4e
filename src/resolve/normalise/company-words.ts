import { isAscii } from './fold-text.ts';

/** A name as the tokens that legal forms are looked for in: runs of letters and digits in small letters with their accents, and "&". */
const tokens = /[\p{L}\p{N}\p{M}]+|&/gu;
const apostrophes = /['’‘ʼʹ`´]/g;
/** What "İ" leaves behind in small letters. */
const dotAbove = /\u0307/g;
const marks = /\p{M}/gu;
const ampersands = /\+|\b(?:und|and)\b/g;
const withoutDecomposition: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ə: 'e' };
const special = /[łøđıßæœə]/g;

const asciiTokens = /[a-z0-9]+|&/g;

/** Tokens of a text in NFKC. */
export function companyTokens(text: string): readonly string[] {
  const small = text.toLowerCase();
  const isPlain = isAscii.test(small);
  const joined = (isPlain ? small : small.replace(dotAbove, '')).replace(apostrophes, '').replace(ampersands, '&');
  return joined.match(isPlain ? asciiTokens : tokens) ?? [];
}

/** The same letters without accents, in whatever script they are. */
export const withoutAccents = (text: string): string => (isAscii.test(text) ? text : text.normalize('NFD').replace(marks, '').normalize('NFC').replace(special, (letter) => withoutDecomposition[letter] ?? letter));
