import type { IdentityDecision } from '../../model/index.ts';

/** A word on a company's parent, while it stood. `parent` is null where somebody said that there is none. */
export interface SaidParent {
  readonly child: string;
  readonly parent: string | null;
  readonly weight: number;
  readonly knownAt: number;
  /** When it was taken back or another took its place, exclusive; left out while it stands. */
  readonly until?: number;
  readonly sequence: number;
}

/** More than anything a record says can weigh. */
const weightOfWord = 1_000;

type Dated = IdentityDecision & { readonly at: number };

/**
 * Words on parents, each for as long as it stood: the newest on a record that was not taken back counts, so what stood before a word stands again once that is
 * taken back. `decisions` are in the order in which they were said.
 */
export function saidParents(decisions: readonly Dated[]): SaidParent[] {
  const wordOf = new Map(decisions.map((word) => [word.sequence, word]));
  const onParents = decisions.filter((word) => isOnParent(aboutOf(word, wordOf)));
  return [...Map.groupBy(onParents, ({ a }) => a).values()].flatMap(spansOf);
}

/** The word itself, or the one that it takes back in the end. */
function aboutOf(word: Dated, wordOf: ReadonlyMap<number, Dated>): Dated | undefined {
  let about: Dated | undefined = word;
  while (about?.says === 'undo') about = about.undoes === null ? undefined : wordOf.get(about.undoes);
  return about;
}

const isOnParent = (word: Dated | undefined): boolean => word?.says === 'below' || word?.says === 'alone';

function spansOf(words: readonly Dated[]): SaidParent[] {
  const stood = words.map((_, place) => standing(words.slice(0, place + 1)));
  const begins = words.map((_, place) => place).filter((place) => stood[place]?.sequence !== stood[place - 1]?.sequence);
  return begins.flatMap((place, order) => {
    const [word, next] = [stood[place], words[begins[order + 1] ?? words.length]];
    return word === undefined ? [] : [{ child: word.a, parent: word.says === 'alone' ? null : word.b, weight: weightOfWord, knownAt: words[place]?.at ?? word.at, ...(next === undefined ? {} : { until: next.at }), sequence: word.sequence }];
  });
}

function standing(words: readonly Dated[]): Dated | undefined {
  const undone = new Set<number>();
  for (const word of words.toReversed()) {
    if (undone.has(word.sequence)) continue;
    if (word.says !== 'undo') return word;
    undone.add(word.undoes ?? 0);
  }
  return undefined;
}
