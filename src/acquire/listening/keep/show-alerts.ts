import type { CoverageAlert, Mention } from '../../../model/index.ts';
import type { Facts } from '../../../store/index.ts';
import { mentionsById, newestAlerts, type HeldAlert } from './mention-rows.ts';

const longestExcerpt = 280;

/** An alert with the beginning of what was said; a mention that is gone leaves the fact without its words. */
export const alertShown = ({ id, raisedAt, brand, source, reason, tone }: HeldAlert, mention: Mention | undefined): CoverageAlert => ({
  id, raisedAt: new Date(raisedAt).toISOString(), brand, source, reason, tone, handledAt: null, handledBy: null,
  title: mention?.title ?? null, excerpt: excerptOf(mention?.text ?? ''), url: mention?.url ?? null, publishedAt: mention?.publishedAt ?? null,
});

const excerptOf = (text: string): string => (text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt).toWellFormed()}…`);

/** Alerts of negative coverage, newest first. */
export async function coverageAlerts(facts: Facts, limit: number): Promise<CoverageAlert[]> {
  const alerts = await newestAlerts(facts, limit);
  const mentions = new Map((await mentionsById(facts, alerts.map(({ mentionId }) => mentionId))).map(({ mention }) => [JSON.stringify([mention.source, mention.id]), mention]));
  return alerts.map((alert) => alertShown(alert, mentions.get(JSON.stringify([alert.source, alert.mentionId]))));
}
