import { maximise, type Curve } from '../newton.ts';
import { solvePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';
import { cholesky, inverseFrom, product, rootOfDiagonal } from './cholesky.ts';
import { checkOnes, checkPenalty, checkTable, factorOf, madeOfOthers } from './table.ts';

export interface MultinomialOptions {
  /** Ridge penalty on every coefficient but the intercepts, in units of observations. */
  readonly penalty: number;
  readonly weights?: Float64Array;
}

export interface MultinomialFit {
  readonly classes: number;
  /** classes × p, row by row, on the log scale; each column sums to zero over the classes. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Of all coefficients in that order. */
  readonly covariance: Float64Array;
  /** Without the penalty. */
  readonly logLikelihood: number;
}

/** How far a last step may still move the log odds of any row, where a best value is finite. */
const settled = 1e-3;

/**
 * Multi-class logistic regression, chance of class k ∝ exp(xβ_k): minimises the weighted negative log-likelihood plus penalty/2 · Σ_k |β_k without
 * intercept|², by damped Newton steps, with Σ_k β_k = 0, so that no class stands apart and their order changes nothing (McCullagh and Nelder 1989, §5.2.4;
 * Friedman, Hastie and Tibshirani 2010, §4, on the symmetric form). `x` is row-major, n × p, its first column ones; `y` holds whole numbers from 0 on, each
 * class in use. Covariance A⁻¹ I A⁻¹, A the penalised and I the plain information (le Cessie and van Houwelingen 1992, eq. 9). Weights count rows.
 * Throws a `RangeError` for bad input; refuses one class only, a class without rows, and, without a penalty, separated classes and collinear columns.
 */
export function fitMultinomial(x: Float64Array, y: Float64Array, p: number, { penalty, weights }: MultinomialOptions): MultinomialFit | Refused {
  checkTable(x, y, p, weights);
  checkOnes(x, p);
  checkPenalty(penalty);
  if (!y.every((label) => Number.isInteger(label) && label >= 0 && label < y.length + 1)) throw new RangeError('Classes are whole numbers from 0 on');
  const classes = 1 + y.reduce((most, label) => Math.max(most, label), 0);
  const seen = new Set(y.filter((_, row) => weights?.[row] !== 0));
  if (seen.size < 2) return { refused: 'All outcomes are the same: no finite chance fits best' };
  if (seen.size < classes) return { refused: `There are ${classes} classes, and only ${seen.size} of them have rows` };
  if (penalty === 0 && !factorOf(x, p, weights)) return madeOfOthers;
  const table = { x, y, p, classes, penalty, weights };
  const summit = maximise(new Float64Array((classes - 1) * p), (at) => curveAt(table, at));
  if (!isSettled(table, summit.at)) return { refused: 'A column separates the classes: no finite coefficient fits best; give a penalty' };
  return described(table, summit.at);
}

/** Coefficients of each class less those of one, with their standard errors, classes × p: log odds against that class. */
export function multinomialAgainst({ classes, coefficients, covariance }: MultinomialFit, reference: number): { coefficients: Float64Array; standardErrors: Float64Array } {
  if (!(Number.isInteger(reference) && reference >= 0 && reference < classes)) throw new RangeError(`There is no class ${reference} among ${classes}`);
  const width = coefficients.length;
  const p = width / classes;
  const variance = (a: number, b: number): number => (covariance[a * width + a] as number) + (covariance[b * width + b] as number) - 2 * (covariance[a * width + b] as number);
  const besideOf = (at: number): number => reference * p + (at % p);
  return { coefficients: coefficients.map((value, at) => value - (coefficients[besideOf(at)] as number)), standardErrors: coefficients.map((_, at) => Math.sqrt(Math.max(0, variance(at, besideOf(at))))) };
}

/** Chances of a row's classes. */
export function multinomialAt({ classes, coefficients }: MultinomialFit, row: ArrayLike<number>): Float64Array {
  const p = coefficients.length / classes;
  if (row.length !== p) throw new RangeError(`${row.length} cells for ${p} columns`);
  return softmax(Float64Array.from({ length: classes }, (_, k) => coefficients.subarray(k * p, (k + 1) * p).reduce((sum, slope, j) => sum + slope * (row[j] as number), 0)));
}

function softmax(eta: Float64Array): Float64Array {
  const most = Math.max(...eta);
  const raised = eta.map((value) => Math.exp(value - most));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

interface Table {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: number;
  readonly classes: number;
  readonly penalty: number;
  readonly weights: Float64Array | undefined;
}

/** All classes' coefficients from those of all but the last, which is minus their sum. */
function whole(at: Float64Array, p: number, classes: number): Float64Array {
  const all = new Float64Array(classes * p);
  all.set(at);
  at.forEach((value, place) => { all[(classes - 1) * p + (place % p)] = (all[(classes - 1) * p + (place % p)] as number) - value; });
  return all;
}

function chancesAt({ x, p, classes }: Table, all: Float64Array, row: number): Float64Array {
  const eta = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) for (let j = 0; j < p; j += 1) eta[k] = (eta[k] as number) + (all[k * p + j] as number) * (x[row * p + j] as number);
  return softmax(eta);
}

function curveAt(table: Table, at: Float64Array): Curve {
  const { x, y, p, classes, penalty, weights } = table;
  const all = whole(at, p, classes);
  const gradient = all.map((value, place) => (place % p === 0 ? 0 : -penalty * value));
  let value = -0.5 * penalty * all.reduce((sum, slope, place) => (place % p === 0 ? sum : sum + slope * slope), 0);
  for (let row = 0; row < y.length; row += 1) {
    const weight = weights ? (weights[row] as number) : 1;
    if (weight === 0) continue;
    const chances = chancesAt(table, all, row);
    value += weight * Math.log(Math.max(chances[y[row] as number] as number, 1e-300));
    for (let k = 0; k < classes; k += 1) {
      const left = weight * (Number(y[row] === k) - (chances[k] as number));
      for (let j = 0; j < p; j += 1) gradient[k * p + j] = (gradient[k * p + j] as number) + left * (x[row * p + j] as number);
    }
  }
  return { value, gradient: inContrasts(gradient, p), information: () => contrastsTwice(informationAt(table, all, true), p, classes) };
}

/** Of the coefficients of all classes as if each were free, (classes · p)². */
function informationAt(table: Table, all: Float64Array, isPenalised: boolean): Float64Array {
  const { x, y, p, classes, penalty, weights } = table;
  const width = classes * p;
  const information = new Float64Array(width * width);
  for (let row = 0; row < y.length; row += 1) {
    const weight = weights ? (weights[row] as number) : 1;
    const chances = chancesAt(table, all, row);
    for (let k = 0; k < classes; k += 1) {
      for (let l = 0; l < classes; l += 1) {
        const curve = weight * (chances[k] as number) * (Number(k === l) - (chances[l] as number));
        for (let j = 0; j < p; j += 1) {
          const own = curve * (x[row * p + j] as number);
          const base = (k * p + j) * width + l * p;
          for (let m = 0; m < p; m += 1) information[base + m] = (information[base + m] as number) + own * (x[row * p + m] as number);
        }
      }
    }
  }
  return isPenalised ? information.map((value, at) => (at % (width + 1) === 0 && Math.floor(at / width) % p !== 0 ? value + penalty : value)) : information;
}

/** A gradient over all classes as one over all but the last. */
const inContrasts = (gradient: Float64Array, p: number): Float64Array => gradient.slice(0, -p).map((value, at) => value - (gradient[gradient.length - p + (at % p)] as number));

function contrastsTwice(information: Float64Array, p: number, classes: number): Float64Array {
  const width = classes * p;
  const inner = width - p;
  const cell = (a: number, b: number): number => information[a * width + b] as number;
  return Float64Array.from({ length: inner * inner }, (_, at) => {
    const [a, b] = [Math.floor(at / inner), at % inner];
    const [lastA, lastB] = [inner + (a % p), inner + (b % p)];
    return cell(a, b) - cell(a, lastB) - cell(lastA, b) + cell(lastA, lastB);
  });
}

/** Separated classes let every further step move rows by about one, for ever. */
function isSettled(table: Table, at: Float64Array): boolean {
  const { gradient, information } = curveAt(table, at);
  const step = solvePositive(information(), gradient, at.length);
  if (!step) return false;
  const { x, p, classes, y } = table;
  const moved = whole(step, p, classes);
  return y.every((_, row) => Array.from({ length: classes }, (_one, k) => Math.abs(Array.from({ length: p }, (_two, j) => (moved[k * p + j] as number) * (x[row * p + j] as number)).reduce((sum, value) => sum + value, 0))).every((by) => by < settled));
}

function described(table: Table, at: Float64Array): MultinomialFit | Refused {
  const { p, classes, y, weights, penalty } = table;
  const all = whole(at, p, classes);
  const inner = at.length;
  const plain = contrastsTwice(informationAt(table, all, false), p, classes);
  const factor = cholesky(penalty === 0 ? plain : contrastsTwice(informationAt(table, all, true), p, classes), inner);
  if (!factor) return madeOfOthers;
  const inverse = inverseFrom(factor, inner);
  const covariance = spreadOut(penalty === 0 ? inverse : product(product(inverse, plain, inner), inverse, inner), p, classes);
  const logLikelihood = y.reduce((sum, label, row) => sum + (weights ? (weights[row] as number) : 1) * Math.log(Math.max(chancesAt(table, all, row)[label] as number, 1e-300)), 0);
  return { classes, coefficients: all, standardErrors: rootOfDiagonal(covariance, classes * p), covariance, logLikelihood };
}

/** The covariance of all classes from that of all but the last. */
function spreadOut(inner: Float64Array, p: number, classes: number): Float64Array {
  const [width, own] = [classes * p, (classes - 1) * p];
  const rows = (a: number): ReadonlyArray<readonly [number, number]> => (a < own ? [[a, 1]] : Array.from({ length: classes - 1 }, (_, k) => [k * p + (a - own), -1] as const));
  return Float64Array.from({ length: width * width }, (_, at) => rows(Math.floor(at / width)).reduce((sum, [a, s]) => rows(at % width).reduce((part, [b, t]) => part + s * t * (inner[a * own + b] as number), sum), 0));
}
