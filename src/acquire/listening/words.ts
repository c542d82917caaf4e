/** A word of a text: how it is compared, and where it stands. */
export interface Word {
  /** Folded forms: without marks, in lower case; German umlauts also as two letters. */
  readonly forms: readonly string[];
  readonly written: string;
  readonly at: number;
  readonly end: number;
}

const special: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd' };
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Without marks and case: `Größe` and `GROSSE` are the same. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[ßøłđıæœþð]/g, (letter) => special[letter] ?? letter);

/** Both spellings of German umlauts: `Müller` is `muller` and `mueller`. */
function formsOf(written: string): readonly string[] {
  if (/^[\x20-\x7e]+$/.test(written)) return [written.toLowerCase()];
  const plain = folded(written);
  const lower = written.normalize('NFC').toLowerCase();
  return /[äöü]/.test(lower) ? [plain, folded(lower.replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter))] : [plain];
}

/** Words of a text in order: runs of letters, their marks and digits. */
export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: written, index }) => ({ forms: formsOf(written), written, at: index, end: index + written.length }));

/** What may stand between two words of one name; a full stop only where the word before it is short, as in `J. P. Morgan`. */
export function joinsName(before: Word, gap: string): boolean {
  if (/^(\s{1,2}|\s?[-–&+/'’·]\s?)$/.test(gap)) return !gap.includes('\n');
  return /^\.\s?$/.test(gap) && before.written.length <= 2;
}
