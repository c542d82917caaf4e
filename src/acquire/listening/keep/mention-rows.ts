import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mentionKinds, toneSchema, type Mention, type MentionMatch, type Tone } from '../../../model/index.ts';
import type { Facts } from '../../../store/index.ts';

/** A mention as it is held: without an author, with the time of its arrival and a number for its voice. */
export interface HeldMention {
  readonly mention: Mention;
  readonly arrivedAt: number;
  readonly voice: string;
}

/** How a row says that it may be about somebody: where to look, judged again on every read. */
export const meantKey = ({ kind, id }: Pick<MentionMatch, 'kind' | 'id'>): string => `${kind} ${id}`;

/** Hash of what a mention says: another one makes another version. */
export const contentOf = ({ kind, url, title, text, links, publishedAt, language }: Mention): string =>
  createHash('sha256').update(JSON.stringify([kind, url, title, text, links, publishedAt, language])).digest('hex').slice(0, 32);

const contentStatement = {
  name: 'content_of_mentions',
  text: 'SELECT mention_id, argMax(content, known_at) AS content FROM mentions WHERE source = {source:String} AND mention_id IN {ids:Array(String)} GROUP BY mention_id',
  parameters: z.object({ source: z.string(), ids: z.array(z.string()) }),
  row: z.object({ mention_id: z.string(), content: z.string() }),
} as const;

/** What is held of some mentions of a source: id to hash of content. */
export async function heldContents(facts: Facts, source: string, ids: readonly string[]): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 500) {
    for (const row of await facts.query(contentStatement, { source, ids: ids.slice(at, at + 500) })) held.set(row.mention_id, row.content);
  }
  return held;
}

export const mentionRow = ({ mention, arrivedAt, voice }: HeldMention, about: readonly MentionMatch[]): object => ({
  source: mention.source, mention_id: mention.id, kind: mention.kind, url: mention.url, title: mention.title, body: mention.text, links: mention.links, language: mention.language,
  published_at: mention.publishedAt === null ? null : Date.parse(mention.publishedAt), voice, content: contentOf(mention), meant: about.map(meantKey), known_at: arrivedAt,
});

const heldRow = z.object({
  source: z.string(), mention_id: z.string(), kind: z.enum(mentionKinds), url: z.string().nullable(), title: z.string().nullable(), body: z.string(), links: z.array(z.string()), language: z.string().nullable(),
  published_ms: z.coerce.number().nullable(), voice: z.string(), known_ms: z.coerce.number(),
});
const shown = 'source, mention_id, kind, url, title, body, links, language, toUnixTimestamp64Milli(published_at) AS published_ms, toString(voice) AS voice, toUnixTimestamp64Milli(known_at) AS known_ms';

const newestStatement = {
  name: 'newest_mentions',
  text: `SELECT ${shown} FROM (SELECT * FROM mentions ORDER BY known_at DESC LIMIT 1 BY source, mention_id) WHERE known_at >= fromUnixTimestamp64Milli({since:Int64}) ORDER BY known_at DESC, source, mention_id LIMIT {limit:UInt32}`,
  parameters: z.object({ since: z.number(), limit: z.number() }),
  row: heldRow,
} as const;

const byIdStatement = {
  name: 'mentions_by_id',
  text: `SELECT ${shown} FROM mentions WHERE mention_id IN {ids:Array(String)} ORDER BY known_at DESC LIMIT 1 BY source, mention_id`,
  parameters: z.object({ ids: z.array(z.string()) }),
  row: heldRow,
} as const;

const meantStatement = {
  name: 'mentions_that_may_mean',
  text: `SELECT ${shown} FROM mentions WHERE has(meant, {key:String}) AND known_at <= fromUnixTimestamp64Milli({upTo:Int64}) ORDER BY known_at DESC, source, mention_id LIMIT 1 BY source, mention_id LIMIT {limit:UInt32}`,
  parameters: z.object({ key: z.string(), upTo: z.number(), limit: z.number() }),
  row: heldRow,
} as const;

/** Mentions that were found to mean somebody when they arrived, of those known by an instant. */
export const mentionsThatMayMean = async (facts: Facts, of: Pick<MentionMatch, 'kind' | 'id'>, upTo: number, limit: number): Promise<HeldMention[]> =>
  (await facts.query(meantStatement, { key: meantKey(of), upTo, limit })).map(heldOf);

/** Mentions as they read now, newest arrival first. */
export const newestMentions = async (facts: Facts, since: number, limit: number): Promise<HeldMention[]> => (await facts.query(newestStatement, { since, limit })).map(heldOf);
export const mentionsById = async (facts: Facts, ids: readonly string[]): Promise<HeldMention[]> => (ids.length === 0 ? [] : (await facts.query(byIdStatement, { ids: [...ids] })).map(heldOf));

const heldOf = (row: z.output<typeof heldRow>): HeldMention => ({
  arrivedAt: row.known_ms, voice: row.voice,
  mention: {
    source: row.source, id: row.mention_id, kind: row.kind, url: row.url, title: row.title, text: row.body, links: row.links, author: null,
    publishedAt: row.published_ms === null ? null : new Date(row.published_ms).toISOString(), language: row.language,
  },
});

/** An alert as it is held: the mention is looked up where it is shown. */
export interface HeldAlert {
  readonly id: string;
  readonly source: string;
  readonly mentionId: string;
  readonly brand: string;
  readonly reason: string;
  readonly tone: Tone;
  readonly raisedAt: number;
}

export const alertId = (mention: Pick<Mention, 'source' | 'id'>): string =>
  createHash('sha256').update(JSON.stringify([mention.source, mention.id])).digest('hex').slice(0, 32);

export const alertRow = (alert: HeldAlert): object => ({
  alert_id: alert.id, source: alert.source, mention_id: alert.mentionId, brand: alert.brand, reason: alert.reason, tone: JSON.stringify(alert.tone), raised_at: alert.raisedAt,
});

const alertColumns = 'alert_id, source, mention_id, brand, reason, tone, toUnixTimestamp64Milli(raised_at) AS raised_ms';
const heldAlertRow = z.object({ alert_id: z.string(), source: z.string(), mention_id: z.string(), brand: z.string(), reason: z.string(), tone: z.string().transform((text) => toneSchema.parse(JSON.parse(text))), raised_ms: z.coerce.number() });

const newestAlertsStatement = {
  name: 'newest_alerts',
  text: `SELECT ${alertColumns} FROM (SELECT * FROM coverage_alerts ORDER BY raised_at LIMIT 1 BY alert_id) ORDER BY raised_at DESC, alert_id LIMIT {limit:UInt32}`,
  parameters: z.object({ limit: z.number() }),
  row: heldAlertRow,
} as const;

const raisedStatement = {
  name: 'alerts_raised',
  text: 'SELECT DISTINCT alert_id FROM coverage_alerts WHERE alert_id IN {ids:Array(String)}',
  parameters: z.object({ ids: z.array(z.string()) }),
  row: z.object({ alert_id: z.string() }),
} as const;

/** An alert that a crash made write itself twice counts once: the first. */
export const newestAlerts = async (facts: Facts, limit: number): Promise<HeldAlert[]> =>
  (await facts.query(newestAlertsStatement, { limit })).map((row) => ({ id: row.alert_id, source: row.source, mentionId: row.mention_id, brand: row.brand, reason: row.reason, tone: row.tone, raisedAt: row.raised_ms }));

export const alertsRaised = async (facts: Facts, ids: readonly string[]): Promise<Set<string>> =>
  new Set(ids.length === 0 ? [] : (await facts.query(raisedStatement, { ids: [...ids] })).map((row) => row.alert_id));
