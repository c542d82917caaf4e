import type { Log, Outcome } from '../log.ts';

/** The end of a deal. */
export interface Closing {
  readonly dealId: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** When it was known, and when it was in the world; epoch ms. */
  readonly at: number;
  readonly closedAt: number | null;
  /** Which of the deal's ends it is, from 1: a deal can be opened again. */
  readonly ending: number;
}

/** How every deal that has ended did end, oldest first. Deals whose end has no date are left out: nobody could say when. */
export function closingsOf({ deals }: Pick<Log, 'deals'>): Closing[] {
  return deals.flatMap(({ id, source, outcome, endings }): Closing[] => (outcome === null || outcome.at === null ? [] : [{
    dealId: id, source, outcome: outcome.kind, at: outcome.at, closedAt: outcome.closedAt, ending: Math.max(1, endings.filter(({ value }) => value !== null).length),
  }])).sort((a, b) => a.at - b.at);
}
