import { product } from '../linear/cholesky.ts';
import type { Refused } from '../refused.ts';
import { fitPositive } from './fit-positive.ts';
import { checkHistories, distinct, reasonAgainst, type Histories, type History } from './histories.ts';
import { paretoLikelihood, type ParetoFit } from './pareto-nbd.ts';

/** What is known of each person and does not change: row-major, n × `rates` columns for how often events come, n × `endings` for how soon somebody is gone. The same column may stand in both. */
export interface Covariates {
  readonly rate: Float64Array;
  readonly rates: number;
  readonly ending: Float64Array;
  readonly endings: number;
}

export interface Effects {
  /** Change of the log rate by one unit of each column: e to it is the ratio of rates. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
}

export interface ParetoCovariateFit {
  /** Somebody with all columns zero. */
  readonly base: ParetoFit;
  readonly rate: Effects;
  readonly ending: Effects;
  readonly logLikelihood: number;
  /** Covariance of ln r, ln alpha, ln s, ln beta, then the coefficients of rates and of endings, row by row. */
  readonly covariance: Float64Array;
  readonly iterations: number;
}

/**
 * Pareto/NBD with columns about each person (Fader and Hardie 2007, note 019; the parameters of CLVTools): alpha_i = alpha e^(−γ₁x), beta_i = beta e^(−γ₂z), so that e^γ multiplies how often events come, or how fast people go. Exact gradients,
 * over log parameters and coefficients in units of each column's spread. Assumes what `paretoNbd` does, given the columns. Refuses as `paretoNbd`, and with a constant column; columns made of each other leave other values that fit as well. Throws a
 * `RangeError` for histories that cannot be and tables of another size or with cells that are not finite.
 */
export function paretoNbdWithCovariates(histories: Histories, covariates: Covariates): ParetoCovariateFit | Refused {
  checkHistories(histories);
  const n = histories.age.length;
  const against = reasonAgainst(histories);
  const scales = [...scalesOf('rate', covariates.rate, n, covariates.rates), ...scalesOf('ending', covariates.ending, n, covariates.endings)];
  if (against) return against;
  const still = scales.findIndex((scale) => scale === 0);
  if (still >= 0) return { refused: still < covariates.rates ? `Column ${still} of the rates is constant` : `Column ${still - covariates.rates} of the endings is constant` };
  const groups = groupsOf(histories, covariates, scales);
  const age = histories.age.reduce((sum, T) => sum + T / n, 0);
  const names = ['r', 'alpha', 's', 'beta', ...scales.map((_, j) => (j < covariates.rates ? `ratio of rates for column ${j}` : `ratio of endings for column ${j - covariates.rates}`))];
  const fit = fitPositive(names, [[0.5, age / 4, 0.5, age / 3, ...scales.map(() => 1)]], (at) => likelihoodOf(groups, covariates.rates, at));
  if ('refused' in fit) return fit;
  const units = [1, 1, 1, 1, ...scales];
  const covariance = fit.logCovariance.map((value, at) => value / ((units[at % units.length] as number) * (units[Math.floor(at / units.length)] as number)));
  const effects = (from: number, count: number): Effects => ({
    coefficients: Float64Array.from({ length: count }, (_, j) => Math.log(fit.parameters[from + j] as number) / (units[from + j] as number)),
    standardErrors: Float64Array.from({ length: count }, (_, j) => Math.sqrt(covariance[(from + j) * (units.length + 1)] as number)),
  });
  const basis = { model: 'pareto-nbd' as const, logLikelihood: fit.logLikelihood, iterations: fit.iterations };
  const corner = Float64Array.from({ length: 16 }, (_, at) => covariance[Math.floor(at / 4) * units.length + (at % 4)] as number);
  return {
    base: { ...basis, parameters: fit.parameters.slice(0, 4), logCovariance: corner, logStandardErrors: rootsOf(corner) },
    rate: effects(4, covariates.rates), ending: effects(4 + covariates.rates, covariates.endings), logLikelihood: fit.logLikelihood, covariance, iterations: fit.iterations,
  };
}

const rootsOf = (covariance: Float64Array): Float64Array => Float64Array.from({ length: 4 }, (_, j) => Math.sqrt(covariance[j * 5] as number));

