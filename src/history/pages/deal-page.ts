import type { DealAnswer, DealPage, Note, TimelineEntry } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import type { AccountDeal } from './account-page.ts';
import { activitiesOfDeal, answersOnDeal, contactsById, partsInDeal, peopleOfDeal, stageChangesOfDeals } from './statements.ts';

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
  /** Until when what buyers said through our own links counts: answers are no rows of files. */
  readonly saidBy: number;
}

type Entry = DealPage['timeline'][number];
const iso = (at: number): string => new Date(at).toISOString();

/** One deal on a date: its chance where it is open, what happened newest first, who took part, notes. */
export async function dealPage(input: DealPageInput): Promise<DealPage> {
  const { facts, deal, asOf } = input;
  const [activities, changes, people] = await Promise.all([
    facts.query(activitiesOfDeal, { deal: deal.id, asOf }),
    facts.query(stageChangesOfDeals, { deals: [deal.id], asOf }),
    peopleIn(input),
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
    people,
    attributes: { ...input.attributes },
    asOf: iso(asOf),
  };
}

type Part = DealPage['people'][number]['parts'][number];

/** Who took part, the most touches first, each with in what, when, and whether records or an answer of theirs say so. */
async function peopleIn({ facts, deal: { id: deal }, asOf, saidBy }: DealPageInput): Promise<DealPage['people']> {
  const [touches, parts, answers] = await Promise.all([facts.query(peopleOfDeal, { deal, asOf }), facts.query(partsInDeal, { deal, asOf }), facts.query(answersOnDeal, { deal, asOf, saidBy })]);
  const ids = [...new Set([...touches.map((one) => one.contact_id), ...answers.map(({ contact }) => contact)])];
  const known = new Map((ids.length === 0 ? [] : await facts.query(contactsById, { contacts: ids, asOf })).map((contact) => [contact.record_id, contact]));
  const counted = new Map(touches.map((one) => [one.contact_id, one.touches]));
  const partsOf = (contact: string): Part[] => [
    ...parts.filter((part) => part.contact_id === contact).map(({ type, times, first_at, last_at }): Part => ({ part: type || 'Activity', from: 'record', times, firstAt: iso(first_at), lastAt: iso(last_at) })),
    ...answers.filter((one) => one.contact === contact).map(({ times, first_at, last_at }): Part => ({ part: 'Answered about it', from: 'answer', times, firstAt: iso(first_at), lastAt: iso(last_at) })),
  ];
  return ids.map((contact) => ({ id: contact, name: known.get(contact)?.name ?? contact, title: known.get(contact)?.title ?? null, touches: counted.get(contact) ?? 0, parts: partsOf(contact) }));
}

const touchEntry = ({ at, title, detail, by, touch }: TimelineEntry): Entry[] => (touch ? [{ at, kind: 'touch', title, detail, by, touch }] : []);

function bounds(deal: AccountDeal): Entry[] {
  const entries: Entry[] = [];
  if (deal.createdAt !== null) entries.push({ at: iso(deal.createdAt), kind: 'created', title: 'Deal opened', detail: null, by: null });
  if (deal.status !== 'open' && deal.closedAt !== null) entries.push({ at: iso(deal.closedAt), kind: 'closed', title: deal.status === 'won' ? 'Won' : 'Lost', detail: null, by: null });
  return entries;
}
