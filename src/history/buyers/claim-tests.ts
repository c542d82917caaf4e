import { influenceKinds, type Influence } from '../../model/index.ts';
import { DAY_MS } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { standingOf, type AskedDeal } from './asked-deals.ts';
import type { Said } from './said.ts';

/** What a claim is tested on: everything known on the date. */
export interface Evidence {
  readonly log: Log;
  readonly deals: readonly AskedDeal[];
  readonly asked: readonly Said[];
  readonly asOf: number;
}

/**
 * A value per independent unit. `low` and `high` differ where the data leave it open. A difference of two groups is two lists;
 * a correlation is pairs.
 */
export type Sample =
  | { readonly kind: 'share'; readonly low: readonly number[]; readonly high: readonly number[] }
  | { readonly kind: 'difference'; readonly a: readonly number[]; readonly b: readonly number[] }
  | { readonly kind: 'paired'; readonly values: readonly number[] }
  | { readonly kind: 'correlation'; readonly pairs: ReadonlyArray<readonly [number, number]> };

export interface ClaimTest {
  readonly id: string;
  readonly claim: string;
  readonly measure: string;
  /** What the measure is held against. */
  readonly mark: number;
  /** Which side of the mark the claim is on. */
  readonly side: 'above' | 'below';
  readonly unit: 'share' | 'difference' | 'correlation';
  readonly nIs: string;
  readonly sample: (evidence: Evidence) => Sample;
}

const answering = (deals: readonly AskedDeal[]): AskedDeal[] => deals.filter((deal) => deal.answers.length > 0);
const shareIn = (deal: AskedDeal, kinds: readonly Influence[]): number => deal.answers.filter((answer) => kinds.includes(answer.said)).length / deal.answers.length;

const shareNaming = (...kinds: Influence[]) => ({ deals }: Evidence): Sample => {
  const values = answering(deals).map((deal) => shareIn(deal, kinds));
  return { kind: 'share', low: values, high: values };
};

/** Kinds that may be either lie between both ends. */
const shareWhere = (where: 'offline' | 'online') => ({ deals }: Evidence): Sample => {
  const kindsOf = (wanted: readonly string[]): Influence[] => (Object.keys(influenceKinds) as Influence[]).filter((kind) => wanted.includes(influenceKinds[kind].where));
  const [sure, perhaps] = [kindsOf([where]), kindsOf([where, 'either'])];
  return { kind: 'share', low: answering(deals).map((deal) => shareIn(deal, sure)), high: answering(deals).map((deal) => shareIn(deal, perhaps)) };
};

const moreNaming = (more: readonly Influence[], less: readonly Influence[]) => ({ deals }: Evidence): Sample =>
  ({ kind: 'paired', values: answering(deals).map((deal) => shareIn(deal, more) - shareIn(deal, less)) });

const ofDeal = 'deals with an answer';
const firstDays = 30 * DAY_MS;