/** The fit of somebody with these columns, for `paretoAlive`, `paretoExpected` and `personOutlook`; its errors are those of ln alpha_i and ln beta_i. Throws a RangeError for rows of another length. */
export function paretoFor(fit: ParetoCovariateFit, rate: ArrayLike<number>, ending: ArrayLike<number>): ParetoFit {
  const [p, q] = [fit.rate.coefficients.length, fit.ending.coefficients.length];
  if (rate.length !== p || ending.length !== q || [...Array.from(rate), ...Array.from(ending)].some((value) => !Number.isFinite(value))) throw new RangeError(`A person has ${p} columns of rates and ${q} of endings, all finite`);
  const width = 4 + p + q;
  // ln alpha_i and ln beta_i are sums of what was fitted: a square matrix whose first four rows take them.
  const taken = new Float64Array(width * width);
  for (let j = 0; j < 4; j += 1) taken[j * width + j] = 1;
  for (let j = 0; j < p; j += 1) taken[width + 4 + j] = -(rate[j] as number);
  for (let j = 0; j < q; j += 1) taken[3 * width + 4 + p + j] = -(ending[j] as number);
  const turned = Float64Array.from({ length: width * width }, (_, at) => taken[(at % width) * width + Math.floor(at / width)] as number);
  const spread = product(product(taken, fit.covariance, width), turned, width);
  const logCovariance = Float64Array.from({ length: 16 }, (_, at) => spread[Math.floor(at / 4) * width + (at % 4)] as number);
  const moved = (coefficients: Float64Array, row: ArrayLike<number>): number => Math.exp(-coefficients.reduce((sum, value, j) => sum + value * (row[j] as number), 0));
  const [r, alpha, s, beta] = fit.base.parameters as unknown as [number, number, number, number];
  return { ...fit.base, parameters: Float64Array.of(r, alpha * moved(fit.rate.coefficients, rate), s, beta * moved(fit.ending.coefficients, ending)), logCovariance, logStandardErrors: rootsOf(logCovariance) };
}

/** Standard deviation of each column; 0 where it is constant. */
function scalesOf(what: string, cells: Float64Array, n: number, columns: number): number[] {
  if (!Number.isInteger(columns) || columns < 0 || cells.length !== n * columns) throw new RangeError(`The table of ${what}s must have ${columns} columns for each of ${n} people`);
  const bad = cells.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`Row ${Math.floor(bad / columns)} of the ${what}s: a cell is not a finite number`);
  return Array.from({ length: columns }, (_, j) => {
    const mean = Array.from({ length: n }, (_one, i) => cells[i * columns + j] as number).reduce((sum, value) => sum + value / n, 0);
    const sd = Math.sqrt(Array.from({ length: n }, (_one, i) => ((cells[i * columns + j] as number) - mean) ** 2 / n).reduce((sum, value) => sum + value, 0));
    return sd <= 1e-10 * Math.abs(mean) ? 0 : sd;
  });
}

/** People with the same columns, in units of the columns' spread. */
interface Group { readonly cells: readonly number[]; readonly rows: readonly History[] }

function groupsOf({ frequency, recency, age }: Histories, { rate, rates, ending, endings }: Covariates, scales: readonly number[]): Group[] {
  const held = new Map<string, { cells: number[]; members: number[] }>();
  age.forEach((_, i) => {
    const cells = [...rate.subarray(i * rates, (i + 1) * rates), ...ending.subarray(i * endings, (i + 1) * endings)].map((value, j) => value / (scales[j] as number));
    const key = cells.join(' ');
    const group = held.get(key);
    if (group) group.members.push(i);
    else held.set(key, { cells, members: [i] });
  });
  const pick = (values: Float64Array, members: readonly number[]): Float64Array => Float64Array.from(members, (i) => values[i] as number);
  return [...held.values()].map(({ cells, members }) => ({ cells, rows: distinct({ frequency: pick(frequency, members), recency: pick(recency, members), age: pick(age, members) }) }));
}

/** `at`: r, alpha, s, beta, then e^γ of each column. */
function likelihoodOf(groups: readonly Group[], rates: number, at: Float64Array): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(at.length);
  const logs = Array.from(at.subarray(4), Math.log);
  let value = 0;
  for (const { cells, rows } of groups) {
    const part = (from: number, to: number): number => Math.exp(-cells.slice(from, to).reduce((sum, cell, j) => sum + cell * (logs[from + j] as number), 0));
    const [alpha, beta] = [(at[1] as number) * part(0, rates), (at[3] as number) * part(rates, cells.length)];
    const own = paretoLikelihood(rows, Float64Array.of(at[0] as number, alpha, at[2] as number, beta));
    value += own.value;
    const [byR, byLogAlpha, byS, byLogBeta] = [own.gradient[0] as number, (own.gradient[1] as number) * alpha, own.gradient[2] as number, (own.gradient[3] as number) * beta];
    [byR, byLogAlpha / (at[1] as number), byS, byLogBeta / (at[3] as number)].forEach((slope, j) => { gradient[j] = (gradient[j] as number) + slope; });
    cells.forEach((cell, j) => { gradient[4 + j] = (gradient[4 + j] as number) - ((j < rates ? byLogAlpha : byLogBeta) * cell) / (at[4 + j] as number); });
  }
  return { value, gradient };
}
