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
    const share = (cell.filter(isLost).length - lostHere) / others;
    mean += lostHere - own.length * share;
    variance += binomial(lostHere, own.length) + own.length ** 2 * (binomial(share * others, others) / others ** 2);
  }
  return { mean, variance };
}

/** Variance of a count of n, with half a hit and half a miss added so that few trials are not taken for certain. */
function binomial(hits: number, n: number): number {
  const share = (hits + 0.5) / (n + 1);
  return n * share * (1 - share);
}
