import anyAscii from 'any-ascii';

/** Printable ASCII, which most text is and which needs no table. */
export const isAscii = /^[\x20-\x7e]*$/;
/** Marks that belong inside a word: O'Brien and O’Brien are one spelling. */
const apostrophes = /['’‘ʼʹ`´]/g;
const betweenWords = /[^a-z0-9]+/g;
const firstOrLastSpace = /^ | $/g;
/** What folding leaves as it is, which most names are in small letters. */
const isFolded = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** Text in one Unicode form (NFKC), full-width letters and ligatures resolved: what every other normaliser starts from. */
export const oneForm = (text: string): string => (isAscii.test(text) ? text : text.normalize('NFKC'));

/**
 * Text for comparison: transliterated to ASCII letters and digits in lower case, everything else one space. "Müller-Łukasz (Ltd.)" is "muller lukasz ltd".
 * Chinese characters and kana become their sounds, so words that differ only in their signs may fold to the same. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const small = text.toLowerCase();
  if (isFolded.test(small)) return small;
  const ascii = isAscii.test(text) ? text : anyAscii(text.normalize('NFKC').replace(apostrophes, ''));
  return ascii.toLowerCase().replace(apostrophes, '').replace(betweenWords, ' ').replace(firstOrLastSpace, '');
}
