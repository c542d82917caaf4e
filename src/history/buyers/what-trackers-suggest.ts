import { creditedTo, influenceKinds, influenceNames, type Influence, type Tracked } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';
import type { DealLog, Log } from '../log.ts';
import { standingOf } from './asked-deals.ts';

/** Instants of a deal's activities by their type, as typed. */
export type TypedTouches = ReadonlyMap<string, ReadonlyArray<{ readonly type: string; readonly at: readonly number[] }>>;

/** Activities by deal and type; each counts once it both happened and was written down. */
export async function readTypedTouches(facts: Facts): Promise<TypedTouches> {
  const text = 'SELECT deal_id, type, arraySort(groupArray(instant)) FROM ('
    + "SELECT deal_id, ifNull(type, '') AS type, toUnixTimestamp64Milli(greatest(at, ifNull(recorded_at, at))) AS instant "
    + `FROM ${newestRows('activity', 'analyse', 'deal_id, type, at, recorded_at', 'AND deal_id IS NOT NULL')}) GROUP BY deal_id, type ORDER BY deal_id, type`;
  const touches = new Map<string, Array<{ type: string; at: number[] }>>();
  for await (const block of facts.stream(text, {})) {
    for (const row of block) {
      const id = String(row[0]);
      const held = touches.get(id) ?? [];
      touches.set(id, held);
      held.push({ type: String(row[1]), at: (row[2] as unknown[]).map(Number) });
    }
  }
  return touches;
}

/** How often a tracker would credit each kind on one deal: touches up to the end or the date, and the deal's source and campaign. */
export function creditsOf(deal: DealLog, typed: TypedTouches, asOf: number): ReadonlyMap<Influence, number> {
  const until = Math.min(asOf, deal.outcome?.at ?? asOf);
  const credits = new Map<Influence, number>();
  const credit = (text: string, times: number): void => {
    const kind = times === 0 ? null : creditedTo(text);
    if (kind) credits.set(kind, (credits.get(kind) ?? 0) + times);
  };
  for (const { type, at } of typed.get(deal.id) ?? []) credit(type, at.filter((instant) => instant <= until).length);
  for (const name of ['source', 'campaign']) credit(deal.stable[name] ?? '', deal.stable[name] ? 1 : 0);
  return credits;
}

/** Kinds by the share of won deals on which a tracker would credit them, the most first. Not what decided: what left a trace. */
export function whatTrackersSuggest(log: Log, typed: TypedTouches, asOf: number): { wonDeals: number; rows: Tracked[] } {
  const won = log.deals.filter((deal) => standingOf(deal, asOf) === 'won').map((deal) => creditsOf(deal, typed, asOf));
  const rows = influenceNames.map((kind): Tracked => {
    const counts = won.map((credits) => credits.get(kind) ?? 0);
    const deals = counts.filter((count) => count > 0).length;
    return { kind, label: influenceKinds[kind].name, touches: counts.reduce((sum, count) => sum + count, 0), wonDeals: deals, shareOfWon: won.length === 0 ? 0 : deals / won.length };
  });
  return { wonDeals: won.length, rows: rows.filter((row) => row.wonDeals > 0).sort((a, b) => b.wonDeals - a.wonDeals || b.touches - a.touches) };
}

/** True where a tracker saw something that is clicked. */
export const hasClick = (credits: ReadonlyMap<Influence, number>): boolean => [...credits.keys()].some((kind) => influenceKinds[kind].clickCanShow === 'yes');
