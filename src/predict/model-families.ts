import { familyOf, type BacktestAnswer, type ColumnAnswer, type ColumnRule, type ComparisonFamily, type ComparisonMade } from '../model/index.ts';
import type { Duel } from './evidence.ts';
import type { Method } from './win-model.ts';

/** The methods that were tried on one kind of record. */
export interface Tried {
  readonly on: 'deals' | 'inquiries';
  /** The record they were judged by: in time order, or on groups left out where no date allowed that. */
  readonly validation: BacktestAnswer['validation'];
  readonly duels: readonly Duel[];
}

/** The one comparison behind a record of inquiries; none where too few could tell. */
export function duelsOfClaim({ claim: { improvement: mean, low, high } }: BacktestAnswer): Duel[] {
  return mean === null || low === null || high === null ? [] : [{ method: 'hazard', over: 'base_rate', gain: { mean, low, high } }];
}

/** Which way of giving a chance is used: each finer one against the simpler ones. Comparisons that too few deals could tell were not made. */
export const modelFamily = (tried: readonly Tried[]): ComparisonFamily => familyOf({
  family: 'models', asks: 'Is a finer way of giving chances better than a simpler one?',
  rule: 'A finer method is used where the lower end of its 95 % interval lies above nothing, so each comparison alone may be wrong once in 40; the simplest otherwise.',
  confirmation: 'Where there are dates, each quarter is judged by what was learned before it, so every score is of data that came later.',
  comparisons: tried.flatMap((one) => one.duels.flatMap((duel) => duelMade(one, duel))),
}, { levelOfEach: 0.025 });

const names: Readonly<Record<Tried['on'], Readonly<Record<Method, string>>>> = {
  deals: { hazard: 'The model of a deal’s weeks', stage_age: 'the stage-and-age table', base_rate: 'the plain win rate' },
  inquiries: { hazard: 'A model of columns known at creation', stage_age: 'the plain rate', base_rate: 'the plain rate' },
};
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function duelMade({ on, validation }: Tried, { method, over, gain }: Duel): ComparisonMade[] {
  if (gain === null) return [];
  const isBetter = gain.low > 0;
  return [{
    id: `${on}:${method}:${over}`, says: `${capital(names[on][method])} against ${names[on][over]}, on ${on}`,
    found: `log loss better by ${gain.mean.toFixed(3)} (19 in 20: ${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
    pValue: null, qValue: null, verdict: isBetter ? 'claimed' : 'not_claimed', confirmedLater: isBetter && validation === 'time' ? true : null,
  }];
}

/** Rules that compare a column with the outcome, or with another column. The others look at its shape alone. */
const comparing: ReadonlySet<ColumnRule> = new Set(['filled_afterwards', 'known_only_for_closed', 'too_good', 'score_of_another_model']);

/** Every column that was held against the outcome: is it written when the outcome is known? */
export const columnFamily = (columns: readonly ColumnAnswer[]): ComparisonFamily => familyOf({
  family: 'columns', asks: 'Which columns tell the outcome because they were written after it?',
  rule: 'Fixed thresholds, no test of chance: a column is kept out where its gaps or its values tell the outcome too well.',
  confirmation: 'Judged anew at each past date, on what was known then.',
  comparisons: columns.filter((column) => column.aucAlone !== null || (column.missingOpen !== null && column.missingClosed !== null)).map(columnMade),
}, 'no test of chance');

const columnMade = ({ kind, column, status, rule, why, aucAlone }: ColumnAnswer): ComparisonMade => ({
  id: `${kind}:${column}`, says: `${column} (${kind === 'lead' ? 'inquiries' : `${kind}s`}) against the outcome`,
  found: comparing.has(rule) || aucAlone === null ? why : `alone it ranks ${Math.round(100 * aucAlone)} of 100 pairs right`,
  pValue: null, qValue: null, verdict: status === 'refused' && comparing.has(rule) ? 'claimed' : 'not_claimed', confirmedLater: null,
});
