import type { DealAnswer } from '../model/index.ts';

/** Money that a step is about, in major units, with the words for what it is; null where it is not known. */
export interface Stake {
  readonly atStake: number | null;
  readonly is: string;
  /** For ranking only, never shown: stake with the typical win where the amount is missing. */
  readonly weight: number;
}

export interface StakeSetting {
  /** Share won of closed deals; null while none closed. */
  readonly winRate: number | null;
  /** Mean amount of won deals in major units; 1 where no amounts are known. */
  readonly typicalAmount: number;
}

/** Amount × chance; × win rate where no chance is given; nothing where the deal is older than any evidence. */
export function stakeOf(deal: DealAnswer, setting: StakeSetting): Stake {
  const unproven = deal.signs.includes('older_than_any_win');
  const chance = deal.winProbability ?? (unproven ? null : setting.winRate);
  const weight = (deal.amount ?? setting.typicalAmount) * (chance ?? lowestWeight);
  if (deal.amount === null || deal.amount === 0) return { atStake: null, is: 'not known: the deal has no amount', weight };
  if (chance === null) return { atStake: null, is: 'not known: no deal this old was ever won, so no chance can be given', weight };
  return { atStake: deal.amount * chance, is: deal.winProbability === null ? 'amount × win rate' : 'amount × chance', weight };
}
const lowestWeight = 0.05;
