import { DAY_MS } from '../../model/index.ts';
import type { DealLog } from '../log.ts';
import type { StageVisit } from '../stages/stage-visits.ts';

/**
 * Time at risk, cut so finely that deals within one cell are comparable: same stage, same age of the deal, same time in
 * the stage, same half-year. Parallel lists, one entry a piece of a stay.
 */
export interface Exposures {
  readonly visit: readonly number[];
  readonly cell: readonly number[];
  readonly days: readonly number[];
  /** 1 where the piece ended in a loss, else 0. */
  readonly lost: readonly number[];
  /** 1 where the piece ended in a step forward or a win, else 0. */
  readonly moved: readonly number[];
  readonly startsAt: readonly number[];
  readonly cells: number;
  /** Cells are numbered stage by stage: stage `s` has cells `s × cellsPerStage` up to the next stage's. */
  readonly cellsPerStage: number;
}

const ageEdgesDays = [0, 14, 30, 60, 90, 180, 365];
const waitEdgesDays = [0, 7, 14, 28, 56, 112];
const periodDays = 182.625;

export interface ExposureOptions {
  readonly asOf: number;
  readonly stageIndex: ReadonlyMap<string, number>;
  /** Instants at which pieces are cut besides, such as the split between finding and confirming. */
  readonly cuts: readonly number[];
  /** Days on which many deals were closed at once: their closes say when somebody tidied up, not when deals ended. */
  readonly bulkDays: ReadonlySet<number>;
  readonly isForward: (visit: StageVisit) => boolean;
  /** False to compare across time, as when a period is itself the segment. */
  readonly sameHalfYear: boolean;
}

export function exposuresOf(visits: readonly StageVisit[], options: ExposureOptions): Exposures {
  const origin = visits.reduce((least, visit) => Math.min(least, visit.enteredAt), options.asOf);
  const periods = options.sameHalfYear ? Math.floor((options.asOf - origin) / (periodDays * DAY_MS)) + 1 : 1;
  const cellsPerStage = ageEdgesDays.length * waitEdgesDays.length * periods;
  const out = { visit: [] as number[], cell: [] as number[], days: [] as number[], lost: [] as number[], moved: [] as number[], startsAt: [] as number[] };
  visits.forEach((visit, index) => {
    const end = visit.leftAt ?? options.asOf;
    const base = (options.stageIndex.get(visit.stage) ?? 0) * cellsPerStage;
    const bulk = visit.outcome !== null && options.bulkDays.has(Math.floor(end / DAY_MS));
    let at = visit.enteredAt;
    for (;;) {
      const until = Math.min(end, nextEdge(visit, at, origin, options));
      const last = until >= end;
      const period = options.sameHalfYear ? Math.floor((at - origin) / (periodDays * DAY_MS)) : 0;
      const age = bandOf((at - born(visit)) / DAY_MS, ageEdgesDays);
      const wait = bandOf((at - visit.enteredAt) / DAY_MS, waitEdgesDays);
      out.visit.push(index);
      out.cell.push(base + (age * waitEdgesDays.length + wait) * periods + period);
      out.days.push(Math.max((until - at) / DAY_MS, last ? shortestStayDays : 0));
      out.lost.push(last && !bulk && isLoss(visit) ? 1 : 0);
      out.moved.push(last && !bulk && visit.leftAt !== null && options.isForward(visit) ? 1 : 0);
      out.startsAt.push(at);
      if (last) break;
      at = until;
    }
  });
  return { ...out, cells: Math.max(1, options.stageIndex.size) * cellsPerStage, cellsPerStage };
}

/** A stay shorter than an hour still was at risk. */
const shortestStayDays = 1 / 24;
const isLoss = (visit: StageVisit): boolean => visit.outcome === 'lost' || visit.outcome === 'no_decision';
const born = (visit: StageVisit): number => Math.min(visit.deal.createdAt ?? visit.enteredAt, visit.enteredAt);

function bandOf(days: number, edges: readonly number[]): number {
  let band = edges.length - 1;
  while (band > 0 && days < (edges[band] as number)) band -= 1;
  return band;
}

function nextEdge(visit: StageVisit, at: number, origin: number, options: ExposureOptions): number {
  const period = options.sameHalfYear ? origin + (Math.floor((at - origin) / (periodDays * DAY_MS)) + 1) * periodDays * DAY_MS : Infinity;
  const cut = options.cuts.find((instant) => instant > at) ?? Infinity;
  return Math.min(period, cut, edgeAfter(at, born(visit), ageEdgesDays), edgeAfter(at, visit.enteredAt, waitEdgesDays));
}

function edgeAfter(at: number, from: number, edges: readonly number[]): number {
  for (const edge of edges) if (from + edge * DAY_MS > at) return from + edge * DAY_MS;
  return Infinity;
}

/** Deals closed on one day, per day; days far above the usual are bulk closes. */
export function bulkCloseDays(deals: readonly DealLog[]): Set<number> {
  const perDay = new Map<number, number>();
  for (const deal of deals) {
    const at = deal.outcome?.at;
    if (at !== null && at !== undefined && deal.outcome?.kind !== 'won') perDay.set(Math.floor(at / DAY_MS), (perDay.get(Math.floor(at / DAY_MS)) ?? 0) + 1);
  }
  const counts = [...perDay.values()].sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  return new Set([...perDay].filter(([, count]) => count >= Math.max(20, 10 * usual)).map(([day]) => day));
}
