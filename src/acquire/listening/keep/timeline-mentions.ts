import type { TimelineEntry } from '../../../model/index.ts';
import type { Facts } from '../../../store/index.ts';
import { matchMention } from '../match/match-mention.ts';
import type { WatchList } from '../match/watch-list.ts';
import { toneAbout } from '../tone/tone-about.ts';
import { mentionsThatMayMean, type HeldMention } from './mention-rows.ts';

const mostShown = 100;
const longestTitle = 140;

/** What was said of an account by an instant, as entries of its timeline: when, where, how it speaks and why it is about the account. */
export async function timelineMentions(facts: Facts, listOf: () => Promise<WatchList>, account: string, upTo: number): Promise<TimelineEntry[]> {
  const held = await mentionsThatMayMean(facts, { kind: 'account', id: account }, upTo, mostShown);
  if (held.length === 0) return [];
  const list = await listOf();
  return held.flatMap((one) => entryOf(one, account, list));
}

function entryOf({ mention, arrivedAt }: HeldMention, account: string, list: WatchList): TimelineEntry[] {
  const about = matchMention(mention, list);
  const match = about.find(({ kind, id }) => kind === 'account' && id === account);
  if (match === undefined) return [];
  const { title, text, source, url, publishedAt } = mention;
  const words = [`${toneAbout(mention, match, about.length - 1).tone}; ${match.reason}`, url ?? ''].join(' ').trim();
  return [{ at: publishedAt ?? new Date(arrivedAt).toISOString(), kind: 'mention', title: title ?? text.slice(0, longestTitle).toWellFormed(), detail: words, amount: null, currency: null, dealId: null, by: source }];
}
