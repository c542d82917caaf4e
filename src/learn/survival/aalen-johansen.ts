import { checkFollowUp, momentsOf, type FollowUp } from './follow-up.ts';

/** Just after one moment with events of any cause; arrays have one element a cause. */
export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: readonly number[];
  /** Share without any event by `time`. */
  readonly survival: number;
  /** Share to which each cause came first, by `time`. With `survival` they add up to 1. */
  readonly incidence: readonly number[];
  /** Standard error of each incidence (delta method). */
  readonly standardError: readonly number[];
}

/**
 * Estimates F_k(t) = P(event of cause k by t) for causes that end the follow-up of each other (Aalen and Johansen 1978), with the
 * delta-method variance of Marubini and Valsecchi (1995). `event` holds 0 (not seen) or the cause 1…causes. One
 * minus Kaplan–Meier with the other causes as censored would be too high. Throws a `RangeError` for bad follow-up.
 */
export function aalenJohansen(seen: FollowUp, causes: number): IncidenceStep[] {
  if (!Number.isInteger(causes) || causes < 1) throw new RangeError('There must be at least one cause');
  checkFollowUp(seen, causes);
  let survival = 1;
  const sums = Array.from({ length: causes }, (): Sums => ({ incidence: 0, w: 0, wF: 0, wFF: 0, own: 0, cross: 0, crossF: 0 }));
  return momentsOf(seen, causes).map(({ time, atRisk, events }) => {
    const all = events.reduce((sum, count) => sum + count, 0);
    sums.forEach((sum, cause) => add(sum, survival, atRisk, all, events[cause] as number));
    survival *= 1 - all / atRisk;
    return { time, atRisk, events, survival, incidence: sums.map((sum) => sum.incidence), standardError: sums.map((sum) => Math.sqrt(varianceOf(sum))) };
  });
}

/** Running sums over moments i ≤ t of which the variance at t is made: the squares (F(t) − F(i))² are multiplied out. */
interface Sums { incidence: number; w: number; wF: number; wFF: number; own: number; cross: number; crossF: number }

function add(sum: Sums, before: number, atRisk: number, all: number, own: number): void {
  sum.incidence += (before * own) / atRisk;
  // Once all at risk had an event nothing grows any more, so that moment's weight meets a difference of zero.
  const w = atRisk > all ? all / (atRisk * (atRisk - all)) : 0;
  const cross = (before * own) / (atRisk * atRisk);
  sum.w += w;
  sum.wF += w * sum.incidence;
  sum.wFF += w * sum.incidence ** 2;
  sum.own += (before * before * own * (atRisk - own)) / atRisk ** 3;
  sum.cross += cross;
  sum.crossF += cross * sum.incidence;
}

const varianceOf = ({ incidence, w, wF, wFF, own, cross, crossF }: Sums): number =>
  Math.max(0, incidence ** 2 * w - 2 * incidence * wF + wFF + own - 2 * (incidence * cross - crossF));