/** The closed list. A claim is added here, never derived from the data that will judge it. */
export const claimTests: readonly ClaimTest[] = [
  { id: 'rep_led', claim: 'Two thirds of purchases are led by the salesperson', measure: 'share naming your salesperson, against two thirds', mark: 2 / 3, side: 'above', unit: 'share', nIs: ofDeal, sample: shareNaming('our_salesperson') },
  { id: 'no_journalist', claim: 'Hardly anyone names a journalist', measure: 'share naming the press, against 5 %', mark: 0.05, side: 'below', unit: 'share', nIs: ofDeal, sample: shareNaming('press') },
  { id: 'mostly_offline', claim: 'Most influencers are offline', measure: 'share naming something offline, against half', mark: 0.5, side: 'above', unit: 'share', nIs: ofDeal, sample: shareWhere('offline') },
  { id: 'decided_online', claim: 'Most of the purchase is decided online', measure: 'share naming something online, against half', mark: 0.5, side: 'above', unit: 'share', nIs: ofDeal, sample: shareWhere('online') },
  { id: 'found_by_search', claim: 'A quarter of buyers come through search', measure: 'share naming search, against 25 %', mark: 0.25, side: 'above', unit: 'share', nIs: ofDeal, sample: shareNaming('search') },
  { id: 'list_decides', claim: 'One in five purchases is decided by a list of approved suppliers', measure: 'share naming a list, against 20 %', mark: 0.2, side: 'above', unit: 'share', nIs: ofDeal, sample: shareNaming('supplier_list') },
  { id: 'people_over_material', claim: 'People the buyer knows count for more than our material', measure: 'share naming colleague, boss, somebody met or an event, less share naming your material', mark: 0, side: 'above', unit: 'difference', nIs: ofDeal, sample: moreNaming(['colleague', 'boss', 'correspondent', 'offline_community'], ['our_material']) },
  { id: 'colleagues_over_boss', claim: 'Colleagues count for more than the boss', measure: 'share naming a colleague, less share naming the boss', mark: 0, side: 'above', unit: 'difference', nIs: ofDeal, sample: moreNaming(['colleague'], ['boss']) },
  { id: 'group_agrees', claim: 'People of one deal name the same', measure: 'share of pairs within a deal that agree, against half', mark: 0.5, side: 'above', unit: 'share', nIs: 'deals with two or more answers', sample: agreeingPairs },
  { id: 'offers_wanted', claim: 'Most offers were wanted', measure: 'share of those asked who wanted the offer, against half', mark: 0.5, side: 'above', unit: 'share', nIs: 'answers', sample: offersWanted },
  { id: 'winners_answer', claim: 'Those who bought answer more often', measure: 'share answering about won deals, less about lost ones', mark: 0, side: 'above', unit: 'difference', nIs: 'decided deals asked about', sample: answeringByOutcome },
  { id: 'early_touches', claim: 'More contact in the first month goes together with winning', measure: 'dated activities in the first 30 days: won less lost, deals that lived longer', mark: 0, side: 'above', unit: 'difference', nIs: 'decided deals with activities', sample: earlyTouches },
  { id: 'bigger_slower', claim: 'Bigger purchases take longer', measure: 'rank correlation of amount and days to the win', mark: 0, side: 'above', unit: 'correlation', nIs: 'won deals', sample: amountAndDays },
];

function agreeingPairs({ deals }: Evidence): Sample {
  const values = deals.filter((deal) => deal.answers.length > 1).map(({ answers }) => {
    const pairs = answers.flatMap((a, at) => answers.slice(at + 1).map((b) => (a.said === b.said ? 1 : 0)));
    return pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
  });
  return { kind: 'share', low: values, high: values };
}

function offersWanted({ asked }: Evidence): Sample {
  const values = asked.flatMap((one) => (one.offerWanted === null ? [] : [one.offerWanted ? 1 : 0]));
  return { kind: 'share', low: values, high: values };
}

function answeringByOutcome({ deals }: Evidence): Sample {
  const rates = (standing: 'won' | 'lost'): number[] => deals.filter((deal) => deal.standing === standing).map((deal) => deal.answers.length / deal.asked.length);
  return { kind: 'difference', a: rates('won'), b: rates('lost') };
}

/** Only deals that lived beyond the month are compared, so that an early end does not stand for little contact. */
function earlyTouches({ log, asOf }: Evidence): Sample {
  const lived = log.deals.filter((deal) => deal.createdAt !== null && deal.touches.length > 0 && (deal.outcome?.at ?? -Infinity) - deal.createdAt >= firstDays);
  const counts = (standing: 'won' | 'lost'): number[] =>
    lived.filter((deal) => standingOf(deal, asOf) === standing).map((deal) => deal.touches.filter((at) => at >= (deal.createdAt as number) && at < (deal.createdAt as number) + firstDays).length);
  return { kind: 'difference', a: counts('won'), b: counts('lost') };
}

function amountAndDays({ log, asOf }: Evidence): Sample {
  const pairs = log.deals.flatMap((deal): Array<readonly [number, number]> => {
    const amount = deal.amountCents[deal.amountCents.length - 1]?.value ?? null;
    const closedAt = deal.outcome?.closedAt ?? deal.outcome?.at ?? null;
    return standingOf(deal, asOf) === 'won' && amount !== null && amount > 0 && deal.createdAt !== null && closedAt !== null && closedAt >= deal.createdAt && !log.mixedCurrencies ? [[amount, closedAt - deal.createdAt]] : [];
  });
  return { kind: 'correlation', pairs };
}
