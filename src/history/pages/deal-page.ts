import type { DealAnswer, DealPage, Note, TimelineEntry } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import type { AccountDeal } from './account-page.ts';
import { activitiesOfDeal, contactsById, peopleOfDeal, stageChangesOfDeals } from './statements.ts';

export interface DealPageInput {
  readonly facts: Facts;
  readonly deal: AccountDeal;
  readonly answer: DealAnswer | null;
  readonly lossReason: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** Touches of the account while the deal was open. */
  readonly touches: readonly TimelineEntry[];
  readonly asOf: number;
}

type Entry = DealPage['timeline'][number];
const iso = (at: number): string => new Date(at).toISOString();

/** One deal on a date: its chance where it is open, what happened newest first, who took part, notes. */
export async function dealPage(input: DealPageInput): Promise<DealPage> {
  const { facts, deal, asOf } = input;
  const [activities, changes, touches] = await Promise.all([
    facts.query(activitiesOfDeal, { deal: deal.id, asOf }),
    facts.query(stageChangesOfDeals, { deals: [deal.id], asOf }),
    facts.query(peopleOfDeal, { deal: deal.id, asOf }),
  ]);
  const contacts = touches.length === 0 ? [] : await facts.query(contactsById, { contacts: touches.map((touch) => touch.contact_id), asOf });
  const byId = new Map(contacts.map((contact) => [contact.record_id, contact]));
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
    people: touches.map((touch) => ({ id: touch.contact_id, name: byId.get(touch.contact_id)?.name ?? touch.contact_id, title: byId.get(touch.contact_id)?.title ?? null, touches: touch.touches })),
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
