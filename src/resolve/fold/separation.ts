import { fold, type Entity } from './fold.ts';
import type { Graph } from './graph.ts';

/**
 * The sides of a "different" that makes entities of `parts` again. Apart, a part could be joined with others by what its union had refused: those are
 * sides, too. `sequence` is the number that the word will have.
 */
export function separationOf(graph: Graph, parts: ReadonlyArray<readonly string[]>, sequence: number): string[][] {
  const present = fold(graph).entities;
  const sides = parts.map((part) => [...part]);
  for (;;) {
    const { entities } = fold({ ...graph, words: [...graph.words, { sequence, says: 'different', sides }] });
    const more = joinedWithOthers(entities, sides, parts.length);
    if (more.length === 0) return sides;
    sides.push(...wholes(present, more, sides));
  }
}

/** Records that are no part's and that are in an entity with a part. */
function joinedWithOthers(entities: readonly Entity[], sides: ReadonlyArray<readonly string[]>, parts: number): string[] {
  const [ofParts, known] = [new Set(sides.slice(0, parts).flat()), new Set(sides.flat())];
  return entities.filter(({ records }) => records.some((key) => ofParts.has(key))).flatMap(({ records }) => records.filter((key) => !known.has(key)));
}

/** The present entities of some records, without what is on a side already. */
function wholes(present: readonly Entity[], keys: readonly string[], sides: ReadonlyArray<readonly string[]>): string[][] {
  const [wanted, known] = [new Set(keys), new Set(sides.flat())];
  return present.filter(({ records }) => records.some((key) => wanted.has(key))).map(({ records }) => records.filter((key) => !known.has(key)));
}
