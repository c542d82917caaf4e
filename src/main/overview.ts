import { isoDate, type ActionsAnswer, type ChangesAnswer, type CoverageAnswer, type DealAnswer, type Figure, type ForecastAnswer, type LeaksAnswer, type OverviewAnswer, type WorkspaceSettings } from '../model/index.ts';
import { dateWords, forecastSentence, recordSentence } from '../model/index.ts';

export interface OverviewParts {
  readonly workspace: string;
  readonly settings: WorkspaceSettings;
  readonly forecast: readonly ForecastAnswer[];
  readonly changes: ChangesAnswer | null;
  readonly leaks: LeaksAnswer;
  readonly actions: ActionsAnswer;
  readonly coverage: CoverageAnswer;
  readonly deals: readonly DealAnswer[];
  readonly reconciled: boolean;
  readonly now: number;
  readonly asOf: number;
}

const dayMs = 86_400_000;

/** Home, put together from the answers it shows; every figure opens its rows. */
export function overviewOf(parts: OverviewParts): OverviewAnswer {
  const quarter = parts.forecast[0] ?? null;
  return {
    strip: stripOf(parts, quarter),
    sentence: sentenceOf(quarter, parts.changes),
    forecast: quarter,
    recordSentence: quarter?.record ? recordSentence(quarter.record) : null,
    changes: parts.changes,
    leaks: parts.leaks.leaks.slice(0, 3),
    leaksSentence: parts.leaks.sentence,
    doNext: parts.actions.actions.filter((action) => action.state === 'offered' && !action.heldOut).slice(0, 5),
    believable: parts.leaks.findings,
    figures: figuresOf(parts, quarter),
    nextBest: parts.coverage.nextBest,
    highPotentialTime: {
      figure: null,
      refusal: {
        code: 'no_rows',
        reason: 'Time in high-potential meetings against prospecting needs calendar data.',
        needed: 'Calendar entries with duration and account.',
        rule: 'Opens once meetings carry a duration and a deal or account.',
        worksNow: ['Meetings as dated touches on each deal'],
      },
    },
    refusal: quarter?.refusal ?? null,
    asOf: isoDate(parts.asOf),
  };
}

function stripOf(parts: OverviewParts, quarter: ForecastAnswer | null): OverviewAnswer['strip'] {
  const through = parts.coverage.dataThrough;
  const daysOld = through === null ? null : Math.floor((parts.now - Date.parse(through)) / dayMs);
  const behind = daysOld !== null && daysOld > 14;
  return {
    workspace: parts.settings.company === 'Your company' ? parts.workspace : parts.settings.company,
    demo: parts.settings.demo,
    quarter: quarter?.quarter ?? '',
    week: quarter?.week ?? 0,
    weeks: quarter?.weeks ?? 13,
    dataThrough: through,
    daysOld,
    reconciled: parts.reconciled,
    clockNote: behind && through !== null ? `The newest row is from ${dateWords(through, isoDate(parts.now))}, ${daysOld} days ago: everything is shown as of that day.` : null,
  };
}

function sentenceOf(quarter: ForecastAnswer | null, changes: ChangesAnswer | null): string {
  if (!quarter) return 'No deals yet. Drop a deals export here, or see it in the demo.';
  if (quarter.refusal) return `${quarter.refusal.reason} ${quarter.refusal.needed}`;
  return [forecastSentence(quarter), changes?.sentence ?? ''].join(' ').trim();
}

function figuresOf(parts: OverviewParts, quarter: ForecastAnswer | null): Record<string, Figure> {
  const asOf = isoDate(parts.asOf);
  const dataThrough = parts.coverage.dataThrough ?? asOf;
  const base = { asOf, dataThrough };
  const figures: Record<string, Figure> = {
    openDeals: { ...base, value: parts.deals.length, unit: 'count', definition: 'open_deals', kind: 'measured', n: parts.deals.length, rows: { list: 'deals', filter: { status: 'open' } } },
  };
  const amounts = parts.deals.flatMap((deal) => (deal.amount === null ? [] : [deal.amount]));
  const currency = quarter?.currency ?? parts.deals.find((deal) => deal.currency)?.currency ?? null;
  if (amounts.length > 0 && currency) {
    figures['openAmount'] = { ...base, value: amounts.reduce((sum, amount) => sum + amount, 0), unit: 'money', currency, definition: 'open_amount', kind: 'measured', n: amounts.length, rows: { list: 'deals', filter: { status: 'open' } } };
  }
  if (quarter) Object.assign(figures, quarterFigures(quarter, base));
  return figures;
}

function quarterFigures(quarter: ForecastAnswer, base: { asOf: string; dataThrough: string }): Record<string, Figure> {
  const unit = quarter.unit === 'money' ? 'money' as const : 'count' as const;
  const money = quarter.currency && unit === 'money' ? { currency: quarter.currency } : {};
  const figures: Record<string, Figure> = {
    booked: { ...base, ...money, value: quarter.bookedSoFar, unit, definition: 'booked', kind: 'measured', n: quarter.openDeals, rows: { list: 'deals', filter: { status: 'won', quarter: quarter.quarter } } },
  };
  if (quarter.p10 !== null && quarter.p50 !== null && quarter.p90 !== null) {
    figures['forecast'] = { ...base, ...money, value: quarter.p50, low: quarter.p10, high: quarter.p90, level: 0.8, unit, definition: 'forecast', kind: 'predicted', n: quarter.openDeals, rows: { list: 'deals', filter: { status: 'open' } } };
  }
  return figures;
}
