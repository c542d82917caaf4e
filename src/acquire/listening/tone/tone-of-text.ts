import { toneMethod, type Tone } from '../../../model/index.ts';
import { wordsOf, type Word } from '../words.ts';
import { toneWords, type ToneWords } from './word-weights.ts';

type Language = keyof typeof toneWords;
type Decisive = Tone['words'][number];

/** How far a negation or a word of strength reaches, in words; it never reaches past the end of a clause. */
const reach = 3;
const reachBehind = 3;
/** "Not good" speaks against, a little less than "bad"; "not bad" speaks for, by half. */
const turnedFor = -0.75;
const turnedAgainst = -0.5;
const stronger = 1.5;
const softer = 0.5;
/** Where the weaker side has more than this share of the stronger one's weight, the words speak for both. */
const balanced = 0.5;
/** A single denied word of praise decides; a softened one does not. */
const lightest = 0.75;
const mostWords = 12;

/**
 * How a text speaks by the words of our list, in English or German: the sum of what speaks for and against, with negation and
 * strength. It answers "cannot tell" in other languages, and where the words speak for both. The words that decided are given.
 */
export function toneOfText(text: string, language: string | null): Tone {
  const clauses = clausesOf(text);
  const known = languageOf(language, clauses.flat());
  if (known === 'other') return undecided(`There is no word list for this language (${language ?? 'unknown'}).`, []);
  const languages: readonly Language[] = known === null ? ['en', 'de'] : [known];
  const readings = languages.map((one) => clauses.flatMap((words) => decisiveWords(words, toneWords[one]))).filter((words) => words.length > 0);
  const answers = readings.map(decided);
  if (answers.length > 1 && answers[0]?.tone !== answers[1]?.tone) return undecided('The language is unknown, and the words of two lists disagree.', readings.flat());
  const [words = []] = readings;
  if (words.length === 0) return known === null ? undecided('The language is unknown, and no word of either list is there.', []) : { tone: 'neutral', why: 'No word of the list is there.', words: [], method: toneMethod };
  return decided(words);
}

function decided(words: readonly Decisive[]): Tone {
  const [against, speaksFor] = [words.filter(({ weight }) => weight < 0), words.filter(({ weight }) => weight > 0)].map((side) => Math.abs(side.reduce((sum, { weight }) => sum + weight, 0))) as [number, number];
  const [less, more] = [Math.min(against, speaksFor), Math.max(against, speaksFor)];
  const sums = `${against.toFixed(2)} against, ${speaksFor.toFixed(2)} for`;
  if (less > more * balanced) return undecided(`Words speak for both sides (${sums}).`, words);
  if (more < lightest) return { tone: 'neutral', why: `Too little weight to decide (${sums}).`, words: words.slice(0, mostWords), method: toneMethod };
  return { tone: against > speaksFor ? 'negative' : 'positive', why: `By its words (${sums}).`, words: words.slice(0, mostWords), method: toneMethod };
}

const undecided = (why: string, words: readonly Decisive[]): Tone => ({ tone: 'cannot tell', why, words: words.slice(0, mostWords), method: toneMethod });

/** Clauses end at punctuation and at words that turn a sentence. */
const clausesOf = (text: string): Word[][] =>
  text.split(/[.!?;:,\n()–—]+|\b(?:but|however|although|aber|jedoch|sondern|obwohl)\b/iu).map((clause) => wordsOf(clause)).filter((words) => words.length > 0);

/** The language as it is told; else the one whose small words are there, or null. */
function languageOf(told: string | null, words: readonly Word[]): Language | 'other' | null {
  const primary = told?.slice(0, 2) ?? null;
  if (primary === 'en' || primary === 'de') return primary;
  if (primary !== null) return 'other';
  const count = (language: Language): number => words.filter(({ forms }) => toneWords[language].signs.has(forms[0] ?? '')).length;
  const [english, german] = [count('en'), count('de')];
  return english === german ? null : english > german ? 'en' : 'de';
}

function decisiveWords(words: readonly Word[], list: ToneWords): Decisive[] {
  return words.flatMap((word, index) => {
    const form = word.forms[0] ?? '';
    // A word that strengthens others says nothing of its own, unless it ends the clause.
    if (index < words.length - 1 && (list.strengtheners.has(form) || list.softeners.has(form))) return [];
    const negator = negatorOf(words, index, list);
    const weight = list.weightOf(form) ?? (negator !== undefined && list.whenDenied.has(form) ? 1 : undefined);
    return weight === undefined ? [] : [changed(word, weight, negator, strengthOf(words, index, list))];
  });
}

interface Strength { readonly factor: number; readonly by: string | null }

function changed({ written }: Word, weight: number, negator: Word | undefined, strength: Strength): Decisive {
  const turned = negator === undefined ? 1 : weight > 0 ? turnedFor : turnedAgainst;
  return { word: written, weight: weight * strength.factor * turned, changedBy: negator?.written ?? strength.by };
}

function negatorOf(words: readonly Word[], index: number, list: ToneWords): Word | undefined {
  const behind = list.negatesBehind ? words.slice(index + 1, index + 1 + reachBehind) : [];
  return words.slice(Math.max(0, index - reach), index).findLast((one) => isNegator(one, list)) ?? behind.find(({ forms }) => forms[0] === 'nicht' || forms[0] === 'nie');
}

function strengthOf(words: readonly Word[], index: number, list: ToneWords): Strength {
  const near = words.slice(Math.max(0, index - 2), index);
  const strengthener = near.find(({ forms }) => list.strengtheners.has(forms[0] ?? ''));
  if (strengthener !== undefined) return { factor: stronger, by: strengthener.written };
  const softener = near.find(({ forms }) => list.softeners.has(forms[0] ?? ''));
  return softener === undefined ? { factor: 1, by: null } : { factor: softer, by: softener.written };
}

/** "isn't", "don't": the word ends before its `t`. */
const isNegator = ({ forms, written }: Word, list: ToneWords): boolean => list.negators.has(forms[0] ?? '') || written.toLowerCase() === 't';
