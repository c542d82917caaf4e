import { usualMeaning } from './common-words.ts';

/** Why a name alone proves nothing. Common words, people and places are not proved by context either: only by legal form or domain. */
export interface Weakness {
  readonly why: string;
  readonly contextHelps: boolean;
}

/** Fewest letters of a name in one word that needs no witness; four where it is written in capitals, as acronyms are. */
const fewestLetters = 5;

/** Null where the name of these folded words can stand for nothing but its bearer. `written` is the name as the account has it. */
export function weaknessOf(words: readonly string[], written: string): Weakness | null {
  const letters = words.join('').replace(/\P{L}/gu, '').length;
  if (letters === 0) return { why: 'it is a number', contextHelps: false };
  const meanings = words.map(usualMeaning);
  // First and family name are a person, a place with a word of trade is said of the place.
  if (!meanings.includes(null)) return { why: words.length === 1 ? `it is ${meanings[0]}` : 'it is made of common words', contextHelps: false };
  const fewest = isAcronym(words, written) ? fewestLetters - 1 : fewestLetters;
  return letters < fewest ? { why: 'it is short', contextHelps: letters >= 3 } : null;
}

const isAcronym = (words: readonly string[], written: string): boolean =>
  words.length === 1 && new RegExp(`(^|[^\\p{L}])${(words[0] as string).toUpperCase()}([^\\p{L}]|$)`, 'u').test(written);
