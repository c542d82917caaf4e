import { absorbed, chainOf, type JourneyChain } from './journey-chain.ts';
import { demandJourneys, totalsOf, type Credit, type Journey } from './journey.ts';

export interface ChainCredit extends Credit {
  /** Share of conversions that the chain loses when a journey stops wherever it would have touched the channel, in [0, 1]. */
  readonly removalEffect: number;
  /** The same for value; 0 where nothing was worth anything. */
  readonly removalEffectValue: number;
}

export interface ChainAttribution {
  /** Chance that a journey converts: that of the data. */
  readonly conversionRate: number;
  readonly states: number;
  /** In order of channel name. */
  readonly credits: readonly ChainCredit[];
}

/**
 * Credit by removal effect in an absorbing Markov chain over the last `order` touches (Anderl, Becker, von Wangenheim and Schumann 2016,
 * International Journal of Research in Marketing 33): effect of c = 1 − P(convert without touching c) ÷ P(convert), credit in
 * proportion to effects, scaled to the totals. Chances are solved for, not simulated (`absorbed`), so the same journeys give the
 * same credit. Repeated touches are kept as steps in place. Assumes that what comes next depends on the last `order` touches alone;
 * a removal effect says what a channel carried in these journeys, not what would be lost without it. Throws a RangeError on an
 * order other than 1, 2 or 3, on journeys as `attributeByRule` does, and where nothing converted.
 */
export function attributeByChain(journeys: readonly Journey[], order = 1): ChainAttribution {
  demandJourneys(journeys);
  if (![1, 2, 3].includes(order)) throw new RangeError(`A chain has order 1, 2 or 3, not ${order}`);
  const totals = totalsOf(journeys);
  if (totals.conversions === 0) throw new RangeError('No journey converted: there is nothing to credit');
  const chain = chainOf(journeys, order);
  const byConversion = effectsOf(chain, chain.converting, 1);
  const byValue = totals.value === 0 ? byConversion.map(() => 0) : effectsOf(chain, chain.earning, mostEarned(chain));
  const shares = { conversions: scaled(byConversion, totals.conversions), value: scaled(byValue, totals.value) };
  return {
    conversionRate: absorbed(chain, chain.converting, 1, -1),
    states: chain.lastChannel.length - 1,
    credits: chain.channels.map((channel, c) => ({
      channel, conversions: shares.conversions[c] as number, value: shares.value[c] as number,
      removalEffect: byConversion[c] as number, removalEffectValue: byValue[c] as number,
    })),
  };
}

function effectsOf(chain: JourneyChain, gain: Float64Array, most: number): number[] {
  const all = absorbed(chain, gain, most, -1);
  return chain.channels.map((_, c) => Math.min(1, Math.max(0, 1 - absorbed(chain, gain, most, c) / all)));
}

/** Most that one conversion earns on average in any state: with it in every state, the equation can only fall. */
const mostEarned = (chain: JourneyChain): number => chain.earning.reduce((most, earned, s) => (earned > 0 ? Math.max(most, earned / (chain.converting[s] as number)) : most), 0);

function scaled(effects: readonly number[], total: number): number[] {
  const sum = effects.reduce((all, effect) => all + effect, 0);
  return effects.map((effect) => (sum === 0 ? 0 : (effect / sum) * total));
}
