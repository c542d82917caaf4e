import { familyOf, type BacktestAnswer, type ColumnAnswer, type ColumnRule, type ComparisonFamily, type ComparisonMade, type Duel } from '../model/index.ts';

/** Methods as they were tried, in time order or on groups left out where no date allowed that. */
export type Tried = Pick<BacktestAnswer, 'tried' | 'validation'>;

/** Which way of giving a chance is used: each finer one against the simpler ones. Comparisons that too few deals could tell were not made. */
export const modelFamily = (records: readonly Tried[]): ComparisonFamily => familyOf({
  family: 'models', asks: 'Is a finer way of giving chances better than a simpler one?',
  rule: 'A finer method is used where the lower end of its 95 % interval lies above nothing, so each comparison alone may be wrong once in 40; the simplest otherwise.',
  confirmation: 'Where there are dates, each quarter is judged by what was learned before it, so every score is of data that came later.',
  comparisons: records.flatMap((record) => record.tried.map((duel) => duelMade(record, duel))),
}, { levelOfEach: 0.025 });

type Methods = Readonly<Record<Duel['method'] | Duel['over'], string>>;
const names: Readonly<Record<Duel['on'], Methods>> = {
  deals: { trees: 'boosted trees of a deal’s weeks', hazard: 'the pooled model of a deal’s weeks', stage_age: 'the stage-and-age table', base_rate: 'the plain win rate' },
  inquiries: { trees: 'boosted trees of the same columns', hazard: 'a model of columns known at creation', stage_age: 'the plain rate', base_rate: 'the plain rate' },
};
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function duelMade({ validation }: Tried, { on, method, over, mean, low, high }: Duel): ComparisonMade {
  const isBetter = low > 0;
  return {
    id: `${on}:${method}:${over}`, says: `${capital(names[on][method])} against ${names[on][over]}, on ${on}`,
    found: `log loss better by ${mean.toFixed(3)} (19 in 20: ${low.toFixed(3)} to ${high.toFixed(3)})`,
    pValue: null, qValue: null, verdict: isBetter ? 'claimed' : 'not_claimed', confirmedLater: isBetter && validation === 'time' ? true : null,
  };
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
