import { isoDate, type BacktestAnswer } from '../model/index.ts';
import type { DealLog } from '../history/index.ts';
import { auc, brier, calibrationError, expectedCalibrationError, fitLogistic, linear, logLoss, logLossOf, logistic, randomStream } from '../learn/index.ts';
import type { BacktestInput, TrackRecord } from './backtest.ts';
import { intervalOf } from './evidence.ts';
import { uncalibrated } from './calibration.ts';
import { noDates, tooFew } from './refusals.ts';

/** A row with an outcome and the columns it may be judged by; equal rows share a group. */
export interface LabelledRow {
  readonly group: string;
  readonly values: ReadonlyMap<string, string>;
  readonly won: 0 | 1;
}

const repeats = 2;
const folds = 5;
const penalty = 4;
const fewestOfLevel = 8;

/** The record of a file without dates: cross-validation with exact duplicates together, labelled as such, no forecast. */
export function groupedRecord(input: BacktestInput): TrackRecord {
  const few = tooFew(input.log, input.asOf);
  const columns = input.columnsOf(input.log);
  const rows = input.log.deals.flatMap((deal) => labelled(deal, columns));
  const scores = few ? null : crossValidated(rows, input.seed);
  return { method: 'base_rate', misses: [], calibration: uncalibrated, answer: { ...groupedAnswer(rows, scores, input), refusal: few ?? noDates } };
}

function labelled(deal: DealLog, columns: readonly string[]): LabelledRow[] {
  if (deal.outcome === null) return [];
  const cells = { ...deal.undated[deal.undated.length - 1]?.value, ...deal.stable };
  return [labelledRow(cells, columns, deal.outcome.kind === 'won' ? 1 : 0)];
}

export function labelledRow(cells: Readonly<Record<string, string>>, columns: readonly string[], won: 0 | 1): LabelledRow {
  const values = new Map(columns.flatMap((column) => (cells[column] === undefined ? [] : [[column, cells[column]] as const])));
  return { group: JSON.stringify([...values]), values, won };
}

/** Out-of-fold chances of the pooled model and of the plain rate, averaged over repeats. */
export interface CrossValidated {
  readonly model: readonly number[];
  readonly base: readonly number[];
  readonly gain: { readonly mean: number; readonly low: number; readonly high: number };
}

export function crossValidated(rows: readonly LabelledRow[], seed: number): CrossValidated {
  const model = new Array<number>(rows.length).fill(0);
  const base = new Array<number>(rows.length).fill(0);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const fold = foldsOf(rows, seed, repeat);
    for (let held = 0; held < folds; held += 1) {
      const train = rows.filter((_, index) => fold[index] !== held);
      const predict = fitRows(train);
      const rate = (train.filter((row) => row.won === 1).length + 0.5) / (train.length + 1);
      rows.forEach((row, index) => {
        if (fold[index] !== held) return;
        model[index] = (model[index] as number) + predict(row) / repeats;
        base[index] = (base[index] as number) + rate / repeats;
      });
    }
  }
  return { model, base, gain: gainByGroup(rows, model, base) };
}

function foldsOf(rows: readonly LabelledRow[], seed: number, repeat: number): number[] {
  return rows.map((row) => Math.floor(randomStream('fold', seed, repeat, row.group)() * folds));
}

function gainByGroup(rows: readonly LabelledRow[], model: readonly number[], base: readonly number[]): CrossValidated['gain'] {
  const groups = new Map<string, { sum: number; n: number }>();
  rows.forEach((row, index) => {
    const held = groups.get(row.group) ?? { sum: 0, n: 0 };
    groups.set(row.group, { sum: held.sum + logLossOf(row.won, base[index] as number) - logLossOf(row.won, model[index] as number), n: held.n + 1 });
  });
  return intervalOf([...groups.values()].map((held) => held.sum / held.n));
}

type Column = { readonly name: string; readonly levels: readonly string[]; readonly numeric: { readonly mean: number; readonly sd: number } | null };

/** Ridge logistic regression on indicator columns, and on standardised numbers where a column is numeric throughout. */
export function fitRows(rows: readonly LabelledRow[]): (row: LabelledRow) => number {
  const columns = [...new Set(rows.flatMap((row) => [...row.values.keys()]))].sort().map((name) => columnOf(name, rows));
  const p = 1 + columns.reduce((sum, column) => sum + (column.numeric ? 2 : column.levels.length), 0);
  const x = new Float64Array(rows.length * p);
  rows.forEach((row, index) => encode(row, columns, x, index * p));
  const fit = fitLogistic(x, Float64Array.from(rows, (row) => row.won), p, { penalty });
  return (row) => {
    const one = new Float64Array(p);
    encode(row, columns, one, 0);
    return logistic(linear(one, 0, p, fit.coefficients));
  };
}

function columnOf(name: string, rows: readonly LabelledRow[]): Column {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row.values.get(name);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts.keys()];
  if (values.length > 12 && values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)))) return { name, levels: [], numeric: moments(rows, name) };
  return { name, levels: [...counts].filter(([, count]) => count >= fewestOfLevel).map(([value]) => value).sort(), numeric: null };
}

const squash = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

function moments(rows: readonly LabelledRow[], name: string): { mean: number; sd: number } {
  const values = rows.flatMap((row) => { const value = row.values.get(name); return value === undefined ? [] : [squash(Number(value))]; });
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length));
  return { mean, sd: sd || 1 };
}

function encode(row: LabelledRow, columns: readonly Column[], into: Float64Array, at: number): void {
  into[at] = 1;
  let next = at + 1;
  for (const column of columns) {
    const value = row.values.get(column.name);
    if (column.numeric) {
      into[next] = value === undefined ? 0 : (squash(Number(value)) - column.numeric.mean) / column.numeric.sd;
      into[next + 1] = value === undefined ? 1 : 0;
      next += 2;
      continue;
    }
    const level = value === undefined ? -1 : column.levels.indexOf(value);
    if (level >= 0) into[next + level] = 1;
    next += column.levels.length;
  }
}

function groupedAnswer(rows: readonly LabelledRow[], scores: CrossValidated | null, input: BacktestInput): BacktestAnswer {
  const skill = scores !== null && scores.gain.low > 0;
  return {
    points: [], skill: scores ? [scoreOf('hazard', rows, scores.model, input.seed), scoreOf('base_rate', rows, scores.base, input.seed)] : [],
    chosen: skill ? 'hazard' : 'base_rate',
    claim: {
      skill, improvement: scores?.gain.mean ?? null, low: scores?.gain.low ?? null, high: scores?.gain.high ?? null,
      sentence: skill ? 'On deals left out, with duplicates kept together, the columns beat the plain win rate. Time order was impossible: the file has no dates.'
        : 'We tested a model. On deals left out it beat the plain win rate by nothing, so we show the win rate. Time order was impossible: the file has no dates.',
    },
    tried: scores ? [{ on: 'deals', method: 'hazard', over: 'base_rate', ...scores.gain }] : [],
    coverage: null, errors: [], label: 'grouped cross-validation: the file has no dates, so time order was impossible', notScored: [],
    chances: null, reliability: [], validation: 'grouped', asOf: isoDate(input.asOf), refusal: null,
  };
}

function scoreOf(method: 'hazard' | 'base_rate', rows: readonly LabelledRow[], p: readonly number[], seed: number): BacktestAnswer['skill'][number] {
  const y = rows.map((row) => row.won as number);
  return { method, week: null, n: rows.length, brier: brier(y, p), logLoss: logLoss(y, p), auc: auc(y, p), ece: calibrationError(y, p), eceExpected: expectedCalibrationError(p, seed) };
}
