import { bCubedScores, pairwiseScores, type LinkScores, type PairScores } from '../../src/learn/index.ts';
import type { PairKind, TruePair } from '../../src/market/four-systems/index.ts';

/** Found pairs of one kind, and all there are. */
export interface FoundOf {
  readonly found: number;
  readonly all: number;
}

/** Entities held against the truth. */
export interface EntityScores {
  readonly records: number;
  readonly entities: number;
  readonly things: number;
  /** Pairs inside entities; recall is over all true pairs, whether anybody could find them or not. */
  readonly pairwise: PairScores;
  readonly bCubed: LinkScores;
  /** An entity of n records took n − 1 merges; of one that holds k things, k − 1 of them were wrong. */
  readonly merges: { readonly made: number; readonly wrong: number; readonly precision: number | null };
  readonly byKind: Readonly<Record<PairKind, FoundOf>>;
}

/** A true pair: places of its records, and how it could be found. */
export type JudgedPair = readonly [a: number, b: number, kind: PairKind];

/** Holds entities against the truth; both name the cluster of each record. Throws a RangeError where their lengths differ or there are none. */
export function judgeEntities(found: ArrayLike<number>, truth: ArrayLike<number>, pairs: Iterable<JudgedPair>): EntityScores {
  const pairwise = pairwiseScores(found, truth);
  const [entities, things] = [new Set(Array.from(found)).size, new Set(Array.from(truth)).size];
  const made = found.length - entities;
  const wrong = wrongMerges(found, truth);
  return { records: found.length, entities, things, pairwise, bCubed: bCubedScores(found, truth), merges: { made, wrong, precision: made === 0 ? null : 1 - wrong / made }, byKind: foundByKind(found, pairs) };
}

function wrongMerges(found: ArrayLike<number>, truth: ArrayLike<number>): number {
  const thingsIn = new Map<number, Set<number>>();
  for (let record = 0; record < found.length; record += 1) thingsIn.set(found[record] as number, (thingsIn.get(found[record] as number) ?? new Set()).add(truth[record] as number));
  return [...thingsIn.values()].reduce((sum, things) => sum + things.size - 1, 0);
}

function foundByKind(found: ArrayLike<number>, pairs: Iterable<JudgedPair>): Record<PairKind, FoundOf> {
  const counts = { linkable: { found: 0, all: 0 }, 'through others': { found: 0, all: 0 }, unlinkable: { found: 0, all: 0 } };
  for (const [a, b, kind] of pairs) {
    counts[kind].all += 1;
    if (found[a] === found[b]) counts[kind].found += 1;
  }
  return counts;
}

/** Entities and truth by record key; a record that no entity names is one of its own. Keys that the truth does not know are left out and counted. */
export function judgeKeyed(entityOf: ReadonlyMap<string, string>, thingOf: Readonly<Record<string, string | number>>, pairs: readonly TruePair[]): EntityScores & { readonly unknown: number } {
  const keys = Object.keys(thingOf);
  const place = new Map(keys.map((key, at) => [key, at]));
  const scores = judgeEntities(numbered(keys.map((key) => entityOf.get(key) ?? `alone ${key}`)), numbered(keys.map((key) => String(thingOf[key]))), pairs.map(({ a, b, kind }) => [place.get(a) as number, place.get(b) as number, kind]));
  return { ...scores, unknown: [...entityOf.keys()].filter((key) => !place.has(key)).length };
}

function numbered(names: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(names, (name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}

const share = (value: number | null): string => (value === null ? 'none' : value.toFixed(4));
const part = ({ found, all }: FoundOf): string => `${found} of ${all} (${share(all === 0 ? null : found / all)})`;

/** The scores in lines for people. */
export function scoreLines(what: string, { records, entities, things, pairwise, bCubed, merges, byKind }: EntityScores): string[] {
  return [
    `${what}: ${records} records, ${things} in truth, ${entities} found`,
    `  pairs: precision ${share(pairwise.precision)}, ${pairwise.right} of ${pairwise.found} found; linkable ${part(byKind.linkable)}, through others ${part(byKind['through others'])}, unlinkable ${part(byKind.unlinkable)}`,
    `  merges: precision ${share(merges.precision)}, ${merges.wrong} of ${merges.made} wrong`,
    `  B-cubed: precision ${share(bCubed.precision)}, recall ${share(bCubed.recall)}, F1 ${share(bCubed.f1)}`,
  ];
}
