import { demandNotNegative, demandRows } from '../demand.ts';
import { adjustedScores, demandAdjustment, type Adjustment } from './adjusted-scores.ts';

/** How the rows of a sample were drawn. Every column has one entry per row. */
export interface SurveyDesign {
  /** How many of the population a row stands for: not below zero, not all zero. */
  readonly weights: ArrayLike<number>;
  /** Parts of the population that were sampled apart; one part where left out. */
  readonly strata?: ArrayLike<string | number>;
  /** What was drawn: rows that were drawn together. Names count within their stratum. Each row by itself where left out. */
  readonly clusters?: ArrayLike<string | number>;
  /** Number of clusters in the row's stratum in the population, for the correction of samples that take much of it; endless where left out. */
  readonly populationSizes?: ArrayLike<number>;
  /** What the weights were adjusted to (`rake`, `calibrateWeights`); errors then count what that gained. Without it weights are taken as given, and errors are rather too large. */
  readonly adjusted?: Adjustment;
}

/** One stratum: the clusters drawn in it, as the rows they hold. */
interface Stratum {
  readonly clusters: ReadonlyArray<readonly number[]>;
  /** Share of the stratum's clusters that was not drawn. */
  readonly unseen: number;
}

export interface ReadDesign {
  readonly design: SurveyDesign;
  readonly strata: readonly Stratum[];
  /** Clusters less strata. */
  readonly degreesOfFreedom: number;
}

/**
 * Groups the rows by stratum and cluster. Throws a RangeError on no rows, columns of different length, weights below zero, not finite or
 * all zero, a stratum of one cluster (its spread cannot be known: merge it with a neighbour) unless it was drawn whole, and
 * population sizes that differ within a stratum or are less than what was drawn.
 */
export function readDesign(design: SurveyDesign): ReadDesign {
  const n = design.weights.length;
  demandRows('Survey', n, [design.strata, design.clusters, design.populationSizes].filter((column) => column !== undefined));
  demandNotNegative('Weights', design.weights);
  if (Array.from(design.weights).every((weight) => weight === 0)) throw new RangeError('All weights are zero');
  if (design.adjusted) demandAdjustment(design.adjusted, n);
  const strata = [...groupedRows(Array.from({ length: n }, (_, row) => row), design.strata)].map(([name, rows]) => stratumOf(String(name), rows, design));
  return { design, strata, degreesOfFreedom: strata.reduce((sum, stratum) => sum + stratum.clusters.length - 1, 0) };
}

function groupedRows(rows: readonly number[], names: ArrayLike<string | number> | undefined): Map<string | number, number[]> {
  const groups = new Map<string | number, number[]>();
  for (const row of rows) {
    const name = names === undefined ? '' : (names[row] as string | number);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

function stratumOf(name: string, rows: readonly number[], design: SurveyDesign): Stratum {
  const clusters = design.clusters === undefined ? rows.map((row) => [row]) : [...groupedRows(rows, design.clusters).values()];
  const unseen = unseenShare(name, rows, clusters.length, design.populationSizes);
  if (clusters.length === 1 && unseen > 0) throw new RangeError(`Stratum ${name} holds one cluster, which says nothing of its spread: merge it with a neighbour`);
  return { clusters, unseen };
}

function unseenShare(name: string, rows: readonly number[], drawn: number, sizes: ArrayLike<number> | undefined): number {
  if (sizes === undefined) return 1;
  const size = sizes[rows[0] as number] as number;
  if (!(size >= drawn) || rows.some((row) => sizes[row] !== size)) throw new RangeError(`Stratum ${name}: its population size must be one number, at least the ${drawn} clusters drawn`);
  return 1 - drawn / size;
}

/**
 * Variance of a sum over rows of `scores` under the design: the spread of cluster totals within strata, Σ unseen · n/(n − 1) · Σ (z − z̄)²
 * (Särndal, Swensson and Wretman 1992, ch. 4, clusters taken as drawn with replacement but for the correction); of adjusted weights, what is left of the scores (`adjustedScores`).
 */
export function designVariance({ design, strata }: ReadDesign, plain: Float64Array): number {
  const scores = design.adjusted ? adjustedScores(plain, design.weights, design.adjusted) : plain;
  let variance = 0;
  for (const { clusters, unseen } of strata) {
    if (unseen === 0) continue;
    const totals = clusters.map((rows) => rows.reduce((sum, row) => sum + (scores[row] as number), 0));
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    variance += ((unseen * totals.length) / (totals.length - 1)) * totals.reduce((sum, total) => sum + (total - mean) ** 2, 0);
  }
  return variance;
}
