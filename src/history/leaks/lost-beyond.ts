import { DAY_MS } from '../../model/index.ts';
import type { StageVisit } from '../stages/stage-visits.ts';
import type { Estimate } from './price-leak.ts';

const halfYearDays = 182.625;
const ageEdgesDays = [0, 30, 90, 180];
const isLost = (stay: StageVisit): boolean => stay.outcome === 'lost' || stay.outcome === 'no_decision';
const ageBand = (stay: StageVisit): number => ageEdgesDays.filter((edge) => (stay.enteredAt - (stay.deal.createdAt ?? stay.enteredAt)) / DAY_MS > edge).length;
const halfYear = (stay: StageVisit): number => Math.floor(stay.enteredAt / DAY_MS / halfYearDays);

/**
 * Deals lost at a place beyond what the others' share lost would make of as many stays entered at the same age of the deal,
 * and, unless a period is itself the place, in the same half-year. How long a stay took is not held equal: a place that
 * keeps deals longer would otherwise hide what it loses. Only stays that ended count, and only where both were seen.
 */
export function lostBeyond(stays: readonly StageVisit[], isOwn: (stay: StageVisit) => boolean, sameHalfYear: boolean): Estimate {
  const ended = stays.filter((stay) => stay.leftAt !== null);
  const cells = Map.groupBy(ended, (stay) => `${ageBand(stay)} ${sameHalfYear ? halfYear(stay) : ''}`);
  let [mean, variance] = [0, 0];
  for (const cell of cells.values()) {
    const own = cell.filter(isOwn);
    const others = cell.length - own.length;
    if (own.length === 0 || others === 0) continue;
    const lostHere = own.filter(isLost).length;
    const lostElsewhere = cell.filter(isLost).length - lostHere;
    mean += lostHere - (own.length * lostElsewhere) / others;
    variance += varianceOfExpected(own.length, lostElsewhere, others);
  }
  return { mean, variance };
}

/**
 * What was lost is a fact; what would have been lost otherwise is not. It is a count of `own` deals at the others' share, itself
 * known from so many of them, with half a loss and half a survivor added so that few are not taken for certain.
 */
function varianceOfExpected(own: number, lost: number, others: number): number {
  const share = (lost + 0.5) / (others + 1);
  return (own + own ** 2 / others) * share * (1 - share);
}
