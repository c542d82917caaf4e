import { boundedMean, type Bounded, type BoundedMean } from '../../learn/index.ts';
import type { Influence } from '../../model/index.ts';
import type { AskedDeal } from './asked-deals.ts';

/** Whether an answer counts: 0 or 1, or both where its kind leaves it open. */
export type Counts = (kind: Influence) => Bounded;

/** Share of answers taken to name the wrong thing where nobody says otherwise: a planning figure, open to change. */
export const usualMisnaming = 0.15;

export interface Allowing {
  /** Share of answers that may name the wrong thing. */
  readonly misnaming: number;
  /** False takes the silent to be like those who answered. */
  readonly silent: boolean;
}

/**
 * Bounds of a share over deals, each deal counting once by the people asked about it: a silent person could have said
 * anything (Manski 1989), and up to `misnaming` of the answers name the wrong thing, whichever way that moves the share
 * (corrupted sampling, Horowitz and Manski 1995). The wrong ones may be all of one kind, so a single deal's value may leave
 * [0, 1]; the mean is cut to it. Deals are the independent units.
 */
export function boundsOf(deals: readonly AskedDeal[], counts: Counts, allowing: Allowing, level = 0.95): BoundedMean {
  const counted = allowing.silent ? deals : deals.filter((deal) => deal.answers.length > 0);
  return boundedMean(counted.map((deal) => unitOf(deal, counts, allowing)), level);
}

function unitOf(deal: AskedDeal, counts: Counts, { misnaming, silent }: Allowing): Bounded {
  const people = silent ? deal.asked.length : deal.answers.length;
  const sum = (end: 'low' | 'high'): number => deal.answers.reduce((total, answer) => total + counts(answer.said)[end], 0);
  const wrong = misnaming * deal.answers.length;
  return { low: (sum('low') - wrong) / people, high: (sum('high') + wrong + (people - deal.answers.length)) / people };
}

export const isKind = (kind: Influence): Counts => (said) => (said === kind ? { low: 1, high: 1 } : { low: 0, high: 0 });
