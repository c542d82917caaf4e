import { foldText } from './fold-text.ts';
import { degrees, leadingParticles, particles, suffixes, titles } from './person-words.ts';

/** A person's name for comparison, folded; '' where the part is missing. The given name is the first one only, further ones are in `middle`. */
export interface PersonName {
  readonly given: string;
  readonly middle: string;
  readonly surname: string;
}

const noName: PersonName = { given: '', middle: '', surname: '' };
/** "Ann Lee (Sales)", "Smith, J. [away]": what stands in brackets is said about the person. */
const inBrackets = /[([{"“][^)\]}"”]*[)\]}"”]/g;
const atSign = /@/;
const dots = /\./g;
/** Written without spaces, family name first: Chinese characters and hangul. */
const eastAsian = /^[\u3400-\u9fff\uac00-\ud7af]{2,4}$/u;
/** Family names of two syllables among those that are written so. */
const longFamilyNames = /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|令狐|남궁|황보|제갈|선우|독고)/u;

/**
 * Given name and surname out of one field, in either order ("Ada King", "King, Ada"), without titles and degrees. Particles stay with the surname.
 * A single word is a surname. A mail address, or a field without letters, is no name. Family names without a comma are taken to stand last,
 * except in Chinese characters and hangul: "Nagy Anna" in Hungarian order comes out the wrong way round, which a comparison of both orders has to allow for.
 */
export function splitName(full: string): PersonName {
  if (full === '' || atSign.test(full)) return noName;
  const said = full.includes('(') || full.includes('[') || full.includes('"') || full.includes('“') ? full.replace(inBrackets, ' ').trim() : full;
  if (eastAsian.test(said)) return inEastAsianOrder(said);
  const comma = said.indexOf(',');
  if (comma < 0) return fromWords(namesIn(said), wordsOfLast(said));
  const before = namesIn(said.slice(0, comma));
  const after = namesIn(said.slice(comma + 1)).filter((word) => !suffixes.has(word));
  const saysDegrees = after.length === 0 || (before.length > 1 && after.every((word) => degrees.has(word)));
  return saysDegrees ? fromWords(before) : nameOf(after, before.join(' '));
}

/** The same from two fields. Where one is empty the other is read as a whole name. */
export function joinName(given: string, surname: string): PersonName {
  if (surname === '') return splitName(given);
  if (given === '') return splitName(surname);
  return nameOf(namesIn(given), namesIn(surname).join(' '));
}

/** A particle before a given name: a surname in the wrong field, which stays whole. */
const nameOf = (given: readonly string[], surname: string): PersonName =>
  (given.length > 1 && leadingParticles.has(given[0] ?? '') ? { given: given.join(' '), middle: '', surname } : { given: given[0] ?? '', middle: given.slice(1).join(' '), surname });

function inEastAsianOrder(name: string): PersonName {
  const letters = [...name];
  const long = letters.length > 2 && longFamilyNames.test(name) ? 2 : 1;
  return { given: foldText(letters.slice(long).join('')), middle: '', surname: foldText(letters.slice(0, long).join('')) };
}

/** What stands between two letters of a name is a letter, whatever a scanner of business cards took it for. */
const digitAsLetter: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 5: 's' };
const digitBetweenLetters = /(?<=\p{L})[015](?=\p{L})/gu;
const asRead = (word: string): string => word.replace(digitBetweenLetters, (digit) => digitAsLetter[digit] as string);

/** The words of a name, folded; titles before it and letters after it removed, unless nothing would be left. */
function namesIn(text: string): readonly string[] {
  const words = asRead(foldText(text.replace(dots, ' '))).split(' ').filter((word) => word !== '');
  let from = 0;
  while (from < words.length - 1 && titles.has(words[from] ?? '')) from += 1;
  let to = words.length;
  while (to > from + 1 && suffixes.has(words[to - 1] ?? '')) to -= 1;
  const [first = '', ...others] = words.slice(from, to);
  return others.length === 0 && words.length > 1 && (titles.has(first) || suffixes.has(first)) ? [] : [first, ...others].filter((word) => word !== '');
}

const spaces = /\s+/;

/** How many words the last name written without a space has: two of "Anna Berg-Holm". */
function wordsOfLast(text: string): number {
  const last = text.trim().split(spaces).findLast((word) => !suffixes.has(foldText(word.replace(dots, ' ')))) ?? '';
  return Math.max(1, foldText(last.replace(dots, ' ')).split(' ').length);
}

function fromWords(words: readonly string[], ofLast = 1): PersonName {
  if (words.length < 2 || (leadingParticles.has(words[0] ?? '') && words.slice(0, -1).every((word) => particles.has(word)))) return { given: '', middle: '', surname: words.join(' ') };
  const start = surnameStart(words, ofLast);
  return nameOf(words.slice(0, start), words.slice(start).join(' '));
}

/** Where the surname begins: at its last word, or at the particles before that. The first word is never part of it. */
function surnameStart(words: readonly string[], ofLast: number): number {
  let start = Math.max(1, words.length - ofLast);
  while (start > 1 && particles.has(words[start - 1] ?? '')) start -= 1;
  return start;
}
