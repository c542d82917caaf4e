import { DAY_MS, isoDate, type CoverageAnswer, type Kind } from '../../model/index.ts';
import { logHealth, type TableHealth } from '../health/log-health.ts';
import type { Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { heldIn, nextSources, stagesOf } from './unlocks.ts';

/** One table of one source as the store counts it. */
export interface TableCount {
  readonly source: string;
  readonly kind: Kind;
  readonly rows: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly complete: number;
}

/** Which report to run in one CRM, in words, by what it yields. */
export interface ReportGuide {
  readonly crm: string;
  readonly deals: string;
  readonly history: string;
  readonly activities: string;
  readonly leads: string;
}

const guideField: Partial<Record<Kind, keyof ReportGuide>> = { deal: 'deals', stage_change: 'history', activity: 'activities', lead: 'leads' };

/** What is held, how complete and fresh, which stages of the work that opens, and the next source worth adding. */
export function coverageOf(log: Log, tables: readonly TableCount[], asOf: number, guides: Readonly<Record<string, ReportGuide>> = {}): CoverageAnswer {
  const known = logAsOf(log, asOf);
  const health = logHealth(known, asOf);
  const held = heldIn(known);
  const next = nextSources(held)[0];
  return {
    tables: tables.map((table) => tableAnswer(table, health.tables.find((one) => one.kind === table.kind), asOf)),
    stages: stagesOf(held),
    nextBest: next === undefined ? null : { source: next.source, why: next.why, unlocks: [...next.unlocks], how: howByCrm(next.kind, guides) },
    datedShare: health.datedShare,
    asOf: isoDate(asOf),
    dataThrough: known.dataThrough === null ? null : isoDate(known.dataThrough),
    staleDays: known.dataThrough === null ? null : Math.max(0, Math.floor((asOf - known.dataThrough) / DAY_MS)),
  };
}

function howByCrm(kind: Kind, guides: Readonly<Record<string, ReportGuide>>): Record<string, string> {
  const field = guideField[kind];
  return field === undefined ? {} : Object.fromEntries(Object.values(guides).map((guide) => [guide.crm, guide[field]]));
}

const dateOf = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : isoDate(at));

function tableAnswer(table: TableCount, health: TableHealth | undefined, asOf: number): CoverageAnswer['tables'][number] {
  return {
    source: table.source, kind: table.kind, rows: table.rows, complete: table.complete,
    firstAt: dateOf(table.firstAt), lastAt: dateOf(table.lastAt),
    ageDays: table.lastAt === null ? null : Math.max(0, Math.floor((asOf - table.lastAt) / DAY_MS)),
    logStart: dateOf(health?.truncatedUntil ?? health?.startsAt),
    truncation: health?.truncation ?? null,
    gaps: (health?.gaps ?? []).map((gap) => ({ from: isoDate(gap.from), to: isoDate(gap.to), why: `No row, where about ${Math.round(gap.expected)} were to be expected.` })),
    bulkDays: (health?.bulkDays ?? []).map((day) => ({ on: isoDate(day.at), rows: day.rows })),
  };
}
