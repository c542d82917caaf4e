import { barredBetween, fold, olderFirst, strongestFirst } from './fold.ts';
import type { Graph } from './graph.ts';
import { Groups } from './groups.ts';
import { standingWords } from './standing-words.ts';

/**
 * How many joins a fold would make if only edges of at least a weight counted, for each of several weights: one pass, because stronger edges come first
 * and those that are left out are the last. The records less the joins are the entities.
 */
export function joinsFrom(graph: Graph, weights: readonly number[]): Map<number, number> {
  const { records, edges, words, limits, barred } = graph;
  // Weaker edges may come before stronger ones then.
  if ((limits.order ?? []).length > 0) return new Map(weights.map((from) => [from, records.length - fold({ ...graph, edges: edges.filter(({ weight }) => weight >= from) }).entities.length]));
  const inOrder = records.toSorted(olderFirst);
  const placeOf = new Map(inOrder.map(({ key }, place) => [key, place]));
  const standing = standingWords(words);
  const groups = new Groups(inOrder, placeOf, standing, limits);
  let joins = 0;
  const tryJoin = (a: string, b: string, join: (a: number, b: number) => unknown): void => {
    const [left, right] = [placeOf.get(a), placeOf.get(b)];
    if (left !== undefined && right !== undefined && groups.groupOf(left) !== groups.groupOf(right) && join(left, right) === null) joins += 1;
  };
  for (const word of standing) if (word.says === 'same') tryJoin(word.a, word.b, (a, b) => groups.joinByWord(a, b));
  const made = new Map<number, number>();
  const strongest = weights.toSorted((x, y) => y - x);
  for (const { a, b, weight } of strongestFirst(edges)) {
    for (const from of strongest) if (weight < from && !made.has(from)) made.set(from, joins);
    tryJoin(a, b, (left, right) => groups.joinByEdge(left, right, barredBetween(barred, { a, b })));
  }
  for (const from of strongest) if (!made.has(from)) made.set(from, joins);
  return made;
}
