/** What spending brings, concave: each unit more brings no more than the one before. Units of money in, units of response out. */
export type ResponseCurve =
  /** Straight between points from (0, ·) on, slopes falling; nothing more beyond the last. */
  | { readonly kind: 'points'; readonly spend: readonly number[]; readonly response: readonly number[] }
  /** scale · spend^power, 0 < power < 1. */
  | { readonly kind: 'power'; readonly scale: number; readonly power: number }
  /** most · (1 − e^{−spend / reach}). */
  | { readonly kind: 'saturating'; readonly most: number; readonly reach: number }
  /** scale · log(1 + spend / reach). */
  | { readonly kind: 'logarithm'; readonly scale: number; readonly reach: number };

export interface Channel {
  readonly name: string;
  readonly curve: ResponseCurve;
  /** Least and most to spend; 0 and the whole budget where left out. */
  readonly floor?: number;
  readonly ceiling?: number;
}

export interface Allocation {
  readonly spend: Float64Array;
  readonly response: Float64Array;
  readonly value: number;
  /** No allocation brings more (weak duality at `price`), and how far below the value may be. */
  readonly bound: number;
  readonly gap: number;
  /** What one more unit of budget would bring. */
  readonly price: number;
  /** Above zero only where more spending brings nothing, or ceilings forbid it. */
  readonly unspent: number;
  /** Channels at their floor or ceiling. */
  readonly atFloor: readonly string[];
  readonly atCeiling: readonly string[];
  readonly status: string;
}

/**
 * Splits a budget over channels so that the sum of responses is most: at the optimum all channels between floor and ceiling have one slope,
 * the price of the budget (Karush, Kuhn and Tucker; Luss and Gupta 1975 for this problem). The price is found by bisection, what each channel
 * spends at it in closed form; where curves are straight and tie, the rest goes to them in order. No starting point, no step size: the answer
 * depends on the problem alone, and is certified by the Lagrangian bound. Refuses floors that exceed the budget, saying by how much. Throws a
 * RangeError for curves that are not concave or bounds that cross.
 */
export function allocateBudget(channels: readonly Channel[], budget: number): Allocation | { readonly infeasible: string; readonly by: number } {
  if (channels.length === 0) throw new RangeError('A budget needs at least one channel');
  if (!(budget >= 0 && Number.isFinite(budget))) throw new RangeError(`A budget is a finite number from 0: ${budget}`);
  channels.forEach(demandChannel);
  const ranges = channels.map(({ floor = 0, ceiling = Infinity }) => ({ floor, ceiling: Math.min(ceiling, Math.max(budget, floor)) }));
  const floors = ranges.reduce((sum, { floor }) => sum + floor, 0);
  if (floors > budget * (1 + 1e-12)) return { infeasible: `The floors together exceed the budget by ${floors - budget}`, by: floors - budget };
  const spendAt = (price: number): number[] => channels.map(({ curve }, j) => within(spendAtSlope(curve, price), ranges[j] as Range));
  const { price, below, above } = clearing(spendAt, budget);
  const spend = Float64Array.from(below);
  let rest = budget - below.reduce((sum, value) => sum + value, 0);
  above.forEach((most, j) => {
    const more = Math.max(0, Math.min(rest, most - (spend[j] as number)));
    spend[j] = (spend[j] as number) + more;
    rest -= more;
  });
  return certified(channels, ranges, budget, spend, price);
}

interface Range { readonly floor: number; readonly ceiling: number }

const within = (value: number, { floor, ceiling }: Range): number => Math.min(Math.max(value, floor), ceiling);

/** The price at which the budget is just spent: what is spent a little above it (at most the budget) and a little below it (at least). */
function clearing(spendAt: (price: number) => number[], budget: number): { price: number; below: number[]; above: number[] } {
  const total = (price: number): number => spendAt(price).reduce((sum, value) => sum + value, 0);
  if (total(0) <= budget) return { price: 0, below: spendAt(0), above: spendAt(0) };
  let [low, high] = [0, 1];
  while (total(high) > budget && high < 1e300) [low, high] = [high, high * 16];
  for (let round = 0; round < 1_100 && high - low > 1e-15 * high; round += 1) {
    const middle = low > 0 && high / low > 4 ? Math.sqrt(low * high) : (low + high) / 2;
    if (total(middle) > budget) low = middle;
    else high = middle;
  }
  return { price: high, below: spendAt(high), above: spendAt(low) };
}

