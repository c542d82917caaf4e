import { demandBinary, demandFinite, demandNotNegative, demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';
import { madeOfOthers } from '../linear/table.ts';
import type { Refused } from '../refused.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { directionOf, smallSample, tooFew } from './fit-robust.ts';
import { robustParts, satterthwaite, type ErrorKind, type RobustParts } from './robust-parts.ts';

/** Subjects of a comparison: one entry a subject in every column. */
export interface Experiment {
  readonly outcomes: ArrayLike<number>;
  /** 1 where the subject was assigned to treatment, else 0: as assigned, whatever was received (intention to treat). */
  readonly treated: ArrayLike<number>;
  /** Facts known before the assignment, one array each. */
  readonly columns?: ReadonlyArray<ArrayLike<number>>;
  /** How many times each subject counts. */
  readonly weights?: ArrayLike<number>;
  /** Subjects that were assigned together, or share luck. */
  readonly clusters?: ArrayLike<GroupLabel>;
}

export interface ExperimentOptions {
  /** 'population' by default: for subjects like these, so luck in who they are counts too; 'sample': for these subjects alone. */
  readonly of?: 'population' | 'sample';
  /** HC2 by default, which with clusters is CR2. */
  readonly errors?: ErrorKind;
  /** 0.95 by default. */
  readonly level?: number;
}

export interface ExperimentEffect extends Estimate {
  /** Subjects by weight. */
  readonly treated: number;
  readonly held: number;
  /** Means of the two groups, as if both had the columns' means of all subjects. */
  readonly meanTreated: number;
  readonly meanHeld: number;
}

/**
 * Average effect of a randomised assignment: the coefficient of T in the regression of the outcome on T, the centred columns and their products with T
 * (Lin 2013, eq. 7), which is never less precise than the difference of means in large samples, and is that difference without columns. Outcomes may be 0 and 1: the
 * effect is then one of proportions. Errors HC2 or HC3, with clusters CR2 or CR1. For 'population' the luck of the columns' means is added, cluster by cluster
 * (Negi and Wooldridge 2021, §5). Throws a RangeError on bad input; refuses an empty arm, collinear columns, too few rows or clusters.
 */
export function experimentEffect(experiment: Experiment, { of = 'population', errors = 'HC2', level = 0.95 }: ExperimentOptions = {}): ExperimentEffect | Refused {
  const { weights, clusters } = demandExperiment(experiment);
  const { outcomes, treated, columns = [] } = experiment;
  const [n, p] = [outcomes.length, 2 + 2 * columns.length];
  const count = armCounts(treated, weights);
  if (count.held === 0 || count.treated === 0) return { refused: 'One of the two arms is empty' };
  const x = interacted(treated, columns, weights);
  const fit = robustParts({ x, y: Float64Array.from(outcomes), p, weights, clusters }, errors);
  if (!fit) return madeOfOthers;
  const few = tooFew(fit, p, clusters !== undefined);
  if (few !== null) return { refused: few };
  const d = directionOf(fit, p, 1);
  const luck = of === 'population' ? luckOfMeans(fit, x, p, clusters === undefined ? undefined : weights) : new Float64Array(n);
  const variance = smallSample(fit, p, clusters !== undefined, errors) * fit.parts.reduce((sum, { score, rows, times }) =>
    sum + times * (inner(d, score) + rows.reduce((all, row) => all + (luck[row] as number), 0)) ** 2, 0);
  const freedom = errors === 'HC2' ? satterthwaite(fit.parts, d) : clusters === undefined ? fit.n - p : fit.parts.length - 1;
  const [held, effect] = [fit.coefficients[0] as number, fit.coefficients[1] as number];
  return { ...estimateWith(effect, Math.sqrt(variance), freedom, level), ...count, meanTreated: held + effect, meanHeld: held };
}

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/** Checks an experiment's columns and answers its weights and clusters as the fit wants them. Throws a RangeError that says what is wrong. */
export function demandExperiment({ outcomes, treated, columns = [], weights, clusters }: Experiment): { weights: Float64Array | undefined; clusters: ArrayLike<GroupLabel> | undefined } {
  demandRows('Experiment', outcomes.length, [treated, ...columns, ...(weights ? [weights] : []), ...(clusters ? [clusters] : [])]);
  demandFinite('Outcomes', outcomes);
  demandBinary('Treatment', treated);
  columns.forEach((column, index) => { demandFinite(`Column ${index}`, column); });
  if (weights) demandNotNegative('Weights', weights);
  if (weights && Array.from(weights).every((weight) => weight === 0)) throw new RangeError('All weights are zero');
  return { weights: weights && Float64Array.from(weights), clusters };
}

/** Weight of each arm. */
export function armCounts(treated: ArrayLike<number>, weights: ArrayLike<number> | undefined): { treated: number; held: number } {
  const counts = [0, 0];
  for (let row = 0; row < treated.length; row += 1) counts[treated[row] as number] = (counts[treated[row] as number] as number) + (weights?.[row] ?? 1);
  return { treated: counts[1] as number, held: counts[0] as number };
}

/** Rows of 1, T, the centred columns, and their products with T. */
function interacted(treated: ArrayLike<number>, columns: ReadonlyArray<ArrayLike<number>>, weights: Float64Array | undefined): Float64Array {
  const [n, k] = [treated.length, columns.length];
  const x = new Float64Array(n * (2 + 2 * k));
  const means = columns.map((column) => weightedMean(column, weights));
  for (let row = 0; row < n; row += 1) {
    const at = row * (2 + 2 * k);
    const arm = treated[row] as number;
    x.set([1, arm], at);
    columns.forEach((column, j) => {
      const centred = (column[row] as number) - (means[j] as number);
      x[at + 2 + j] = centred;
      x[at + 2 + k + j] = centred * arm;
    });
  }
  return x;
}

function weightedMean(column: ArrayLike<number>, weights: Float64Array | undefined): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < column.length; row += 1) {
    const weight = weights?.[row] ?? 1;
    sum += weight * (column[row] as number);
    total += weight;
  }
  return sum / total;
}

/** How much each row's columns move the average effect away from that of the population: x̃ᵀδ ÷ n. Weights only where clusters sum over rows: a row by itself is counted by its part. */
function luckOfMeans(fit: RobustParts, x: Float64Array, p: number, weights: Float64Array | undefined): Float64Array {
  const k = (p - 2) / 2;
  return Float64Array.from({ length: x.length / p }, (_, row) => {
    let effect = 0;
    for (let j = 0; j < k; j += 1) effect += (x[row * p + 2 + j] as number) * (fit.coefficients[2 + k + j] as number);
    return (weights?.[row] ?? 1) * (effect / fit.n);
  });
}
