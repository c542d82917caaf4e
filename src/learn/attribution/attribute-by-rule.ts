import { channelsOf, demandJourneys, type Credit, type Journey } from './journey.ts';

export type AttributionRule =
  | { readonly kind: 'first' | 'last' | 'linear' }
  /** A touch counts half of one that came `halfLife` later: in the unit of the journeys' ages, or in touches where a journey has none. */
  | { readonly kind: 'decay'; readonly halfLife: number }
  /** `first` and `last` are shares of the credit (together at most 1); the touches between share the rest evenly. */
  | { readonly kind: 'position'; readonly first: number; readonly last: number };

/**
 * Splits each journey's conversions and value over its touches by a fixed rule; a channel touched twice is credited twice. Rules
 * describe who was there, they estimate nothing. By position, a journey of two touches splits in proportion first : last (evenly
 * where both are 0), one of one touch gives all to it. Credits sum to what was given. Returned in order of channel name. Throws a RangeError on no
 * journeys, a journey without touches, counts that are negative or not finite, a half-life not above 0, shares outside [0, 1].
 */
export function attributeByRule(journeys: readonly Journey[], rule: AttributionRule): Credit[] {
  demandJourneys(journeys);
  demandRule(rule);
  const sums = new Map(channelsOf(journeys).map((channel) => [channel, { conversions: 0, value: 0 }]));
  for (const journey of journeys) {
    sharesOf(journey, rule).forEach((share, touch) => {
      const held = sums.get(journey.channels[touch] as string) as { conversions: number; value: number };
      held.conversions += share * journey.conversions;
      held.value += share * (journey.value ?? 0);
    });
  }
  return [...sums].map(([channel, sum]) => ({ channel, ...sum }));
}

function demandRule(rule: AttributionRule): void {
  if (rule.kind === 'decay' && !(rule.halfLife > 0 && Number.isFinite(rule.halfLife))) throw new RangeError('The half-life must be above 0 and finite');
  if (rule.kind === 'position' && !(rule.first >= 0 && rule.last >= 0 && rule.first + rule.last <= 1)) throw new RangeError('The shares of the first and the last touch must not be below 0 and together at most 1');
}

function sharesOf(journey: Journey, rule: AttributionRule): number[] {
  const n = journey.channels.length;
  if (rule.kind === 'decay') return decayed(journey, rule.halfLife);
  if (rule.kind === 'position') return positioned(n, rule.first, rule.last);
  return journey.channels.map((_, touch) => (rule.kind === 'linear' ? 1 / n : Number(touch === (rule.kind === 'first' ? 0 : n - 1))));
}

/** Ages are taken from the youngest, so that the oldest journeys do not round to nothing. */
function decayed({ channels, ages = channels.map((_, touch) => channels.length - 1 - touch) }: Journey, halfLife: number): number[] {
  const youngest = ages.reduce((least, age) => Math.min(least, age), Infinity);
  const weights = ages.map((age) => 2 ** (-(age - youngest) / halfLife));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function positioned(n: number, first: number, last: number): number[] {
  if (n === 1) return [1];
  if (n === 2) return first + last === 0 ? [0.5, 0.5] : [first / (first + last), last / (first + last)];
  return Array.from({ length: n }, (_, touch) => (touch === 0 ? first : touch === n - 1 ? last : (1 - first - last) / (n - 2)));
}
