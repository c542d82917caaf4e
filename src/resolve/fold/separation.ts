import { fold, type Entity } from './fold.ts';
import type { Graph } from './graph.ts';

/**
 * The sides of a "different" that makes entities of `parts` again. Apart, a part could be joined with others by what its union had refused: those are
 * sides, too, but for those whom later evidence has joined with a part already: they stay with the part to which they are nearest. `sequence` is the number
 * that the word will have.
 */
export function separationOf(graph: Graph, parts: ReadonlyArray<readonly string[]>, sequence: number): string[][] {
  const present = fold(graph).entities;
  const sides = parts.map((part) => [...part]);
  const ofParts = new Set(sides.flat());
  const withParts = new Set(present.filter(({ records }) => records.some((key) => ofParts.has(key))).flatMap(({ records }) => records));
  for (;;) {
    const { entities } = fold({ ...graph, words: [...graph.words, { sequence, says: 'different', sides }] });
    const more = joinedWithOthers(entities, sides, ofParts).filter((key) => !withParts.has(key));
    if (more.length === 0) return sides;
    sides.push(...wholes(present, more, sides));
  }
}

/** Records that are no part's and that are in an entity with a part. */
function joinedWithOthers(entities: readonly Entity[], sides: ReadonlyArray<readonly string[]>, ofParts: ReadonlySet<string>): string[] {
  const known = new Set(sides.flat());
  return entities.filter(({ records }) => records.some((key) => ofParts.has(key))).flatMap(({ records }) => records.filter((key) => !known.has(key)));
}

/** The present entities of some records, without what is on a side already. */
function wholes(present: readonly Entity[], keys: readonly string[], sides: ReadonlyArray<readonly string[]>): string[][] {
  const [wanted, known] = [new Set(keys), new Set(sides.flat())];
  return present.filter(({ records }) => records.some((key) => wanted.has(key))).map(({ records }) => records.filter((key) => !known.has(key)));
}
