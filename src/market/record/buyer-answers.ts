import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { analysts, consultants, offlineCommunities, onlineCommunities, outlets, rivals, type Influence } from '../names.ts';
import { buyingGroup, type Member } from '../world/buying-group.ts';
import type { DealLife } from '../world/deal-life.ts';
import { writesOf } from './deal-records.ts';

/** One buyer asked what moved the choice. */
export interface BuyerAnswer {
  readonly contact: string;
  readonly askedAt: number;
  /** Null where no answer ever came. */
  readonly answeredAt: number | null;
  readonly said: Influence;
  /** What it was in truth. */
  readonly truly: Influence;
  readonly offerWanted: boolean | null;
  readonly comment: string;
}

/** Buyers are asked since two years before the world's end, after a close was written down. */
const askedDays = 730;
const shareOfDealsAsked = 0.8;

/** Everybody of a deal who was asked, answered or not: a few of those whom the CRM knows. */
export function answersOf(company: Company, life: DealLife): BuyerAnswer[] {
  const chance = new Chance('asked', company.seed, life.index);
  const closedAt = writesOf(company, life).find((write) => write.set.stage?.startsWith('Closed') === true)?.at;
  if (closedAt === undefined || closedAt < company.endMs - askedDays * dayMs || !chance.happens(shareOfDealsAsked)) return [];
  const askedAt = closedAt + chance.between(1, 12) * dayMs;
  const asked = buyingGroup(company, life).filter((member) => member.contact !== null).slice(0, chance.whole(1, 3));
  return asked.map((member, at) => answerOf(company, life, member, at, askedAt));
}

function answerOf(company: Company, life: DealLife, member: Member, at: number, askedAt: number): BuyerAnswer {
  const chance = new Chance('answer', company.seed, life.index, at);
  const { answering } = company.planted;
  const answers = chance.happens(respondsWith(company, life, member));
  const answeredAt = askedAt + chance.waiting(5) * dayMs;
  const misnamed = chance.happens(answering.misnames * company.noise);
  const said = misnamed ? chance.weighted(visibleInstead.filter(([kind]) => kind !== member.movedBy)) : member.movedBy;
  const isAsked = chance.happens(0.6);
  return {
    contact: member.contact?.id ?? '', askedAt, answeredAt: answers ? answeredAt : null, said, truly: member.movedBy,
    offerWanted: isAsked ? chance.happens(member.opinion > 0 ? 0.8 : 0.45) : null, comment: chance.happens(0.3) ? commentOn(company, chance, said) : '',
  };
}

/** What people name who do not remember, or would rather not say. */
const visibleInstead: ReadonlyArray<readonly [Influence, number]> = [['our salesperson', 0.3], ['our material', 0.25], ['search', 0.3], ['press', 0.15]];

const outOfSight: readonly Influence[] = ['boss', 'competitor', 'colleague', 'supplier list', 'policy-maker'];

/** Probability that somebody answers: more after a win, less where somebody out of sight decided, and more with a good opinion. */
function respondsWith({ planted: { answering } }: Company, life: DealLife, member: Member): number {
  const base = Math.log(answering.responds / (1 - answering.responds));
  const lean = answering.wonLean * (life.ending === 'won' ? 0.65 : -0.35) - answering.shyLean * (outOfSight.includes(member.movedBy) ? 0.65 : -0.35) + 0.15 * member.opinion;
  return 1 / (1 + Math.exp(-base - lean));
}

/** Now and then a name is dropped: the quiet one's among those who listen, the loud one's among readers, else one that fits what was said. */
function commentOn({ planted: { quiet, loud } }: Company, chance: Chance, said: Influence): string {
  if (said === quiet?.kind && chance.happens(0.6)) return chance.pick([`${quiet.name} knew somebody who had it`, `We asked ${quiet.name}`, `Talk to ${quiet.name}, everybody does`]);
  if (said === loud?.kind && chance.happens(0.4)) return `I read ${loud.name} now and then`;
  const names = named[said];
  if (names && chance.happens(0.5)) return chance.pick(['We heard of you through ', 'It was mostly ', 'Ask ']) + chance.pick(names);
  return chance.pick(['It was clear from the start', 'Took longer than we thought', 'Price was not the point', 'We had seen it work elsewhere', 'Hard to say']);
}

const named: Readonly<Partial<Record<Influence, readonly string[]>>> = {
  consultant: consultants, analyst: analysts, press: outlets, competitor: rivals, 'online community': onlineCommunities, 'offline community': offlineCommunities,
};
