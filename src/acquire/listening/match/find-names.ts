import type { Place, Watched } from '../../../model/index.ts';
import { formAt } from './legal-forms.ts';
import type { SoughtName, WatchList } from './watch-list.ts';
import { joinsName, type Word } from '../words.ts';

/** A name that stands in a text, with what else speaks for it. */
export interface NameFound {
  readonly watched: Watched;
  readonly place: Place;
  readonly written: string;
  /** What proves a weak name; null for a name that needs no proof. */
  readonly witness: string | null;
}

/** Words of the text that is looked through, and of the whole mention. */
export interface TextWords { readonly words: readonly Word[]; readonly everything: readonly Word[] }

interface Candidate { readonly name: SoughtName; readonly first: number; readonly last: number }

/** Words that may stand inside a written name although the name is compared without them. */
const connecting = new Set(['and', 'und', 'et', 'y', 'e']);

/**
 * Names of a watch list in one text. Where one name stands inside a longer one, the longer one counts. A weak name counts only
 * with the legal form that its bearer has, or, where it is no common word, with a word of its bearer's context.
 */
export function findNames(text: string, where: 'title' | 'text', list: WatchList, { words, everything }: TextWords): NameFound[] {
  const longest = withoutCovered(words.flatMap((_, index) => candidatesAt(text, words, index, list)));
  return longest.flatMap((candidate) => proved(text, words, candidate, where, list, everything));
}

function candidatesAt(text: string, words: readonly Word[], index: number, list: WatchList): Candidate[] {
  const forms = words[index]?.forms ?? [];
  const names = new Set(forms.flatMap((form) => list.byFirstWord.get(form) ?? []));
  return [...names].flatMap((name) => {
    const last = endOfName(text, words, index, name);
    return last === null || (name.capital && !startsHigh(words[index] as Word)) ? [] : [{ name, first: index, last }];
  });
}

const startsHigh = ({ written }: Word): boolean => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(written);

/** Index of the last word, where the words from `first` on are those of the name; null otherwise. */
function endOfName(text: string, words: readonly Word[], first: number, { words: name }: SoughtName): number | null {
  let at = first;
  for (let part = 1; part < name.length; part += 1) {
    let next = following(text, words, at);
    if (next !== null && !sameWord(words[next] as Word, name[part] ?? []) && connecting.has((words[next] as Word).forms[0] ?? '')) next = following(text, words, next);
    if (next === null || !sameWord(words[next] as Word, name[part] ?? [])) return null;
    at = next;
  }
  return at;
}

const sameWord = (word: Word, forms: readonly string[]): boolean => word.forms.some((form) => forms.includes(form));

function following(text: string, words: readonly Word[], at: number): number | null {
  const [word, next] = [words[at], words[at + 1]];
  return word !== undefined && next !== undefined && joinsName(word, text.slice(word.end, next.at)) ? at + 1 : null;
}

function withoutCovered(candidates: readonly Candidate[]): Candidate[] {
  const byStart = [...candidates].sort((a, b) => a.first - b.first || b.last - a.last);
  let [coveredTo, coveredFrom] = [-1, -1];
  return byStart.filter(({ first, last }) => {
    const covered = last <= coveredTo && !(first === coveredFrom && last === coveredTo);
    if (!covered && last > coveredTo) [coveredFrom, coveredTo] = [first, last];
    return !covered;
  });
}

function proved(text: string, words: readonly Word[], { name, first, last }: Candidate, where: 'title' | 'text', list: WatchList, everything: readonly Word[]): NameFound[] {
  const [from, to] = [words[first] as Word, words[last] as Word];
  const found = { watched: name.watched, place: { where, at: from.at, length: to.end - from.at }, written: text.slice(from.at, to.end) };
  if (name.weakness === null) return [{ ...found, witness: null }];
  const form = formAfter(text, words, last, name.form);
  if (form !== null) return [{ ...found, witness: `the legal form "${form}" behind it` }];
  const context = name.weakness.contextHelps ? contextIn(everything, list.contextOf.get(name.watched) ?? []) : null;
  return context === null ? [] : [{ ...found, witness: `"${context}" in the same text` }];
}

/** The legal form behind a name: its bearer's own, or any where its bearer is listed without one. */
function formAfter(text: string, words: readonly Word[], last: number, own: string | null): string | null {
  const [word, next] = [words[last], words[last + 1]];
  if (word === undefined || next === undefined || !/^,?\s{1,2}$/.test(text.slice(word.end, next.at))) return null;
  const behind = words.slice(last + 1, last + 5);
  const form = formAt(behind.map(({ forms }) => forms[0] as string));
  // A small "as", "co" or "se" behind a name is a word of the sentence.
  if (form === null || !/\p{Lu}/u.test(next.written)) return null;
  return own === null || own === form || own.startsWith(form) ? next.written : null;
}

function contextIn(everything: readonly Word[], context: readonly string[]): string | null {
  if (context.length === 0) return null;
  const said = ` ${everything.map(({ forms }) => forms[0]).join(' ')} `;
  return context.find((word) => said.includes(` ${word} `)) ?? null;
}
