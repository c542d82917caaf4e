import type { DealLog, Log } from '../log.ts';
import { stateAt } from '../state-at.ts';
import type { Said } from './said.ts';

export type Standing = 'won' | 'lost' | 'open' | 'unknown';

/** A deal somebody was asked about: how it stands on the date, who was asked, what came back. */
export interface AskedDeal {
  readonly dealId: string;
  readonly deal: DealLog | null;
  readonly standing: Standing;
  readonly asked: readonly Said[];
  readonly answers: ReadonlyArray<Said & { readonly said: NonNullable<Said['said']> }>;
}

/** How a deal stands on a date; a purchase that was not made is lost. */
export function standingOf(deal: DealLog | null, asOf: number): Standing {
  if (!deal) return 'unknown';
  const { status } = stateAt(deal, asOf);
  if (status === 'not_created') return 'unknown';
  return status === 'won' || status === 'open' ? status : 'lost';
}

/** Asked deals in a fixed order. `knownOnly` leaves out deals that the log does not hold, such as those beyond a scope. */
export function askedDeals(log: Log, said: readonly Said[], asOf: number, knownOnly: boolean): AskedDeal[] {
  const deals = new Map(log.deals.map((deal) => [deal.id, deal]));
  const groups = [...Map.groupBy(said, (one) => one.dealId)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([dealId, asked]) => {
    const deal = deals.get(dealId) ?? null;
    if (!deal && knownOnly) return [];
    return [{ dealId, deal, standing: standingOf(deal, asOf), asked, answers: asked.filter((one): one is AskedDeal['answers'][number] => one.said !== null) }];
  });
}

export const isDecided = ({ standing }: AskedDeal): boolean => standing === 'won' || standing === 'lost';
