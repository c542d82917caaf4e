import { englishNegators, englishSigns, englishSofteners, englishStrengtheners, englishWhenDenied, englishWords } from './english-words.ts';
import { germanNegators, germanSigns, germanSofteners, germanStrengtheners, germanWhenDenied, germanWords } from './german-words.ts';
import { folded } from '../words.ts';

/** What a language's list says of a word. */
export interface ToneWords {
  /** Weight of a folded word: −2, −1, 1, 2; undefined where it says nothing. */
  weightOf(word: string): number | undefined;
  /** Words that speak only where they are denied. */
  readonly whenDenied: ReadonlySet<string>;
  readonly negators: ReadonlySet<string>;
  readonly strengtheners: ReadonlySet<string>;
  readonly softeners: ReadonlySet<string>;
  readonly signs: ReadonlySet<string>;
  /** Whether a negation may stand behind what it turns: "funktioniert nicht". */
  readonly negatesBehind: boolean;
}

interface Lists { readonly strongAgainst: string; readonly plainAgainst: string; readonly plainFor: string; readonly strongFor: string }

const shortestStem = 3;
const split = (text: string): string[] => folded(text).trim().split(/\s+/);
const setOf = (text: string): ReadonlySet<string> => new Set(split(text));

/** A whole word goes before a stem, a longer stem before a shorter one. */
function weights(lists: Lists): ToneWords['weightOf'] {
  const [whole, stems] = [new Map<string, number>(), new Map<string, number>()];
  for (const [list, weight] of [[lists.strongAgainst, -2], [lists.plainAgainst, -1], [lists.plainFor, 1], [lists.strongFor, 2]] as const) {
    for (const word of split(list)) {
      if (word.endsWith('*')) stems.set(word.slice(0, -1), weight);
      else whole.set(word, weight);
    }
  }
  return (word) => whole.get(word) ?? longestStem(word, stems);
}

function longestStem(word: string, stems: ReadonlyMap<string, number>): number | undefined {
  for (let length = word.length; length >= shortestStem; length -= 1) {
    const weight = stems.get(word.slice(0, length));
    if (weight !== undefined) return weight;
  }
  return undefined;
}

export const toneWords: Readonly<Record<'en' | 'de', ToneWords>> = {
  en: { weightOf: weights(englishWords), whenDenied: setOf(englishWhenDenied), negators: setOf(englishNegators), strengtheners: setOf(englishStrengtheners), softeners: setOf(englishSofteners), signs: setOf(englishSigns), negatesBehind: false },
  de: { weightOf: weights(germanWords), whenDenied: setOf(germanWhenDenied), negators: setOf(germanNegators), strengtheners: setOf(germanStrengtheners), softeners: setOf(germanSofteners), signs: setOf(germanSigns), negatesBehind: true },
};
