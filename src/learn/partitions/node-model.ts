import { cholesky, solveLower, solveUpper } from '../linear/cholesky.ts';
import { fitLeastSquares, type LeastSquaresFit } from '../linear/least-squares.ts';
import { fitLogisticWithErrors, type LogisticErrors } from '../linear/logistic-errors.ts';
import { fitLogistic, linear, logistic } from '../logistic.ts';
import type { Refused } from '../refused.ts';

/** The rows of a table, as `fitLeastSquares` takes it, and the kind of model in each part. */
export interface NodeTable {
  readonly kind: 'linear' | 'logistic';
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: number;
}

/** A model of some rows: `objective` is the residual sum of squares or minus the log-likelihood, `scores` its derivatives by row (rows × p), up to a factor. */
export interface NodeFit {
  readonly fit: LeastSquaresFit | LogisticErrors;
  readonly objective: number;
  readonly scores: Float64Array;
}

/** Costs of parts of the rows: infinite where a part has no fit. */
export interface PartCosts {
  readonly of: (parts: readonly Int32Array[]) => number;
  /** The least sum of costs of the first i + 1 parts and the rest, over the cuts i that are `allowed`. */
  readonly bestCut: (parts: readonly Int32Array[], allowed: readonly number[]) => { cut: number; cost: number };
}

const cellsOf = ({ x, p }: NodeTable, rows: ArrayLike<number>): Float64Array => {
  const cells = new Float64Array(rows.length * p);
  for (let at = 0; at < rows.length; at += 1) cells.set(x.subarray((rows[at] as number) * p, ((rows[at] as number) + 1) * p), at * p);
  return cells;
};
const outcomesOf = ({ y }: NodeTable, rows: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => y[row] as number);

export function fitNode(table: NodeTable, rows: Int32Array): NodeFit | Refused {
  const { kind, p } = table;
  const [x, y] = [cellsOf(table, rows), outcomesOf(table, rows)];
  const fit = kind === 'linear' ? fitLeastSquares(x, y, p) : fitLogisticWithErrors(x, y, p, { penalty: 0 });
  if ('refused' in fit) return fit;
  const rests = y.map((value, row) => value - meanAt(kind, linear(x, row, p, fit.coefficients)));
  const objective = 'logLikelihood' in fit ? -fit.logLikelihood : rests.reduce((sum, rest) => sum + rest * rest, 0);
  return { fit, objective, scores: x.map((cell, at) => cell * (rests[Math.floor(at / p)] as number)) };
}

const meanAt = (kind: NodeTable['kind'], predictor: number): number => (kind === 'linear' ? predictor : logistic(predictor));

/** Costs within a node. The linear ones rest on running sums about the node's own fit, which keeps their digits. */
export const costsWithin = (table: NodeTable, rows: Int32Array, fit: NodeFit): PartCosts => (table.kind === 'linear' ? linearCosts(table, rows, fit) : logisticCosts(table));

/** Sums of xxᵀ (p × p), x·rest (p) and rest² (1), in this order. */
type Sums = Float64Array;

function linearCosts(table: NodeTable, rows: Int32Array, { fit }: NodeFit): PartCosts {
  const { p } = table;
  const rest = new Map(Array.from(rows, (row) => [row, (table.y[row] as number) - linear(table.x, row, p, fit.coefficients)]));
  const blank = (): Sums => new Float64Array(p * p + p + 1);
  const added = (sums: Sums, part: Int32Array): Sums => {
    for (const row of part) addRow(sums, table.x.subarray(row * p, (row + 1) * p), rest.get(row) as number);
    return sums;
  };
  return {
    of: (parts) => squaresLeft(parts.reduce(added, blank()), p),
    bestCut: (parts, allowed) => {
      const back = new Float64Array(parts.length);
      let sums = blank();
      for (let at = parts.length - 1; at > 0; at -= 1) back[at - 1] = squaresLeft(added(sums, parts[at] as Int32Array), p);
      sums = blank();
      let [cut, cost, at] = [-1, Infinity, -1];
      for (const next of allowed) {
        while (at < next) added(sums, parts[(at += 1)] as Int32Array);
        const both = squaresLeft(sums, p) + (back[next] as number);
        if (both < cost) [cut, cost] = [next, both];
      }
      return { cut, cost };
    },
  };
}

