import { quarterName, type Company } from '../company.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { staySpread } from '../world/deal-walk.ts';
import { tailAbove } from './normal-curve.ts';
import { wantedAfter } from './oracle.ts';

/** What a planted leak cost in one quarter; whole euros. */
export interface LeakQuarter {
  readonly quarter: string;
  /** Deals that fell out at the leak. */
  readonly lost: number;
  /** What of these would have been won without the leak, with all other luck as it was. */
  readonly wouldHaveWon: number;
  /** The same on average over that luck: what one could know at best. */
  readonly expected: number;
}

export interface LeakPrice {
  readonly quarters: readonly LeakQuarter[];
  /** Means over all quarters of the world. */
  readonly wouldHaveWonPerQuarter: number;
  readonly expectedPerQuarter: number;
  /**
   * How far, in standard deviations, losses and waits there are expected to stand out to somebody who looks at this stage and product alone and knows how the
   * others do. One-sided at 5 %, such a person finds the leak with the probability `oraclePower`.
   */
  readonly score: { readonly byLosses: number; readonly byWaits: number };
  readonly oraclePower: { readonly byLosses: number; readonly byWaits: number };
}

/** The true price of the planted leak, or null where there is none: every deal that fell out there is lived again, with the same luck and without the leak. */
export function leakPrice(company: Company): LeakPrice | null {
  const { leak } = company.planted;
  if (!leak) return null;
  const sealed = { ...company, planted: { ...company.planted, leak: { ...leak, waitFactor: 1, extraLoss: 0 } } };
  const lost = Array.from({ length: company.deals }, (_, index) => dealLife(company, index)).filter((life) => life.leaked && life.endsAt < company.endMs);
  const quarters = quartersOf(company).map((quarter) => priceOf(sealed, quarter, lost.filter((life) => quarterName(life.endsAt) === quarter)));
  const score = scoreOf(company, leak);
  const mean = (of: (quarter: LeakQuarter) => number): number => quarters.reduce((sum, one) => sum + of(one), 0) / quarters.length;
  return { quarters, wouldHaveWonPerQuarter: mean((one) => one.wouldHaveWon), expectedPerQuarter: mean((one) => one.expected), score, oraclePower: { byLosses: tailAbove(1.645 - score.byLosses), byWaits: tailAbove(1.645 - score.byWaits) } };
}

/** Normal approximation over the stays that ended in the world: losses around the rate of the others, logarithms of waits around their mean with the spread of all stays. */
function scoreOf(company: Company, leak: NonNullable<Company['planted']['leak']>): LeakPrice['score'] {
  const over = Array.from({ length: company.deals }, (_, index) => dealLife(company, index)).filter((life) => life.endsAt < company.endMs);
  const stays = over.flatMap((life) => life.stays.flatMap((stay, at) => (stay.stage === leak.stage ? [{ life, isLast: at === life.stays.length - 1 }] : [])));
  const inside = stays.filter(({ life }) => life.product.name === leak.product).length;
  const others = stays.filter(({ life }) => life.product.name !== leak.product);
  const lossRate = others.filter(({ isLast }) => isLast).length / Math.max(1, others.length);
  const losses = (inside * leak.extraLoss * (1 - lossRate)) / Math.sqrt(Math.max(1, inside) * Math.max(0.01, lossRate * (1 - lossRate)));
  return { byLosses: losses, byWaits: (Math.log(leak.waitFactor) * Math.sqrt(inside)) / staySpread };
}

function priceOf(sealed: Company, quarter: string, lost: readonly DealLife[]): LeakQuarter {
  const twins = lost.map((life) => dealLife(sealed, life.index));
  return {
    quarter, lost: lost.length,
    wouldHaveWon: twins.reduce((sum, twin) => sum + (twin.ending === 'won' ? twin.lastAmount : 0), 0),
    expected: Math.round(lost.reduce((sum, life) => sum + wantedAfter(life) * life.firstAmount * meanOfWin, 0)),
  };
}

/** Wins end at this share of the first amount on average: a median of 0.94, log-normal with spread 0.15. */
const meanOfWin = 0.94 * Math.exp(0.15 ** 2 / 2);

function quartersOf({ startMs, endMs }: Company): string[] {
  const first = new Date(startMs);
  const names: string[] = [];
  for (let month = Math.floor(first.getUTCMonth() / 3) * 3; Date.UTC(first.getUTCFullYear(), month, 1) < endMs; month += 3) names.push(quarterName(Date.UTC(first.getUTCFullYear(), month, 1)));
  return names;
}
