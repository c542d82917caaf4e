import { setImmediate as pause } from 'node:timers/promises';
import { WEEK_MS, fewestVoices, heardFilterSchema, type HeardAnswer, type HeardFilter, type HeardMention, type HeardWeeks, type MentionMatch, type Tone, type Watched } from '../../../model/index.ts';
import type { Facts } from '../../../store/index.ts';
import { matchMention } from '../match/match-mention.ts';
import type { WatchList } from '../match/watch-list.ts';
import { toneAbout, toneOfMention } from '../tone/tone-about.ts';
import { newestMentions, type HeldMention } from './mention-rows.ts';
import { mondayOf } from './voices.ts';

/** Mentions looked through for one answer. */
const mostLookedThrough = 5_000;
const betweenPauses = 25;

interface Heard { readonly held: HeldMention; readonly about: readonly MentionMatch[] }

/** Held mentions with whom they are about by today's list. Others get a turn now and then: matching thousands takes a while. */
async function* heardSince(facts: Facts, list: WatchList, since: number): AsyncIterable<Heard> {
  for (const [index, held] of (await newestMentions(facts, since, mostLookedThrough + 1)).entries()) {
    if (index % betweenPauses === betweenPauses - 1) await pause();
    yield { held, about: matchMention(held.mention, list) };
  }
}

/** Mentions, newest first; those of whom nobody is listened for any more are left out. */
export async function heardMentions(facts: Facts, list: WatchList, filter: HeardFilter): Promise<HeardAnswer> {
  const { kind, id, limit } = heardFilterSchema.parse(filter);
  const mentions: HeardMention[] = [];
  for await (const { held, about } of heardSince(facts, list, 0)) {
    if (!about.some((match) => (kind === undefined || match.kind === kind) && (id === undefined || match.id === id))) continue;
    if (mentions.length === limit) return { mentions, more: true };
    const { author: _nobody, ...mention } = held.mention;
    mentions.push({ ...mention, arrivedAt: new Date(held.arrivedAt).toISOString(), about: [...about], tone: toneOfMention(held.mention) });
  }
  return { mentions, more: false };
}

interface Week { readonly match: MentionMatch; readonly week: string; mentions: number; readonly voices: Set<string>; readonly tones: Tone['tone'][] }

/** Counts per week of publication (of arrival, where none is told). Below `fewestVoices` no count is shown. */
export async function heardWeeks(facts: Facts, list: WatchList, watched: readonly Watched[], { weeks, now }: { weeks: number; now: number }): Promise<HeardWeeks> {
  const byWeek = new Map<string, Week>();
  let looked = 0;
  const first = mondayOf(now - (weeks - 1) * WEEK_MS);
  for await (const { held, about } of heardSince(facts, list, Date.parse(first))) {
    looked += 1;
    for (const match of about) countIn(byWeek, held, match, about.length - 1);
  }
  const names = new Map(watched.map((one) => [JSON.stringify([one.kind, one.id]), one.names[0] ?? one.id]));
  const rows = [...byWeek.values()].filter(({ week }) => week >= first).map(({ week, match: { kind, id }, mentions, voices, tones }) => ({
    week, kind, id, name: names.get(JSON.stringify([kind, id])) ?? id,
    counts: voices.size < fewestVoices ? null : { mentions, voices: voices.size, negative: tones.filter((tone) => tone === 'negative').length, positive: tones.filter((tone) => tone === 'positive').length },
  }));
  return { weeks: rows.sort((a, b) => (a.week < b.week ? 1 : a.week > b.week ? -1 : a.name < b.name ? -1 : 1)), fewestVoices, cut: looked > mostLookedThrough };
}

function countIn(byWeek: Map<string, Week>, { mention, arrivedAt, voice }: HeldMention, match: MentionMatch, others: number): void {
  const week = mondayOf(mention.publishedAt === null ? arrivedAt : Date.parse(mention.publishedAt));
  const key = JSON.stringify([week, match.kind, match.id]);
  const counted = byWeek.get(key) ?? { match, week, mentions: 0, voices: new Set<string>(), tones: [] };
  counted.mentions += 1;
  counted.voices.add(voice);
  counted.tones.push(toneAbout(mention, match, others).tone);
  byWeek.set(key, counted);
}
