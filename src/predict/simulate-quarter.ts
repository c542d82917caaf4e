import { normalDraw, type RandomStream } from '../learn/index.ts';

/** An open deal as the simulation sees it: its chance to be won in the quarter, its amount in hundredths (1 where deals are counted). */
export interface OpenDeal {
  readonly chance: number;
  readonly amount: number | null;
}

/** What a quarter can still bring. */
export interface Remaining {
  readonly open: readonly OpenDeal[];
  /** What deals not yet created brought in comparable quarters. */
  readonly fromNew: readonly number[];
  /** Amounts of the latest won deals, from which unknown amounts are drawn. */
  readonly wonAmounts: readonly number[];
}

const draws = 2_000;

export interface Simulated {
  /** Ascending. */
  readonly totals: Float64Array;
  readonly fromOpen: number;
  readonly fromNew: number;
}

/**
 * Totals of a quarter. Open deals are won independently given a shock that moves all of them together: log-normal with mean
 * one, on the hazard scale, so that chances stay below one. What deals not yet created bring is drawn from comparable
 * quarters, which had shocks of their own.
 */
export function simulateQuarter(remaining: Remaining, booked: number, shock: number, random: RandomStream): Simulated {
  const { open, fromNew, wonAmounts } = remaining;
  const rates = Float64Array.from(open, (deal) => -Math.log1p(-deal.chance));
  const totals = new Float64Array(draws);
  let [openSum, newSum] = [0, 0];
  for (let draw = 0; draw < draws; draw += 1) {
    const factor = Math.exp(shock * normalDraw(random) - (shock * shock) / 2);
    let won = 0;
    for (let index = 0; index < rates.length; index += 1) {
      if (random() < 1 - Math.exp(-(rates[index] as number) * factor)) won += open[index]?.amount ?? oneOf(wonAmounts, random);
    }
    const fresh = oneOf(fromNew, random);
    openSum += won / draws;
    newSum += fresh / draws;
    totals[draw] = booked + won + fresh;
  }
  return { totals: totals.sort(), fromOpen: openSum, fromNew: newSum };
}

const oneOf = (values: readonly number[], random: RandomStream): number => (values.length === 0 ? 0 : values[Math.floor(random() * values.length)] as number);

/** Mean and variance of what is still to be won, were there no shock. */
export function momentsOf({ open, fromNew, wonAmounts }: Remaining): { mean: number; variance: number; fromOpen: number } {
  const unknown = moments(wonAmounts);
  const fresh = moments(fromNew);
  let [mean, variance] = [fresh.mean, fresh.square - fresh.mean ** 2];
  for (const { chance, amount } of open) {
    const first = amount ?? unknown.mean;
    mean += chance * first;
    variance += chance * (amount === null ? unknown.square : amount * amount) - (chance * first) ** 2;
  }
  return { mean, variance, fromOpen: mean - fresh.mean };
}

function moments(values: readonly number[]): { mean: number; square: number } {
  const n = Math.max(1, values.length);
  return { mean: values.reduce((sum, value) => sum + value, 0) / n, square: values.reduce((sum, value) => sum + value * value, 0) / n };
}
