import type { ActionsAnswer, DealAnswer } from '../model/index.ts';
import { assignHoldOut, type Cluster, type HoldOutOptions } from './hold-out.ts';
import { monthsNeeded } from './power.ts';

/** The part of accounts held out unless a firm chooses otherwise. */
export const usualHeldShare = 0.15;
const effectShown = 0.1;

/** Deals of one account are one cluster; a deal without an account stands for itself. */
export const clusterOf = (deal: Pick<DealAnswer, 'id' | 'accountId' | 'account'>): string => deal.accountId ?? deal.account ?? `deal ${deal.id}`;

/** Accounts of the open deals, each in the stratum of the rep who comes first by name. */
export function clustersOf(deals: readonly DealAnswer[]): Cluster[] {
  const strata = new Map<string, string>();
  for (const deal of deals) {
    const stratum = deal.owner ?? '';
    const known = strata.get(clusterOf(deal));
    if (known === undefined || stratum < known) strata.set(clusterOf(deal), stratum);
  }
  return [...strata].map(([id, stratum]) => ({ id, stratum }));
}

/** Which accounts get no suggestions: what the caller writes down once and passes back as `frozen`. */
export const holdOutAssignments = (deals: readonly DealAnswer[], options: HoldOutOptions): Map<string, boolean> =>
  assignHoldOut(clustersOf(deals), options);

export interface ComparisonSetting {
  readonly on: boolean;
  readonly heldShare: number;
  readonly actionsPerMonth: number;
  readonly winRate: number | null;
}

/** What a comparison group can see at the firm's own pace, in one sentence. */
export function comparisonOf({ on, heldShare, actionsPerMonth, winRate }: ComparisonSetting): ActionsAnswer['comparison'] {
  return { on, offered: !on, actionsPerMonth, sentence: `${on ? onWords(heldShare) : offWords(heldShare)} ${paceWords(actionsPerMonth, heldShare, winRate)}` };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const onWords = (share: number): string => `A comparison group is on: about ${percent(share)} of accounts get no suggestions. Deals waiting on us are never held back.`;
const offWords = (share: number): string => `Whether suggestions help can only be seen with a comparison group: about ${percent(share)} of accounts would get none.`;

function paceWords(perMonth: number, share: number, winRate: number | null): string {
  if (perMonth === 0 || winRate === null) return 'How long it takes to see an effect depends on your pace, which is not known yet.';
  const months = (held: number): number => monthsNeeded(winRate, effectShown, held, perMonth);
  return `At your ${perMonth} actions a month, a 10-point effect shows in about ${months(share)} months; with half in the group, ${months(0.5)}.`;
}
