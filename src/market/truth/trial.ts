import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';

/** A randomised comparison of the planted action with doing nothing, among deals opened in a window. */
export interface TrialOptions {
  /** Another key, another assignment. */
  readonly key: string;
  /** Share of accounts that get the action. */
  readonly treated: number;
  readonly from: number;
  readonly until: number;
}

export interface TrialDeal {
  readonly id: string;
  readonly account: string;
  readonly openedAt: number;
  readonly treated: boolean;
  readonly isWon: boolean;
  /** UTC ms; whether treated or not, the deal ends when it ends. */
  readonly endsAt: number;
  readonly isWonWithin90Days: boolean;
  /** True difference that the action makes to this deal's chance. */
  readonly uplift: number;
}

/** What the planted action does to a deal's chance of being won, in points of probability; 0 for every deal where nothing was planted. */
export function uplift(company: Company, life: DealLife): number {
  const { action } = company.planted;
  if (!action) return 0;
  const points = life.account.sizeBand === action.harmed ? -action.harm : life.product.family === action.family ? action.inFamily : action.elsewhere;
  return Math.min(1 - life.oracle, Math.max(-life.oracle, points));
}

/** A deal's true uplift by its id, as `uplift` of its life. */
export function upliftOf(company: Company, dealId: string): number {
  const index = Number(dealId.slice(4)) - 1;
  if (!(index >= 0 && index < company.deals)) throw new RangeError(`this company has no deal ${dealId}`);
  return uplift(company, dealLife(company, index));
}

/** Outcomes of a hold-out by account: what the world gives for the deals left alone is what it gave anyway. In order of opening. */
export function holdOut(company: Company, options: TrialOptions): TrialDeal[] {
  const deals: TrialDeal[] = [];
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    if (life.createdAt >= options.from && life.createdAt < options.until) deals.push(trialDeal(company, life, options));
  }
  return deals.sort((a, b) => a.openedAt - b.openedAt);
}

function trialDeal(company: Company, life: DealLife, { key, treated }: TrialOptions): TrialDeal {
  const isTreated = new Chance('hold-out', company.seed, key, life.account.index).happens(treated);
  const difference = uplift(company, life);
  const isWon = isTreated ? wonWhenTreated(company, life, difference, key) : life.ending === 'won';
  return { id: life.id, account: life.account.id, openedAt: life.createdAt, treated: isTreated, isWon, endsAt: life.endsAt, isWonWithin90Days: isWon && life.endsAt - life.createdAt <= 90 * dayMs, uplift: difference };
}

/** As many endings turn as the difference asks for: lost ones where it helps, won ones where it harms. */
function wonWhenTreated(company: Company, life: DealLife, difference: number, key: string): boolean {
  const chance = new Chance('turned', company.seed, key, life.index);
  if (life.ending === 'won') return !chance.happens(Math.max(0, -difference) / life.oracle);
  return chance.happens(Math.max(0, difference) / (1 - life.oracle));
}
