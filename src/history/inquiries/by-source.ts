import { benjaminiHochberg, shrink, twoSidedP } from '../../learn/index.ts';
import type { InquiriesAnswer } from '../../model/index.ts';
import { groupedBy } from '../order.ts';
import { rateOf } from './cohorts.ts';
import type { Inquiry } from './conversions.ts';

const falseDiscoveryRate = 0.1;
const fewestInquiries = 30;

/**
 * Conversion by source, most inquiries first. A source is noted as different only where chance does not explain it
 * (two-proportion score test against the others, Benjamini–Hochberg over all sources), with its share shrunk towards the
 * common one.
 */
export function ratesBySource(counted: readonly Inquiry[], windowDays: number): InquiriesAnswer['bySource'] {
  const sources = [...groupedBy(counted, (inquiry) => inquiry.lead.channel ?? 'unknown')].map(([source, own]) => ({ source, ...rateOf(own, windowDays) }));
  const total = rateOf(counted, windowDays);
  const compared = sources.filter((one) => one.inquiries >= fewestInquiries && one.inquiries < total.inquiries);
  const qValues = benjaminiHochberg(compared.map((one) => twoSidedP(scoreAgainstOthers(one, total))));
  const shrunk = compared.length < 2 ? [] : shrink(compared.map((one) => one.rate), compared.map((one) => Math.sqrt(Math.max(total.rate * (1 - total.rate), 1e-6) / one.inquiries)));
  const notes = new Map(compared.map((one, index) => [one.source, noteOf(one.rate, total.rate, qValues[index] ?? 1, shrunk[index]?.estimate ?? one.rate)]));
  return sources.sort((a, b) => b.inquiries - a.inquiries || (a.source < b.source ? -1 : 1))
    .map((one) => ({ ...one, note: one.inquiries < fewestInquiries ? `fewer than ${fewestInquiries} inquiries: not compared` : notes.get(one.source) ?? null }));
}

interface Rate {
  readonly inquiries: number;
  readonly converted: number;
}

function scoreAgainstOthers(one: Rate, total: Rate): number {
  const share = total.converted / total.inquiries;
  const others = total.inquiries - one.inquiries;
  const spread = Math.sqrt(share * (1 - share) * (1 / one.inquiries + 1 / others));
  return spread === 0 ? 0 : (one.converted / one.inquiries - (total.converted - one.converted) / others) / spread;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function noteOf(rate: number, common: number, qValue: number, shrunk: number): string {
  if (qValue > falseDiscoveryRate) return 'no difference that chance would not explain';
  return `${rate > common ? 'above' : 'below'} the others beyond chance; allowing for its size about ${percent(shrunk)}`;
}
