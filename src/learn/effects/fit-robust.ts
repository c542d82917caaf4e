import { rootOfDiagonal, solveLower, solveUpper } from '../linear/cholesky.ts';
import type { GroupLabel } from '../linear/members.ts';
import { madeOfOthers } from '../linear/table.ts';
import type { Refused } from '../refused.ts';
import { robustParts, satterthwaite, type ErrorKind, type RobustParts } from './robust-parts.ts';

export interface RobustOptions {
  /** How many times each row counts. */
  readonly weights?: Float64Array;
  /** Rows of one cluster share luck; each row by itself where left out. */
  readonly clusters?: ArrayLike<GroupLabel>;
  /** HC2 by default, which with clusters is CR2. */
  readonly errors?: ErrorKind;
}

export interface RobustFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** p × p, row by row. */
  readonly covariance: Float64Array;
  /** Of each coefficient, for Student's t. */
  readonly degreesOfFreedom: Float64Array;
  /** Clusters that the errors rest on; rows where none are given. */
  readonly units: number;
}

/**
 * Least squares with errors that hold when rows differ in spread (White 1980; HC2 and HC3 of MacKinnon and White 1985) or share luck within clusters
 * (CR1; CR2 of Bell and McCaffrey 2002 with independent working errors). `x` is row-major, n × p. Degrees of freedom: Satterthwaite's for HC2 and CR2
 * (Imbens and Kolesár 2016), else n − p, or clusters − 1. Throws a RangeError for bad input; refuses collinear columns, more columns than rows, fewer than two clusters.
 */
export function fitRobust(x: Float64Array, y: Float64Array, p: number, { weights, clusters, errors = 'HC2' }: RobustOptions = {}): RobustFit | Refused {
  const fit = robustParts({ x, y, p, weights, clusters }, errors);
  if (!fit) return madeOfOthers;
  const reason = tooFew(fit, p, clusters !== undefined);
  if (reason !== null) return { refused: reason };
  const covariance = covarianceOf(fit, p, smallSample(fit, p, clusters !== undefined, errors));
  return { coefficients: fit.coefficients, standardErrors: rootOfDiagonal(covariance, p), covariance, degreesOfFreedom: degreesOf(fit, p, clusters !== undefined, errors), units: unitsOf(fit) };
}

const unitsOf = ({ parts }: RobustParts): number => parts.reduce((sum, { times }) => sum + times, 0);

/** Why errors cannot be had, or null. */
export function tooFew(fit: RobustParts, p: number, clustered: boolean): string | null {
  if (fit.n - p < 1e-9 * fit.n) return `${fit.n} rows for ${p} columns leave nothing to measure the spread by`;
  return clustered && fit.parts.length < 2 ? 'The spread between clusters needs at least two clusters' : null;
}

/** HC1: n / (n − p); CR1: G / (G − 1) · (n − 1) / (n − p), as Stata. */
export function smallSample(fit: RobustParts, p: number, clustered: boolean, errors: ErrorKind): number {
  if (errors !== 'HC1') return 1;
  const clusters = fit.parts.length;
  return clustered ? (clusters / (clusters - 1)) * ((fit.n - 1) / (fit.n - p)) : fit.n / (fit.n - p);
}

/** Row j of L⁻¹: coefficient j in z coordinates. */
export function directionOf(fit: RobustParts, p: number, j: number): Float64Array {
  const unit = new Float64Array(p);
  unit[j] = 1;
  return solveLower(fit.factor, unit, p);
}

function degreesOf(fit: RobustParts, p: number, clustered: boolean, errors: ErrorKind): Float64Array {
  const plain = clustered ? fit.parts.length - 1 : fit.n - p;
  return Float64Array.from({ length: p }, (_, j) => (errors === 'HC2' ? satterthwaite(fit.parts, directionOf(fit, p, j)) : plain));
}

function covarianceOf({ parts, factor }: RobustParts, p: number, scale: number): Float64Array {
  const covariance = new Float64Array(p * p);
  for (const { score, times } of parts) {
    const moved = solveUpper(factor, score, p);
    for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) covariance[j * p + k] = (covariance[j * p + k] as number) + scale * times * (moved[j] as number) * (moved[k] as number);
  }
  return covariance;
}
