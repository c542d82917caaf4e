import type { DealAnswer, DealPage, GroupMember, Note, TimelineEntry } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import type { AccountDeal } from './account-page.ts';
import { activitiesOfDeal, stageChangesOfDeals } from './statements.ts';

export interface DealPageInput {
  readonly facts: Facts;
  readonly deal: AccountDeal;
  readonly answer: DealAnswer | null;
  readonly lossReason: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** Touches of the account while the deal was open. */
  readonly touches: readonly TimelineEntry[];
  /** Who took part. */
  readonly people: readonly GroupMember[];
  readonly asOf: number;
}

type Entry = DealPage['timeline'][number];
const iso = (at: number): string => new Date(at).toISOString();

/** One deal on a date: its chance where it is open, what happened newest first, who took part, notes. */
export async function dealPage(input: DealPageInput): Promise<DealPage> {
  const { facts, deal, asOf } = input;
  const [activities, changes] = await Promise.all([
    facts.query(activitiesOfDeal, { deal: deal.id, asOf }),
    facts.query(stageChangesOfDeals, { deals: [deal.id], asOf }),
  ]);
  const timeline: Entry[] = [
    ...activities.map((activity): Entry => ({ at: iso(activity.at_ms), kind: 'activity', title: activity.type ?? 'Activity', detail: activity.subject, by: activity.owner })),
    ...changes.map((change): Entry => ({ at: iso(change.at_ms), kind: 'stage', title: change.stage, detail: change.from_stage ? `from ${change.from_stage}` : null, by: change.by })),
    ...input.notes.map((note): Entry => ({ at: note.at, kind: 'note', title: note.text, detail: null, by: note.by })),
    ...input.touches.flatMap(touchEntry),
    ...bounds(deal),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return {
    deal: input.answer,
    status: deal.status,
    closedAt: deal.closedAt === null ? null : iso(deal.closedAt),
    lossReason: input.lossReason,
    timeline,
    people: [...input.people],
    attributes: { ...input.attributes },
    asOf: iso(asOf),
  };
}

const touchEntry = ({ at, title, detail, by, touch }: TimelineEntry): Entry[] => (touch ? [{ at, kind: 'touch', title, detail, by, touch }] : []);

function bounds(deal: AccountDeal): Entry[] {
  const entries: Entry[] = [];
  if (deal.createdAt !== null) entries.push({ at: iso(deal.createdAt), kind: 'created', title: 'Deal opened', detail: null, by: null });
  if (deal.status !== 'open' && deal.closedAt !== null) entries.push({ at: iso(deal.closedAt), kind: 'closed', title: deal.status === 'won' ? 'Won' : 'Lost', detail: null, by: null });
  return entries;
}
