import { chooseThreshold, clustersOf, fitWeightScale, oneToOne, pairScores, pairsToAsk, pairwiseScores, bCubedScores, randomStream, type JudgedPair, type LinkScores, type PairScores, type ThresholdOutlook } from '../../src/learn/index.ts';
import { compareCandidates, createGiven, learnModel, linkRun, planFor, prepareRecords, scoredPairs, type Dialect, type LinkEngine, type ScoredPair } from '../../src/resolve/link/index.ts';
import type { KnownSet } from './known-sets.ts';

/** Pairs below this weight are linked by nobody, and are not read. */
const floor = -30;

export interface LinkedSet {
  readonly set: KnownSet;
  /** Heaviest first, each record of a side at most once where the sides hold other things. */
  readonly pairs: readonly ScoredPair[];
  readonly candidates: number;
  readonly truePairs: number;
  /** True pairs among the candidates. */
  readonly kept: number;
}

/** A set as a user would link it: nothing of its truth is read. */
export async function linkKnown(engine: LinkEngine, sql: Dialect, set: KnownSet, name: string): Promise<LinkedSet> {
  const run = linkRun(engine, sql, planFor(set.columns, { isAcross: set.isAcross }), name);
  await createGiven(run);
  await engine.insert(run.tables.given, set.rows.map((row, n) => ({ n, side: Number(row.side), ...Object.fromEntries(set.columns.map(({ name: column }) => [column, row[column] ?? ''])) })));
  await prepareRecords(run);
  const { candidates } = await compareCandidates(run);
  const scored = await scoredPairs(run, await learnModel(run), floor);
  return { set, candidates, truePairs: truePairsOf(set), kept: scored.filter((pair) => isTrue(set, pair)).length, pairs: set.isAcross ? oneToOne(scored) : scored };
}

export const isTrue = ({ entities }: KnownSet, { a, b }: { readonly a: number; readonly b: number }): boolean => entities[a] === entities[b];

/** Pairs of one entity; where there are sides, those between them. */
function truePairsOf({ entities, rows, isAcross }: KnownSet): number {
  const sizes = new Map<string, number[]>();
  entities.forEach((entity, at) => {
    const sides = sizes.get(entity) ?? [0, 0];
    sides[Number((rows[at] as { side: string }).side)] = (sides[Number((rows[at] as { side: string }).side)] as number) + 1;
    sizes.set(entity, sides);
  });
  return [...sizes.values()].reduce((sum, [first = 0, second = 0]) => sum + (isAcross ? first * second : (first * (first - 1)) / 2), 0);
}

export interface Judged {
  readonly threshold: number;
  readonly pairwise: PairScores;
  readonly clusters: PairScores;
  readonly bCubed: LinkScores;
}

export function judge(linked: LinkedSet, threshold: number): Judged {
  const found = linked.pairs.filter(({ weight }) => weight >= threshold);
  const clusters = clustersOf(linked.set.rows.length, found.map(({ a, b }) => [a, b] as const));
  const names = [...new Set(linked.set.entities)];
  const numberOf = new Map(names.map((name, at) => [name, at]));
  const truth = linked.set.entities.map((entity) => numberOf.get(entity) as number);
  return { threshold, pairwise: pairScores(found.filter((pair) => isTrue(linked.set, pair)).length, found.length, linked.truePairs), clusters: pairwiseScores(clusters, truth), bCubed: bCubedScores(clusters, truth) };
}

const weightsOf = ({ pairs }: LinkedSet): Float64Array => Float64Array.from(pairs, ({ weight }) => weight);

/** The shipped rule: no labels. */
export const withoutLabels = (linked: LinkedSet): ThresholdOutlook => chooseThreshold(weightsOf(linked)) as ThresholdOutlook;

/** `count` answers, asked for in tens, each ten where doubt is after the tens before. */
export function withLabels(linked: LinkedSet, count: number, seed: number): { outlook: ThresholdOutlook; judged: readonly JudgedPair[] } {
  const weights = weightsOf(linked);
  const asked = new Set<number>();
  const judged: JudgedPair[] = [];
  while (judged.length < count) {
    const chosen = pairsToAsk(weights, Math.min(10, count - judged.length), randomStream(seed, judged.length), { scale: fitWeightScale(judged), asked });
    if (chosen.length === 0) break;
    for (const at of chosen) {
      asked.add(at);
      judged.push({ weight: weights[at] as number, isSame: isTrue(linked.set, linked.pairs[at] as ScoredPair) });
    }
  }
  return { outlook: chooseThreshold(weights, { scale: fitWeightScale(judged) }) as ThresholdOutlook, judged };
}

/** The best threshold, which only an oracle knows. */
export function oraclesThreshold(linked: LinkedSet): number {
  let [right, best, threshold] = [0, -1, Infinity];
  linked.pairs.forEach((pair, at) => {
    right += Number(isTrue(linked.set, pair));
    const f1 = (2 * right) / (at + 1 + linked.truePairs);
    if (f1 > best) [best, threshold] = [f1, pair.weight];
  });
  return threshold;
}
