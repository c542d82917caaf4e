import { Chance } from '../chance.ts';
import { dayMs, momentAt, type Company } from '../company.ts';
import type { Walk } from './deal-walk.ts';

/** Bad news that reaches a deal: told at `at`, and dropped for it at `leavesAt`. */
export interface Hit {
  readonly at: number;
  readonly leavesAt: number;
}

/** The days of bad news that bites, UTC ms. */
export const badNewsDays = (company: Company): number[] => (company.planted.media?.at ?? []).map((share) => Math.floor(momentAt(company, share) / dayMs) * dayMs);

/** The first bad news that this deal would not survive, among those told while it runs and by `until`; independent of how the deal goes otherwise. */
export function firstHit(company: Company, deal: { readonly index: number; readonly industry: string; readonly createdAt: number }, until: number): Hit | null {
  const { media } = company.planted;
  if (!media?.industries.includes(deal.industry)) return null;
  const hits = badNewsDays(company).flatMap((at, news) => {
    const chance = new Chance('bad news', company.seed, deal.index, news);
    return at > deal.createdAt && at <= until && chance.happens(media.loses) ? [{ at, leavesAt: at + chance.waiting(media.meanDays) * dayMs }] : [];
  });
  return hits.toSorted((a, b) => a.leavesAt - b.leavesAt)[0] ?? null;
}

/** The deal as it goes when a hit ends it before it would end by itself. */
export function cutShort(walked: Walk, hit: Hit | null): Walk {
  if (!hit || hit.leavesAt >= walked.endsAt) return walked;
  return { stays: walked.stays.filter((stay) => stay.from < hit.leavesAt), ending: 'lost', endsAt: hit.leavesAt, leaked: false };
}
