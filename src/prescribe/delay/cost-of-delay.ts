import { addRanges, exactly, multiplyRanges, scaleRange, subtractRanges, type Range } from '../../learn/index.ts';
import { countsFor, delayInputs, type DelayAnswer, type DelayInputName } from '../../model/index.ts';
import type { DelayFact } from '../../history/index.ts';

export type Standing = ReadonlyMap<DelayInputName, DelayFact>;

const daysPerWeek = 7;
/** The Gregorian mean: 365.2425 ÷ 12. */
const daysPerMonth = 30.436_875;

type Part = DelayAnswer['parts'][number]['part'];

/** What a part is made of. All of it has to be known, or the part is not counted. */
const partInputs: Readonly<Record<Part, readonly DelayInputName[]>> = {
  losses: ['losses_per_month', 'share_removed'],
  work: ['hours_per_week', 'cost_per_hour', 'share_removed'],
  old_costs: ['old_costs_per_month'],
  new_costs: ['new_costs_per_month'],
};
const partNames: Readonly<Record<Part, string>> = { losses: 'losses', work: 'work', old_costs: 'what would no longer be paid', new_costs: 'running the new way' };
const benefits = ['losses', 'work', 'old_costs'] as const satisfies readonly Part[];

export interface CostOfDelay {
  readonly perDay: Range;
  readonly currency: string;
  readonly parts: ReadonlyArray<{ readonly part: Part; readonly perDay: Range }>;
  readonly inputs: readonly DelayInputName[];
}

/**
 * What one more day of waiting costs the buyer: what the problem costs a day, the part of it that would go away, and what would no
 * longer be paid, less what running the new way costs a day.
 *
 *   (losses ÷ month + hours × cost of an hour ÷ week) × share removed + no longer paid ÷ month − running the new way ÷ month
 *
 * Interval arithmetic: if every input lies in its range, so does the result. A simulation would have to invent how inputs are spread
 * and go together, which nobody told us. Every input occurs once, so the bounds are exact. Parts of which something is missing are left
 * out, not guessed. Null where no part is known whole; "mixed" where money is given in several currencies.
 */
export function costOfDelay(standing: Standing): CostOfDelay | 'mixed' | null {
  const counted = countedInputs(standing);
  const whole = (part: Part): boolean => partInputs[part].every((input) => counted.has(input));
  const gains = benefits.filter(whole);
  if (gains.length === 0) return null;
  const parts = [...gains, ...(whole('new_costs') ? (['new_costs'] as const) : [])];
  const inputs = [...new Set(parts.flatMap((part) => partInputs[part]))];
  const currencies = new Set(inputs.filter((input) => delayInputs[input].unit === 'money').map((input) => counted.get(input)?.currency ?? ''));
  if (currencies.size > 1) return 'mixed';
  const perDayOf = (part: Part): Range => dailyCost(part, (input) => rangeOf(counted.get(input)));
  const gained = gains.map(perDayOf).reduce(addRanges);
  return {
    perDay: whole('new_costs') ? subtractRanges(gained, perDayOf('new_costs')) : gained,
    currency: [...currencies][0] ?? '', parts: parts.map((part) => ({ part, perDay: perDayOf(part) })), inputs,
  };
}

function dailyCost(part: Part, of: (input: DelayInputName) => Range): Range {
  const aDay = (input: DelayInputName, days: number): Range => scaleRange(of(input), 1 / days);
  switch (part) {
    case 'losses': return multiplyRanges(aDay('losses_per_month', daysPerMonth), of('share_removed'));
    case 'work': return multiplyRanges(multiplyRanges(aDay('hours_per_week', daysPerWeek), of('cost_per_hour')), of('share_removed'));
    case 'old_costs': return aDay('old_costs_per_month', daysPerMonth);
    case 'new_costs': return aDay('new_costs_per_month', daysPerMonth);
  }
}

/** Inputs that make a number; our guesses do not. */
export const countedInputs = (standing: Standing): Standing => new Map([...standing].filter(([input, { source }]) => countsFor(input, source)));

const rangeOf = (fact: DelayFact | undefined): Range => ({ low: fact?.low ?? 0, likely: fact?.likely ?? 0, high: fact?.high ?? 0 });

/** Parts that are begun and left out, because something of them is missing. */
export function partsNotCounted(standing: Standing): Part[] {
  const counted = countedInputs(standing);
  const own = (part: Part): readonly DelayInputName[] => partInputs[part].filter((input) => input !== 'share_removed');
  return benefits.filter((part) => own(part).some((input) => counted.has(input)) && !partInputs[part].every((input) => counted.has(input)));
}

export const partName = (part: Part): string => partNames[part];

/** How far the cost of a day moves when one input alone goes from its low to its high, the others at their likely value. */
export function swingOf(standing: Standing, moved: DelayInputName): number | null {
  const still = new Map([...standing].map(([input, fact]) => [input, input === moved ? fact : { ...fact, ...exactly(fact.likely ?? 0) }] as const));
  const cost = costOfDelay(still);
  return cost === null || cost === 'mixed' || !cost.inputs.includes(moved) ? null : cost.perDay.high - cost.perDay.low;
}
