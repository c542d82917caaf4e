import { DAY_MS, alertWithinDays, type CoverageAlert, type Mention, type MentionMatch } from '../../../model/index.ts';
import type { WorkspaceStore } from '../../../store/index.ts';
import { ForgottenPeople } from '../../recall/leave-out.ts';
import { readForgotten } from '../../recall/kept-out.ts';
import { matchMention } from '../match/match-mention.ts';
import type { WatchList } from '../match/watch-list.ts';
import { toneAbout } from '../tone/tone-about.ts';
import { alertId, alertRow, alertsRaised, contentOf, heldContents, mentionRow, type HeldAlert } from './mention-rows.ts';
import { alertShown } from './show-alerts.ts';
import { voicesOfWeek } from './voices.ts';

export interface TakeParts {
  readonly store: Pick<WorkspaceStore, 'facts' | 'state'>;
  readonly list: WatchList;
  readonly now: number;
}

/** What became of some mentions; the four add up to how many there were. */
export interface TakenMentions {
  readonly kept: number;
  readonly known: number;
  readonly aboutNobody: number;
  readonly leftOut: number;
  readonly alerts: CoverageAlert[];
}

interface Meant { readonly mention: Mention; readonly about: readonly MentionMatch[] }

/**
 * Keeps mentions of one source that are about somebody who is listened for, and raises alerts. A mention that is known and reads
 * as before changes nothing. Alerts are on disk before their mentions are: a crash between the two repeats the reading,
 * which finds the alert raised and only adds what is missing. Authors end here: a number that tells voices of a week
 * apart is all that is kept of them.
 */
export async function takeMentions(parts: TakeParts, source: string, mentions: readonly Mention[]): Promise<TakenMentions> {
  const { store, list, now } = parts;
  const { list: forgotten } = await readForgotten(store.state);
  const people = forgotten === null ? null : new ForgottenPeople(forgotten);
  const free = people === null ? mentions : mentions.filter((mention) => !namesForgotten(mention, people));
  const meant = free.map((mention): Meant => ({ mention, about: matchMention(mention, list) })).filter(({ about }) => about.length > 0);
  const held = await heldContents(store.facts, source, meant.map(({ mention }) => mention.id));
  const fresh = meant.filter(({ mention }) => held.get(mention.id) !== contentOf(mention));
  const alerts = await raiseAlerts(parts, fresh);
  if (fresh.length > 0) {
    const voiceOf = await voicesOfWeek(store.state, now);
    await store.facts.insert('mentions', fresh.map(({ mention, about }) => mentionRow({ mention, arrivedAt: now, voice: voiceOf(mention) }, about)));
  }
  return { kept: fresh.length, known: meant.length - fresh.length, aboutNobody: free.length - meant.length, leftOut: mentions.length - free.length, alerts };
}

/** Who asked to be forgotten does not come back by what others write. */
const namesForgotten = ({ title, text, url, id, author }: Mention, people: ForgottenPeople): boolean =>
  [title ?? '', text, url ?? '', id, author ?? ''].some((part) => people.cleaned(part) !== part);

async function raiseAlerts({ store, now }: TakeParts, fresh: readonly Meant[]): Promise<CoverageAlert[]> {
  const due = fresh.filter(({ mention }) => mention.publishedAt === null || now - Date.parse(mention.publishedAt) <= alertWithinDays * DAY_MS).flatMap((one) => alertsOf(one, now));
  const raised = await alertsRaised(store.facts, due.map(({ alert }) => alert.id));
  const fewer = due.filter(({ alert }) => !raised.has(alert.id));
  if (fewer.length > 0) await store.facts.insert('coverage_alerts', fewer.map(({ alert }) => alertRow(alert)));
  return fewer.map(({ alert, mention }) => alertShown(alert, mention));
}

/** One alert for a mention, whatever number of brands it names. What was published at one's own address is no coverage. */
function alertsOf({ mention, about }: Meant, now: number): Array<{ alert: HeldAlert; mention: Mention }> {
  const brands = about.filter(({ kind }) => kind === 'own');
  if (brands.some(({ places }) => places.some(({ where }) => where === 'address'))) return [];
  for (const { id: brand, reason, ...match } of brands) {
    const tone = toneAbout(mention, { ...match, id: brand, reason }, about.length - brands.length);
    if (tone.tone === 'negative') return [{ mention, alert: { id: alertId(mention), source: mention.source, mentionId: mention.id, brand, reason, tone, raisedAt: now } }];
  }
  return [];
}
