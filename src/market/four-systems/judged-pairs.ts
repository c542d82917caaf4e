/** How a true pair could be found: both records tell enough, others of the same lie between them, or neither. */
export type PairKind = 'linkable' | 'through others' | 'unlinkable';

export interface TruePair {
  /** Keys of records, a before b. */
  readonly a: string;
  readonly b: string;
  readonly kind: PairKind;
}

interface Keyed { readonly key: string }

/** Every pair of records of one thing: linkable where its bits outweigh the odds of two records drawn at random. */
export function judgedPairs<Told extends Keyed>(all: readonly Told[], thingOf: (told: Told) => string | number, bitsOf: (a: Told, b: Told) => number): TruePair[] {
  const groups = [...Map.groupBy(all, thingOf).values()].filter((group) => group.length > 1);
  const pairs = groups.reduce((sum, group) => sum + (group.length * (group.length - 1)) / 2, 0);
  const prior = Math.log2(pairs) - Math.log2((all.length * (all.length - 1)) / 2 - pairs);
  return groups.flatMap((group) => pairsOf(group, (a, b) => bitsOf(a, b) + prior > 0));
}

function pairsOf<Told extends Keyed>(group: readonly Told[], isLinkable: (a: Told, b: Told) => boolean): TruePair[] {
  const pairs = group.flatMap((one, at) => group.slice(at + 1).map((other) => {
    const [a, b] = one.key < other.key ? [one, other] : [other, one];
    return { a: a.key, b: b.key, isLinkable: isLinkable(a, b) };
  }));
  const above = new Map(group.map(({ key }) => [key, key]));
  const rootOf = (key: string): string => { const next = above.get(key) as string; return next === key ? key : rootOf(next); };
  for (const { a, b, isLinkable: joins } of pairs) if (joins) above.set(rootOf(a), rootOf(b));
  return pairs.map(({ a, b, isLinkable: joins }) => ({ a, b, kind: joins ? 'linkable' : rootOf(a) === rootOf(b) ? 'through others' : 'unlinkable' }));
}
