import type { Word } from './graph.ts';

/** Words that no later word contradicts: a "same" within two sides of a later "different", a "different" whose sides a later "same" bridges, are over. */
export function standingWords(words: readonly Word[]): Word[] {
  const newestFirst = words.toSorted((x, y) => y.sequence - x.sequence);
  const same = new Map<string, Set<string>>();
  const sides = new Map<string, Map<number, number>>();
  const standing: Word[] = [];
  for (const word of newestFirst) {
    if (!(word.says === 'same' ? isSplit(sides, word.a, word.b) : isBridged(same, word.sides))) standing.push(word);
    // Also where it is over itself: what it ended does not come back.
    if (word.says === 'same') remember(same, word.a, word.b);
    else for (const [side, keys] of word.sides.entries()) for (const key of keys) sides.set(key, (sides.get(key) ?? new Map<number, number>()).set(word.sequence, side));
  }
  return standing;
}

function isSplit(sides: ReadonlyMap<string, ReadonlyMap<number, number>>, a: string, b: string): boolean {
  const [ofA, ofB] = [sides.get(a), sides.get(b)];
  return ofA !== undefined && ofB !== undefined && [...ofA].some(([sequence, side]) => ofB.has(sequence) && ofB.get(sequence) !== side);
}

function isBridged(same: ReadonlyMap<string, ReadonlySet<string>>, sides: ReadonlyArray<readonly string[]>): boolean {
  const sideOf = new Map(sides.flatMap((keys, side) => keys.map((key) => [key, side] as const)));
  return [...sideOf].some(([key, side]) => [...(same.get(key) ?? [])].some((other) => sideOf.has(other) && sideOf.get(other) !== side));
}

function remember(same: Map<string, Set<string>>, a: string, b: string): void {
  for (const [key, other] of [[a, b], [b, a]] as const) same.set(key, (same.get(key) ?? new Set<string>()).add(other));
}