function addRow(sums: Sums, x: Float64Array, rest: number): void {
  const p = x.length;
  for (let j = 0; j < p; j += 1) {
    const cell = x[j] as number;
    for (let k = 0; k < p; k += 1) sums[j * p + k] = (sums[j * p + k] as number) + cell * (x[k] as number);
    sums[p * p + j] = (sums[p * p + j] as number) + cell * rest;
  }
  sums[p * p + p] = (sums[p * p + p] as number) + rest * rest;
}

function squaresLeft(sums: Sums, p: number): number {
  const factor = cholesky(sums.subarray(0, p * p), p);
  if (!factor) return Infinity;
  const moment = sums.subarray(p * p, p * p + p);
  const beta = solveUpper(factor, solveLower(factor, moment, p), p);
  return Math.max(0, (sums[p * p + p] as number) - beta.reduce((sum, value, j) => sum + value * (moment[j] as number), 0));
}

/** Beyond so many cuts a coarse search comes first, each cut being a fit by iteration. */
const fewCuts = 60;

function logisticCosts(table: NodeTable): PartCosts {
  const of = (parts: readonly Int32Array[]): number => lossOf(table, joined(parts));
  const both = (parts: readonly Int32Array[], cut: number): number => of(parts.slice(0, cut + 1)) + of(parts.slice(cut + 1));
  const best = (parts: readonly Int32Array[], cuts: readonly number[]): { cut: number; cost: number } => {
    let found = { cut: -1, cost: Infinity };
    for (const cut of cuts) {
      const cost = both(parts, cut);
      if (cost < found.cost) found = { cut, cost };
    }
    return found;
  };
  return {
    of,
    bestCut: (parts, allowed) => {
      let [step, cuts, found] = [allowed.length, allowed, { cut: -1, cost: Infinity }];
      if (allowed.length <= fewCuts || table.p === 1) return best(parts, allowed);
      while (step > 1) {
        step = Math.max(1, Math.ceil(cuts.length / fewCuts));
        found = best(parts, cuts.filter((_, at) => at % step === 0));
        const place = cuts.indexOf(found.cut);
        cuts = cuts.slice(Math.max(0, place - step), place + step + 1);
      }
      return found;
    },
  };
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const rows = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { rows.set(part, at); at += part.length; }
  return rows;
}

/** Minus the log-likelihood at its maximum, or at its limit where the classes are separated; infinite for collinear columns. */
function lossOf(table: NodeTable, rows: Int32Array): number {
  const { p } = table;
  const y = outcomesOf(table, rows);
  if (p === 1) return pureLoss(y);
  const x = cellsOf(table, rows);
  if (!Number.isFinite(squaresLeft(rows.reduce((sums, _, at) => { addRow(sums, x.subarray(at * p, (at + 1) * p), 0); return sums; }, new Float64Array(p * p + p + 1)), p))) return Infinity;
  const { coefficients } = fitLogistic(x, y, p, { penalty: 0 });
  return y.reduce((sum, outcome, row) => {
    const predictor = linear(x, row, p, coefficients);
    return sum + Math.max(predictor, 0) + Math.log1p(Math.exp(-Math.abs(predictor))) - outcome * predictor;
  }, 0);
}

/** With the column of ones alone. */
function pureLoss(y: Float64Array): number {
  const won = y.reduce((sum, value) => sum + value, 0);
  const lost = y.length - won;
  return -(won > 0 ? won * Math.log(won / y.length) : 0) - (lost > 0 ? lost * Math.log(lost / y.length) : 0);
}
