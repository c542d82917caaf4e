import { DAY_MS, isoDate, quarterOf, type BacktestAnswer } from '../model/index.ts';
import type { LeadLog, Log } from '../history/index.ts';
import { claimOf } from './backtest.ts';
import { chooseMethod, duelsOf, methods, skillOf, type ScoredDeal } from './evidence.ts';
import { crossValidated } from './grouped-record.ts';
import { fitRows, fitRowTrees, labelledRow, type LabelledRow } from './labelled-model.ts';

export interface LeadRecord {
  readonly answer: BacktestAnswer;
  readonly usesModel: boolean;
  /** Chance of conversion within the window, from columns known at creation. */
  readonly chanceOf: (lead: LeadLog) => number | null;
}

const windowMs = 90 * DAY_MS;
const fewest = 100;

/**
 * Whether columns known at creation tell which inquiries convert: tested on later months where there are dates, on groups
 * left out where there are none. Below a proved gain, the plain rate is used.
 */
export function leadRecord(log: Log, asOf: number, columns: readonly string[], seed: number): LeadRecord {
  const dated = log.leads.some((lead) => lead.createdAt !== null);
  const rows = dated ? datedRows(log, asOf, columns) : log.leads.flatMap((lead) => (lead.converted === null ? [] : [{ at: 0, id: lead.id, row: rowOf(lead, columns, lead.converted) }]));
  const rate = rows.length === 0 ? null : rows.filter((item) => item.row.won === 1).length / rows.length;
  const plain: LeadRecord = { answer: emptyRecord(asOf, dated), usesModel: false, chanceOf: () => rate };
  if (rows.length < fewest || columns.length === 0) return plain;
  const answer = dated ? timeRecord(rows, seed, asOf) : grouped(rows.map((item) => item.row), seed, asOf);
  if (!answer.claim.skill) return { ...plain, answer };
  const predict = (answer.chosen === 'trees' ? fitRowTrees : fitRows)(rows.map((item) => item.row));
  return { answer, usesModel: true, chanceOf: (lead) => predict(rowOf(lead, columns, false)) };
}

interface DatedRow {
  readonly at: number;
  readonly id: string;
  readonly row: LabelledRow;
}

function rowOf(lead: LeadLog, columns: readonly string[], converted: boolean): LabelledRow {
  return labelledRow({ ...lead.undated[lead.undated.length - 1]?.value, ...lead.stable }, columns, converted ? 1 : 0);
}

/** Inquiries whose whole window lies inside the log of conversions. */
function datedRows(log: Log, asOf: number, columns: readonly string[]): DatedRow[] {
  const converted = log.leads.flatMap((lead) => lead.convertedAt ?? []);
  const logStart = converted.length === 0 ? Infinity : converted.reduce((first, at) => Math.min(first, at), Infinity);
  return log.leads.flatMap((lead) => {
    const at = lead.createdAt;
    if (at === null || at < logStart || at + windowMs > asOf) return [];
    const within = lead.convertedAt !== null && lead.convertedAt >= at && lead.convertedAt <= at + windowMs;
    return [{ at, id: lead.id, row: rowOf(lead, columns, within) }];
  }).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Each month is judged by what the months before it taught. */
function timeRecord(rows: readonly DatedRow[], seed: number, asOf: number): BacktestAnswer {
  const scored: ScoredDeal[] = [];
  const months = [...new Set(rows.map((item) => isoDate(item.at).slice(0, 7)))];
  for (const month of months.slice(1)) {
    const first = rows.findIndex((item) => isoDate(item.at).startsWith(month));
    // Only months whose windows were over by then can teach; conversions alone would teach that all convert.
    const known = rows.slice(0, first).filter((item) => item.at + windowMs <= (rows[first] as DatedRow).at).map((item) => item.row);
    if (known.length < fewest) continue;
    const [predict, trees] = [fitRows(known), fitRowTrees(known)];
    const rate = (known.filter((row) => row.won === 1).length + 0.5) / (known.length + 1);
    for (const item of rows.slice(first).filter((candidate) => isoDate(candidate.at).startsWith(month))) {
      scored.push({ quarter: month, week: 0, deal: item.id, won: item.row.won, chance: { trees: trees(item.row), hazard: predict(item.row), stage_age: rate, base_rate: rate } });
    }
  }
  const chosen = chooseMethod(scored);
  return {
    ...emptyRecord(asOf, true), chosen, claim: claimOf(scored, chosen), tried: duelsOf(scored, 'inquiries').filter(({ method, over }) => method !== 'stage_age' && over !== 'stage_age'),
    skill: methods.filter((method) => method !== 'stage_age').flatMap((method) => skillOf(scored, method, null, seed) ?? []),
    label: `inquiries of ${quarterOf(rows[0]?.at ?? asOf).name} and later, "won within 90 days"`,
  };
}

function grouped(rows: readonly LabelledRow[], seed: number, asOf: number): BacktestAnswer {
  const { trees, model, base, chosen, gain, tried } = crossValidated(rows, seed);
  const scored: ScoredDeal[] = rows.map((row, index) => {
    const rate = base[index] as number;
    return { quarter: String(index % 3), week: 0, deal: row.group, won: row.won, chance: { trees: trees[index] as number, hazard: model[index] as number, stage_age: rate, base_rate: rate } };
  });
  const skill = chosen !== 'base_rate';
  return {
    ...emptyRecord(asOf, false), chosen, tried: tried.map((duel) => ({ on: 'inquiries' as const, ...duel })),
    claim: { skill, improvement: gain.mean, low: gain.low, high: gain.high, sentence: skill ? 'On inquiries left out, the columns beat the plain rate. Time order was impossible: the file has no dates.' : 'We tested a model. On inquiries left out it beat the plain rate by nothing, so we show the rate.' },
    skill: methods.filter((method) => method !== 'stage_age').flatMap((method) => skillOf(scored, method, null, seed) ?? []),
  };
}

const emptyRecord = (asOf: number, dated: boolean): BacktestAnswer => ({
  points: [], skill: [], chosen: 'base_rate', claim: { skill: false, improvement: null, low: null, high: null, sentence: 'Too few inquiries to test a model, so we show the rate.' }, tried: [],
  coverage: null, errors: [], label: dated ? 'inquiries, by month' : 'grouped cross-validation: the file has no dates, so time order was impossible',
  notScored: [], chances: null, reliability: [], validation: dated ? 'time' : 'grouped', asOf: isoDate(asOf), refusal: null,
});
