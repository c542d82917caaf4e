import { DAY_MS, isoDate, type Kind } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { recordedFrom } from './recorded-from.ts';

/** What the dates of one kind of record say about its log. */
export interface TableHealth {
  readonly kind: Kind;
  readonly dated: number;
  readonly rows: number;
  readonly startsAt: number | null;
  readonly lastAt: number | null;
  /** For deals and inquiries: from when their ends are recorded, where that is later than their start. */
  readonly truncatedUntil: number | null;
  readonly truncation: string | null;
  readonly gaps: ReadonlyArray<{ readonly from: number; readonly to: number; readonly expected: number }>;
  readonly bulkDays: ReadonlyArray<{ readonly at: number; readonly rows: number }>;
}

export interface LogHealth {
  readonly tables: readonly TableHealth[];
  /** Share of deals with a creation date, and where closed with a close date; null without deals. */
  readonly datedShare: number | null;
  /** Closed deals whose outcome has no date: kept out of everything that needs time. */
  readonly undatedOutcomes: number;
}

/** Log start, truncation, gaps and bulk days of every kind of record that the log dates. */
export function logHealth(log: Log, asOf: number): LogHealth {
  const known = logAsOf(log, asOf);
  const undatedOutcomes = known.deals.filter((deal) => deal.outcome !== null && deal.outcome.at === null).length;
  const dated = known.deals.filter((deal) => deal.createdAt !== null && (deal.outcome === null || deal.outcome.at !== null)).length;
  return {
    tables: [dealHealth(known), leadHealth(known), ...otherHealth(known)].filter((table) => table.rows > 0),
    datedShare: known.deals.length === 0 ? null : dated / known.deals.length,
    undatedOutcomes,
  };
}

function dealHealth(log: Log): TableHealth {
  const spans = log.deals.flatMap((deal) => (deal.createdAt === null ? [] : [{ from: deal.createdAt, until: deal.outcome?.at ?? null }]));
  const closes = log.deals.flatMap((deal) => deal.outcome?.at ?? []);
  const health = tableHealth('deal', log.deals.length, spans.map((span) => span.from));
  return { ...withTruncation(health, recordedFrom(spans), 'Deals that closed'), bulkDays: bulkDaysOf(closes) };
}

function leadHealth(log: Log): TableHealth {
  const spans = log.leads.flatMap((lead) => (lead.createdAt === null ? [] : [{ from: lead.createdAt, until: lead.convertedAt }]));
  return withTruncation(tableHealth('lead', log.leads.length, spans.map((span) => span.from)), recordedFrom(spans), 'Inquiries that converted');
}

function otherHealth(log: Log): TableHealth[] {
  const changes = log.deals.flatMap((deal) => (deal.hasStageHistory ? deal.stage.map((entry) => entry.at) : []));
  const touches = log.deals.flatMap((deal) => deal.touches);
  const money = (kind: 'invoice' | 'cost') => log.money.filter((entry) => entry.kind === kind).map((entry) => entry.at);
  return [
    tableHealth('stage_change', changes.length, changes), tableHealth('activity', touches.length, touches),
    tableHealth('invoice', money('invoice').length, money('invoice')), tableHealth('cost', money('cost').length, money('cost')),
  ];
}

function withTruncation(health: TableHealth, endsFrom: number | null, who: string): TableHealth {
  if (endsFrom === null || health.startsAt === null || endsFrom <= health.startsAt) return health;
  const truncation = `${who} are recorded from ${isoDate(endsFrom)} on, the records themselves from ${isoDate(health.startsAt)}: earlier ends are missing, so that time is kept out of rates.`;
  return { ...health, truncatedUntil: endsFrom, truncation };
}

function tableHealth(kind: Kind, rows: number, instants: readonly number[]): TableHealth {
  const days = [...countByDay(instants)].sort((a, b) => a[0] - b[0]);
  const first = days[0]?.[0];
  const last = days[days.length - 1]?.[0];
  return {
    kind, rows, dated: instants.length,
    startsAt: first === undefined ? null : first * DAY_MS,
    lastAt: last === undefined ? null : last * DAY_MS,
    truncatedUntil: null, truncation: null,
    gaps: gapsOf(days, instants.length), bulkDays: bulkDaysOf(instants),
  };
}

function countByDay(instants: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const at of instants) counts.set(Math.floor(at / DAY_MS), (counts.get(Math.floor(at / DAY_MS)) ?? 0) + 1);
  return counts;
}

const shortestGapDays = 14;
const fewestExpected = 10;

/** Two weeks or more without a row in which ten or more were to be expected at the log's own pace. */
function gapsOf(days: ReadonlyArray<readonly [number, number]>, rows: number): TableHealth['gaps'] {
  const first = days[0]?.[0] ?? 0;
  const perDay = rows / Math.max(1, (days[days.length - 1]?.[0] ?? 0) - first + 1);
  return days.flatMap(([day], index) => {
    const before = days[index - 1]?.[0];
    const empty = before === undefined ? 0 : day - before - 1;
    const expected = empty * perDay;
    return empty >= shortestGapDays && expected >= fewestExpected ? [{ from: ((before as number) + 1) * DAY_MS, to: (day - 1) * DAY_MS, expected }] : [];
  });
}

/** Days with twenty rows or more that are over ten times the usual of days that have any. */
function bulkDaysOf(instants: readonly number[]): TableHealth['bulkDays'] {
  const counts = countByDay(instants);
  const sorted = [...counts.values()].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return [...counts].filter(([, count]) => count >= Math.max(20, 10 * usual)).sort((a, b) => a[0] - b[0]).map(([day, count]) => ({ at: day * DAY_MS, rows: count }));
}
