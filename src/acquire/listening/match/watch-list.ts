import type { Watched } from '../../../model/index.ts';
import { companyDomain } from './domains.ts';
import { withoutLegalForm } from './legal-forms.ts';
import { weaknessOf, type Weakness } from './name-weakness.ts';
import { folded, wordsOf } from '../words.ts';

/** A name as it is looked for: its words in all their spellings, and what is wrong with it as a proof. */
export interface SoughtName {
  readonly watched: Watched;
  readonly words: ReadonlyArray<readonly string[]>;
  /** Legal form of the bearer, as one word; null where the name has none. */
  readonly form: string | null;
  /** Whether the name begins with a capital or digit, as it must then stand in the text. */
  readonly capital: boolean;
  readonly weakness: Weakness | null;
}

/** Whom to look for, arranged by what is looked up in a text. Build it once and use it for many mentions. */
export interface WatchList {
  readonly byFirstWord: ReadonlyMap<string, readonly SoughtName[]>;
  readonly byDomain: ReadonlyMap<string, readonly Watched[]>;
  readonly byHandle: ReadonlyMap<string, readonly Watched[]>;
  readonly contextOf: ReadonlyMap<Watched, readonly string[]>;
}

/** Several that bear the same name without its legal form can only be told apart by that form, or by another witness. */
export function watchList(watched: readonly Watched[]): WatchList {
  const sought = watched.flatMap((one) => one.names.flatMap((name) => soughtName(one, name)));
  const byFirstWord = new Map<string, SoughtName[]>();
  for (const bearers of Map.groupBy(sought, nameKey).values()) {
    const weakness = areDifferent(bearers) ? { why: 'several bear it', contextHelps: false } : null;
    for (const name of bearers) for (const form of name.words[0] ?? []) listed(byFirstWord, form).push(weakness === null ? name : { ...name, weakness });
  }
  return {
    byFirstWord,
    byDomain: indexed(watched, domainsOf),
    byHandle: indexed(watched, (one) => one.handles.map(bareHandle)),
    contextOf: new Map(watched.map((one) => [one, one.context.map((word) => wordsOf(word).map(({ forms }) => forms[0] as string).join(' ')).filter((word) => word !== '')])),
  };
}

const domainsOf = (one: Watched): string[] => one.domains.flatMap((domain) => companyDomain(domain) ?? []);
const mostCompared = 50;

/** Records of one company in several systems bear one name; another legal form, or a domain of their own, makes them different companies. */
function areDifferent(bearers: readonly SoughtName[]): boolean {
  if (new Set(bearers.flatMap(({ form }) => form ?? [])).size > 1 || bearers.length > mostCompared) return true;
  const domains = bearers.map(({ watched }) => domainsOf(watched)).filter((list) => list.length > 0);
  return domains.some((one, index) => domains.slice(index + 1).some((other) => !one.some((domain) => other.includes(domain))));
}

function soughtName(watched: Watched, name: string): SoughtName[] {
  const { words, form } = withoutLegalForm(name);
  if (words.length === 0) return [];
  const spellings = new Map(wordsOf(name).map((word) => [word.forms[0] as string, word.forms]));
  return [{
    watched, words: words.map((word) => spellings.get(word) ?? [word]), form: form.length === 0 ? null : form.join(''),
    capital: /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(name), weakness: weaknessOf(words, name),
  }];
}

const nameKey = (name: SoughtName): string => name.words.map(([word]) => word).join(' ');

/** A handle without its `@`, folded. */
export const bareHandle = (handle: string): string => folded(handle.trim().replace(/^@/, ''));

function indexed(watched: readonly Watched[], keysOf: (one: Watched) => readonly string[]): Map<string, Watched[]> {
  const index = new Map<string, Watched[]>();
  for (const one of watched) for (const key of new Set(keysOf(one))) listed(index, key).push(one);
  return index;
}

function listed<V>(map: Map<string, V[]>, key: string): V[] {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
}
