import { chooseThreshold, clustersOf, heldBack } from '../../learn/index.ts';
import { lightWithinClusters } from './agree-sql.ts';
import type { LinkModel } from './learn-model.ts';
import type { LinkRun } from './link-run.ts';
import { heaviestFirst, scoredPairs, weighedHere, type ScoredPair } from './weigh-pairs.ts';

/** Scored pairs, and what follows from them. */
export interface JoinedPairs {
  /** Pairs of at least this weight join, but for those held back. */
  readonly threshold: number;
  /** Pairs of at least the floor, heaviest first. */
  readonly pairs: readonly ScoredPair[];
  /** Pairs that would join groups which speak against it: they are for people to look at. */
  readonly held: ReadonlySet<ScoredPair>;
}

/** Where no pair is likely enough, none joins. */
const nothingJoins = 64;

/** Which pairs join, as a run over everything has it: each pair that joins is so likely at least, unless a threshold is given. */
export async function joinedPairs(run: LinkRun, model: LinkModel, { floor, chanceAtLeast, threshold: given }: { floor: number; chanceAtLeast: number; threshold?: number }): Promise<JoinedPairs> {
  const pairs = await scoredPairs(run, model, floor);
  const threshold = given ?? chooseThreshold(Float64Array.from(pairs, ({ weight }) => weight), { chanceAtLeast })?.threshold ?? nothingJoins;
  const clusterOf = await writeClusters(run, pairs.filter(({ weight }) => weight >= threshold));
  const within = pairs.filter(({ a, b }) => clusterOf(a) !== alone && clusterOf(a) === clusterOf(b));
  const against = within.length === 0 ? [] : heaviestFirst((await weighedHere(run, lightWithinClusters(run.sql, run.tables, floor), model)).filter(({ weight }) => weight < floor));
  const compared = [...within, ...against];
  // Where no pair speaks against a cluster, nothing of it is held back.
  const disputed = new Set(compared.flatMap(({ a, weight }) => (weight < 0 ? [clusterOf(a)] : [])));
  return { threshold, pairs, held: heldBack(compared.filter(({ a }) => disputed.has(clusterOf(a))), threshold) };
}

/** The cluster of a record that is in none of three records or more. */
const alone = -1;

/** Clusters of three records or more, in which pairs may speak against each other; written so that the engine finds those pairs. */
async function writeClusters({ engine, sql, tables }: LinkRun, joining: readonly ScoredPair[]): Promise<(n: number) => number> {
  const records = 1 + joining.reduce((most, { b }) => Math.max(most, b), 0);
  const clusters = clustersOf(records, joining.map(({ a, b }) => [a, b] as const));
  const sizes = new Int32Array(records);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] as number) + 1;
  const clusterOf = (n: number): number => { const cluster = clusters[n] ?? alone; return (sizes[cluster] ?? 0) > 2 ? cluster : alone; };
  await engine.command(sql.createTable(tables.clusters, 'n', `SELECT * FROM (SELECT ${sql.as('0', 'number')} AS n, ${sql.as('0', 'number')} AS cluster) AS none WHERE n > 0`));
  const rows: Array<{ n: number; cluster: number }> = [];
  clusters.forEach((_, n) => { const cluster = clusterOf(n); if (cluster !== alone) rows.push({ n, cluster }); });
  if (rows.length > 0) await engine.insert(tables.clusters, rows);
  return clusterOf;
}
