import { bCubedScores, clustersOf, pairScores, pairwiseScores, type LinkScores, type PairScores } from '../../src/learn/index.ts';
import type { ContactsTruth } from '../../src/market/contacts/index.ts';
import type { ScoredPair } from '../../src/resolve/link/index.ts';

export interface ContactsJudged {
  /** Joins that were made, one for each edge that brought two clusters together. */
  readonly merges: PairScores;
  /** Pairs inside clusters. */
  readonly pairs: PairScores;
  readonly bCubed: LinkScores;
  /** Share of the pairs that an oracle could link which are inside one cluster. */
  readonly linkableFound: number;
  /** Pairs that an oracle could not link, and how many of them are inside one cluster. */
  readonly unlinkable: number;
  readonly unlinkableFound: number;
  readonly largest: number;
  readonly clusters: Int32Array;
}

const linkable = 2;

/** Share of the pairs that an oracle could link which were compared at all. `candidates` holds numbers a < b, one pair after the other. */
export function linkableCompared(candidates: Int32Array, { people, pairs }: ContactsTruth): number {
  const keyOf = (a: number, b: number): number => Math.min(a, b) * people.length + Math.max(a, b);
  const wanted = new Set<number>();
  pairs.kind.forEach((kind, at) => { if (kind === linkable) wanted.add(keyOf(pairs.a[at] as number, pairs.b[at] as number)); });
  let compared = 0;
  for (let at = 0; at < candidates.length; at += 2) if (wanted.has(keyOf(candidates[at] as number, candidates[at + 1] as number))) compared += 1;
  return compared / wanted.size;
}

/** Clusters of the pairs, which come heaviest first, held against the truth. */
export function judgeContacts(pairs: readonly Pick<ScoredPair, 'a' | 'b'>[], truth: ContactsTruth): ContactsJudged {
  const records = truth.people.length;
  const clusters = clustersOf(records, pairs.map(({ a, b }) => [a, b] as const));
  const within = (kinds: (kind: number) => boolean): { all: number; found: number } => {
    let [all, found] = [0, 0];
    truth.pairs.kind.forEach((kind, at) => {
      if (!kinds(kind)) return;
      all += 1;
      if (clusters[truth.pairs.a[at] as number] === clusters[truth.pairs.b[at] as number]) found += 1;
    });
    return { all, found };
  };
  const couldBe = within((kind) => kind === linkable);
  const others = within((kind) => kind !== linkable);
  const sizes = new Map<number, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return {
    clusters, merges: mergesOf(pairs, truth), pairs: pairwiseScores(clusters, truth.people), bCubed: bCubedScores(clusters, truth.people),
    linkableFound: couldBe.found / couldBe.all, unlinkable: others.all, unlinkableFound: others.found, largest: [...sizes.values()].reduce((most, size) => Math.max(most, size), 0),
  };
}

/** Each pair that joins two clusters is a merge, right where its two records are of one person. */
function mergesOf(pairs: readonly Pick<ScoredPair, 'a' | 'b'>[], { people }: ContactsTruth): PairScores {
  const parent = Int32Array.from(people, (_, at) => at);
  const root = (record: number): number => {
    let at = record;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  let [made, right] = [0, 0];
  for (const { a, b } of pairs) {
    const [one, other] = [root(a), root(b)];
    if (one === other) continue;
    parent[one] = other;
    made += 1;
    if (people[a] === people[b]) right += 1;
  }
  return pairScores(right, made, people.length - new Set(people).size);
}
