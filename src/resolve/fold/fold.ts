import type { Person } from '../../model/index.ts';
import type { Edge, Graph, GraphRecord, Refusal, WhyApart, Word } from './graph.ts';
import { Groups } from './groups.ts';
import { sharedRank } from './shared-rank.ts';
import { standingWords } from './standing-words.ts';

/** An entity: its id is the key of the record known first, the other keys are its aliases. */
export type Entity = Person;

export interface Folded {
  /** Every record is in exactly one. */
  readonly entities: readonly Entity[];
  readonly refusals: readonly Refusal[];
}

/**
 * Who is who. People's words come first, the newest first; then edges, the strongest first, each unless it would join what a word keeps apart or what
 * would have more than a limit allows. Words and edges that name unknown records are passed over. The order of the lists does not matter, and
 * records that nothing connects do not change one another: so a connected part can be folded by itself.
 */
export function fold({ records, edges, words, limits, barred }: Graph): Folded {
  const inOrder = records.toSorted(olderFirst);
  const placeOf = new Map(inOrder.map(({ key }, place) => [key, place]));
  const standing = standingWords(words);
  const groups = new Groups(inOrder, placeOf, standing, limits);
  const refusals: Refusal[] = [];
  const join = ({ a, b }: { a: string; b: string }, by: Refusal['by'], joined: (a: number, b: number) => WhyApart | null): void => {
    const [left, right] = [placeOf.get(a), placeOf.get(b)];
    const apart = left === undefined || right === undefined ? null : joined(left, right);
    if (apart) refusals.push({ a, b, by, ...apart });
  };
  for (const word of standing) if (word.says === 'same') join(word, 'word', (a, b) => groups.joinByWord(a, b));
  for (const edge of inTurn(inOrder, placeOf, edges, limits)) join(edge, 'edge', (a, b) => groups.joinByEdge(a, b, barredBetween(barred, edge)));
  return { entities: entitiesOf(inOrder, groups), refusals };
}

/** Edges between records with the same value of a kind that counts come before all others, those of the kind that counts most first: what passes a limit is then the same whatever else is found. */
function inTurn(records: readonly GraphRecord[], placeOf: ReadonlyMap<string, number>, edges: readonly Edge[], { order = [] }: Graph['limits']): readonly Edge[] {
  const sorted = strongestFirst(edges);
  if (order.length === 0) return sorted;
  const record = (key: string): GraphRecord | undefined => records[placeOf.get(key) ?? -1];
  const ranked = sorted.map((edge) => ({ edge, rank: sharedRank(order, record(edge.a), record(edge.b)) }));
  return ranked.sort((x, y) => (x.rank === y.rank ? 0 : x.rank < y.rank ? -1 : 1)).map(({ edge }) => edge);
}

/** The rule that keeps an edge from joining; null where none does. */
export function barredBetween(barred: Graph['barred'], { a, b }: Pick<Edge, 'a' | 'b'>): number | null {
  const others = barred?.get(b) ?? [];
  return others.length === 0 ? null : barred?.get(a)?.find((rule) => others.includes(rule)) ?? null;
}

/** Of two known at once, the one that sorts first is the older. */
export const olderFirst = (x: Pick<GraphRecord, 'key' | 'knownAt'>, y: Pick<GraphRecord, 'key' | 'knownAt'>): number => x.knownAt - y.knownAt || (x.key < y.key ? -1 : 1);

const pairOf = ({ a, b }: Edge): [string, string] => (a < b ? [a, b] : [b, a]);

export function strongestFirst(edges: readonly Edge[]): Edge[] {
  return edges.toSorted((x, y) => {
    if (x.weight !== y.weight) return y.weight - x.weight;
    const [[a, b], [c, d]] = [pairOf(x), pairOf(y)];
    return a === c ? (b < d ? -1 : Number(b !== d)) : a < c ? -1 : 1;
  });
}

/** Records come oldest first, so the first of a group names it. */
function entitiesOf(inOrder: readonly GraphRecord[], groups: Groups): Entity[] {
  const held = new Map<number, string[]>();
  for (const [place, { key }] of inOrder.entries()) {
    const group = groups.groupOf(place);
    const keys = held.get(group);
    if (keys) keys.push(key);
    else held.set(group, [key]);
  }
  return [...held.values()].map((keys) => ({ id: keys[0] as string, records: keys }));
}

/** Keys connected by edges or by any word, whether it stands or not: what folds together. A label for each, the same in any order of the lists. */
export function connected(records: readonly Pick<GraphRecord, 'key' | 'knownAt'>[], edges: readonly Edge[], words: readonly Word[]): Map<string, string> {
  const inOrder = records.toSorted(olderFirst);
  const placeOf = new Map(inOrder.map(({ key }, place) => [key, place]));
  const groups = new Groups(inOrder, placeOf, [], { identifiers: {}, records: Infinity });
  const first = new Map<number, string>();
  for (const [a, b] of [...edges.map(({ a: left, b: right }): [string, string] => [left, right]), ...words.flatMap(linksOf)]) {
    const [left, right] = [placeOf.get(a), placeOf.get(b)];
    if (left !== undefined && right !== undefined) groups.joinByEdge(left, right);
  }
  return new Map(inOrder.map(({ key }, place) => {
    const group = groups.groupOf(place);
    if (!first.has(group)) first.set(group, key);
    return [key, first.get(group) as string];
  }));
}

function linksOf(word: Word): Array<[string, string]> {
  if (word.says === 'same') return [[word.a, word.b]];
  const keys = word.sides.flat();
  return keys.slice(1).map((key): [string, string] => [keys[0] as string, key]);
}