/** The most that is worth spending where a unit of money costs `slope` of response. */
function spendAtSlope(curve: ResponseCurve, slope: number): number {
  if (curve.kind === 'points') {
    const at = slopesOf(curve).findIndex((one) => one <= slope);
    return curve.spend[at < 0 ? curve.spend.length - 1 : at] as number;
  }
  if (slope === 0) return Infinity;
  if (curve.kind === 'power') return (slope / (curve.scale * curve.power)) ** (1 / (curve.power - 1));
  if (curve.kind === 'saturating') return Math.max(0, curve.reach * Math.log(curve.most / curve.reach / slope));
  return Math.max(0, curve.scale / slope - curve.reach);
}

function responseAt(curve: ResponseCurve, spend: number): number {
  if (curve.kind === 'power') return curve.scale * spend ** curve.power;
  if (curve.kind === 'saturating') return curve.most * (1 - Math.exp(-spend / curve.reach));
  if (curve.kind === 'logarithm') return curve.scale * Math.log(1 + spend / curve.reach);
  const after = curve.spend.findIndex((one) => one > spend);
  if (after < 0) return curve.response[curve.response.length - 1] as number;
  const from = after - 1;
  return (curve.response[from] as number) + (slopesOf(curve)[from] as number) * (spend - (curve.spend[from] as number));
}

const slopesOf = ({ spend, response }: { spend: readonly number[]; response: readonly number[] }): number[] =>
  spend.slice(1).map((to, at) => ((response[at + 1] as number) - (response[at] as number)) / (to - (spend[at] as number)));

function certified(channels: readonly Channel[], ranges: readonly Range[], budget: number, spend: Float64Array, price: number): Allocation {
  const response = spend.map((value, j) => responseAt((channels[j] as Channel).curve, value));
  const value = response.reduce((sum, one) => sum + one, 0);
  const best = channels.map(({ curve }, j) => {
    const at = within(spendAtSlope(curve, price), ranges[j] as Range);
    return responseAt(curve, at) - price * at;
  });
  const bound = Math.max(value, price * budget + best.reduce((sum, one) => sum + one, 0));
  const spent = spend.reduce((sum, one) => sum + one, 0);
  const unspent = budget - spent > 1e-9 * Math.max(1, budget) ? budget - spent : 0;
  const at = (which: keyof Range): string[] => channels.filter((_, j) => (spend[j] as number) === (ranges[j] as Range)[which]).map(({ name }) => name);
  const gap = bound > value ? (bound - value) / Math.abs(bound) : 0;
  const status = `${unspent > 0 ? `${unspent} is left: more brings nothing, or ceilings forbid it` : 'The whole budget is spent'}; no allocation brings more than ${(100 * gap).toPrecision(2)} % above it`;
  return { spend, response, value, bound, gap, price, unspent, atFloor: at('floor'), atCeiling: at('ceiling'), status };
}

function demandChannel({ name, curve, floor = 0, ceiling = Infinity }: Channel): void {
  if (!(floor >= 0 && Number.isFinite(floor) && ceiling >= floor)) throw new RangeError(`Channel "${name}": a floor of ${floor} and a ceiling of ${ceiling}`);
  if (curve.kind === 'points') return demandPoints(name, curve);
  const positive = curve.kind === 'power' ? [curve.scale, curve.power] : curve.kind === 'saturating' ? [curve.most, curve.reach] : [curve.scale, curve.reach];
  if (!positive.every((value) => value > 0 && Number.isFinite(value)) || (curve.kind === 'power' && curve.power >= 1)) throw new RangeError(`Channel "${name}": the numbers of a ${curve.kind} curve are above zero, a power below 1: ${positive.join(', ')}`);
}

function demandPoints(name: string, { spend, response }: { spend: readonly number[]; response: readonly number[] }): void {
  if (spend.length < 2 || spend.length !== response.length || spend[0] !== 0) throw new RangeError(`Channel "${name}": a curve by points has at least two, the first at a spend of 0`);
  if (![...spend, ...response].every(Number.isFinite)) throw new RangeError(`Channel "${name}": a point is not a finite number`);
  const slopes = slopesOf({ spend, response });
  const [backwards, bent] = [spend.findIndex((value, at) => at > 0 && value <= (spend[at - 1] as number)), slopes.findIndex((slope, at) => at > 0 && slope > (slopes[at - 1] as number) * (1 + 1e-12) + 1e-15)];
  if (backwards >= 0) throw new RangeError(`Channel "${name}": point ${backwards} does not spend more than the one before`);
  if (bent >= 0) throw new RangeError(`Channel "${name}": not concave, it rises faster after point ${bent} than before`);
  if ((slopes.at(-1) as number) < 0) throw new RangeError(`Channel "${name}": the response falls with more spending`);
}
