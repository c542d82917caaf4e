import type { Company } from '../company.ts';
import { influences, type Influence } from '../names.ts';
import type { Planted } from '../planted.ts';
import { recordAt, writesOf, type DealRecord } from '../record/deal-records.ts';
import { copiesOf } from '../record/duplicates.ts';
import { isGaming } from '../record/touches.ts';
import { buyingGroup, influenceShares, type InfluenceShares } from '../world/buying-group.ts';
import { badNewsDays } from '../world/bad-news.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { leakPrice, type LeakPrice } from './leak-price.ts';
import { uplift } from './trial.ts';

/** What only tests may open, after answers were stored. */
export interface Truth {
  readonly planted: Planted;
  readonly deals: readonly DealTruth[];
  /** What moved the buyers of all decided deals: means of their shares. */
  readonly influence: InfluenceShares;
  readonly leak: LeakPrice | null;
  /** UTC ms of the bad news that bit; everything else in the news did nothing. */
  readonly badNews: readonly number[];
  /** Names of the reps who log calls for the sake of their number. */
  readonly gamingReps: readonly string[];
  /** Second records, each with the record that it repeats. */
  readonly copies: { readonly accounts: ReadonlyArray<{ id: string; of: string }>; readonly contacts: ReadonlyArray<{ id: string; of: string }> };
}

export interface DealTruth {
  readonly id: string;
  /** Probability at creation that it is won. */
  readonly oracle: number;
  readonly ending: string;
  readonly endsAt: number;
  /** What moved the one who signs: the decision's main influence. */
  readonly decidedBy: Influence;
  /** The buying group, the one who signs first: the CRM's contact, or null for those it never learned of, their role, and what moved each most. */
  readonly group: ReadonlyArray<{ readonly contact: string | null; readonly role: string; readonly movedBy: Influence }>;
  /** What the planted action would change about its chance. */
  readonly uplift: number;
}

export function truth(company: Company): Truth {
  const lives = Array.from({ length: company.deals }, (_, index) => dealLife(company, index));
  return {
    planted: company.planted, deals: lives.map((life) => dealTruth(company, life)), influence: meanShares(company, lives.filter((life) => life.endsAt < company.endMs)),
    leak: leakPrice(company), badNews: badNewsDays(company), gamingReps: company.reps.filter((_, rep) => isGaming(company, rep)).map((rep) => rep.name), copies: copiesOf(company),
  };
}

function dealTruth(company: Company, life: DealLife): DealTruth {
  const group = buyingGroup(company, life).map(({ contact, role, movedBy }) => ({ contact: contact?.id ?? null, role, movedBy }));
  return { id: life.id, oracle: life.oracle, ending: life.ending, endsAt: life.endsAt, decidedBy: (group[0] as (typeof group)[number]).movedBy, group, uplift: uplift(company, life) };
}

function meanShares(company: Company, lives: readonly DealLife[]): InfluenceShares {
  const all = lives.map((life) => influenceShares(company, life));
  return Object.fromEntries(influences.map((kind) => [kind, all.reduce((sum, shares) => sum + shares[kind], 0) / Math.max(1, all.length)])) as Record<Influence, number>;
}

/** Share of the deals decided before `until` whose main influence is none of these kinds: what no tracker that sees only these could have shown. */
export function unseenShare({ deals }: Truth, seeable: readonly Influence[], until: number): number {
  const decided = deals.filter((deal) => deal.endsAt < until);
  return decided.filter((deal) => !seeable.includes(deal.decidedBy)).length / Math.max(1, decided.length);
}

/** What the CRM held of every deal on a night: the judge of every as-of answer. */
export function snapshotAt(company: Company, at: number): Map<string, DealRecord> {
  const snapshot = new Map<string, DealRecord>();
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    const record = life.createdAt <= at ? recordAt(writesOf(company, life), at) : null;
    if (record) snapshot.set(life.id, record);
  }
  return snapshot;
}
