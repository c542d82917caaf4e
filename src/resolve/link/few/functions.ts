import { hashOfText } from './city-hash.ts';
import { editsBetween, slipsBetween } from './edits.ts';
import type { Value } from './expression.ts';

type List = readonly Value[];
const texts = (run: (...texts: string[]) => Value) => (...values: Value[]): Value => run(...values.map(String));

/** First of the values in their order. */
const first = (isBefore: (a: Value, b: Value) => boolean) => (...values: Value[]): Value => values.reduce((best, value) => (isBefore(value, best) ? value : best));

/** Engines round at each step as they store: lists hold numbers of four bytes. */
function product(wordsA: List, weightsA: List, wordsB: List, weightsB: List): number {
  const weightOf = new Map(wordsB.map((word, at) => [word, weightsB[at] as number]));
  return wordsA.reduce((sum: number, word, at) => sum + (weightsA[at] as number) * (weightOf.get(word) ?? 0), 0);
}

/** What expressions may call, by the facts engine's names where it has one. Texts are ASCII, so characters are bytes. */
export const functions: ReadonlyMap<string, (...values: Value[]) => Value> = new Map<string, (...values: Value[]) => Value>([
  ['editDistance', texts((a = '', b = '') => editsBetween(a, b))],
  ['damerauLevenshteinDistance', texts((a = '', b = '') => slipsBetween(a, b))],
  ['length', (value) => (value as string | List).length],
  ['startsWith', texts((text = '', start = '') => text.startsWith(start))],
  ['position', texts((text = '', part = '') => text.indexOf(part) + 1)],
  ['substring', (text, from, count) => String(text).slice(Number(from) - 1, Number(from) - 1 + Number(count))],
  ['right', (text, count) => String(text).slice(-Number(count))],
  ['concat', texts((...parts) => parts.join(''))],
  ['replaceRegexpAll', texts((text = '', pattern = '', by = '') => text.replace(new RegExp(pattern, 'g'), by))],
  ['toInt64OrZero', texts((text = '') => (/^\d+$/.test(text) ? Number(text) : 0))],
  ['intDiv', (a, b) => Math.trunc(Number(a) / Number(b))],
  ['abs', (value) => Math.abs(Number(value))],
  ['least', first((a, b) => a < b)],
  ['greatest', first((a, b) => a > b)],
  ['singled', texts((text = '') => text.replace(/([\s\S])\1+/g, '$1'))],
  ['words', texts((text = '') => [...new Set(text.split(' ').filter((word) => word !== ''))].map((word) => String(hashOfText(word))))],
  ['common', (a, b) => (a as List).filter((member) => (b as List).includes(member)).length],
  ['product', (wordsA, weightsA, wordsB, weightsB) => product(wordsA as List, weightsA as List, wordsB as List, weightsB as List)],
]);
