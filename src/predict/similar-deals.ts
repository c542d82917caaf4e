import { DAY_MS, isoDate, type SimilarDeal } from '../model/index.ts';
import { entryAt, type DealLog, type DealState, type Log } from '../history/index.ts';
import { isTimed } from './landmarks.ts';

const similarShown = 3;

export interface PastDeal {
  readonly deal: DealLog;
  readonly days: number;
}

/** Deals that ended, shortest first. */
export const pastDeals = (log: Log): PastDeal[] => log.deals.flatMap((deal) =>
  (isTimed(deal) && deal.outcome?.at != null ? [{ deal, days: (deal.outcome.at - (deal.createdAt as number)) / DAY_MS }] : [])).sort((a, b) => a.days - b.days);

/** Past deals that were in the same stage and lived at least as long, nearest in product, source and age first. */
export function similarTo(deal: DealLog, state: DealState, past: readonly PastDeal[]): SimilarDeal[] {
  const nearest: Near[] = [];
  const age = state.ageDays ?? 0;
  for (let index = firstOf(past, age); index < past.length; index += 1) {
    const item = past[index] as PastDeal;
    const furthest = nearest[similarShown - 1];
    // The rest are older still, so none of them can be nearer.
    if (furthest && lengthApart(item, age) > furthest.distance) break;
    const near = { item, distance: distanceOf(item, age, deal, state) };
    if (furthest && !isNearer(near, furthest)) continue;
    const place = nearest.findIndex((held) => isNearer(near, held));
    nearest.splice(place === -1 ? nearest.length : place, 0, near);
    nearest.length = Math.min(nearest.length, similarShown);
  }
  return nearest.map(({ item }) => ({
    id: item.deal.id, account: item.deal.accountName, outcome: item.deal.outcome?.kind === 'won' ? 'won' as const : 'lost' as const,
    closedAt: isoDate(item.deal.outcome?.at ?? 0), days: Math.round(item.days),
  }));
}

interface Near {
  readonly item: PastDeal;
  readonly distance: number;
}

const isNearer = (a: Near, b: Near): boolean => a.distance < b.distance || (a.distance === b.distance && a.item.deal.id < b.item.deal.id);

const lengthApart = (item: PastDeal, age: number): number => Math.min(3, (item.days - age) / 60);

function distanceOf(item: PastDeal, age: number, deal: DealLog, state: DealState): number {
  const differs = (name: string): number => (item.deal.stable[name] === deal.stable[name] ? 0 : 1);
  const fixed = differs('product') + differs('source') + lengthApart(item, age);
  if (!deal.hasStageHistory) return fixed;
  const then = entryAt(item.deal.stage, (item.deal.createdAt as number) + age * DAY_MS)?.value ?? null;
  return fixed + (then === state.stage ? 0 : 2);
}

/** Index of the first past deal that lived at least as long. */
function firstOf(past: readonly PastDeal[], age: number): number {
  let [low, high] = [0, past.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((past[middle] as PastDeal).days < age) low = middle + 1;
    else high = middle;
  }
  return low;
}
