import { isoDate, type InquiriesAnswer, type Refusal } from '../../model/index.ts';
import { wilsonInterval } from '../../learn/index.ts';
import type { Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { worthOf } from '../money/worth.ts';
import { quantileOf } from '../order.ts';
import { ratesBySource } from './by-source.ts';
import { cohortsOf, rateOf, sortInquiries, z80 } from './cohorts.ts';
import { conversionLogStart, inquiriesOf, lagDays, type Inquiry } from './conversions.ts';

export interface InquiryOptions {
  readonly windowDays?: number;
  readonly rowsShown?: number;
}

/**
 * Conversion of inquiries within a fixed window (90 days), from months whose whole window lies inside both the log of
 * inquiries and the log of conversions; everything left out is counted with its reason. Ranges are 8 in 10 (Wilson).
 * Inquiries without dates give one share without a window, labelled so.
 */
export function inquiryCohorts(log: Log, asOf: number, options: InquiryOptions = {}): InquiriesAnswer {
  const known = logAsOf(log, asOf);
  const windowDays = options.windowDays ?? 90;
  const inquiries = inquiriesOf(known);
  const until = Math.min(asOf, known.dataThrough ?? asOf);
  const base = {
    total: inquiries.length, windowDays,
    lag: lagOf(inquiries), responseTime: responseTime(inquiries),
    rows: rowsOf(inquiries, options.rowsShown ?? 200),
    asOf: isoDate(asOf),
  };
  if (inquiries.length === 0) return { ...base, ...nothing, label: labelOf(windowDays), refusal: noInquiries };
  if (inquiries.every((inquiry) => inquiry.createdAt === null)) return { ...base, ...withoutDates(inquiries) };
  const start = conversionLogStart(inquiries);
  if (start === null) return { ...base, ...nothing, label: labelOf(windowDays), refusal: noConversions };
  const sorted = sortInquiries(inquiries, windowDays, start, until);
  return { ...base, ...rates(sorted.counted, windowDays, known, asOf), label: labelOf(windowDays), notCounted: sorted.notCounted };
}

const nothing = { cohorts: [], rate: null, low: null, high: null, bySource: [], worth: null, notCounted: [] };

type Rates = Pick<InquiriesAnswer, 'cohorts' | 'rate' | 'low' | 'high' | 'bySource' | 'worth' | 'refusal'>;

function rates(counted: readonly Inquiry[], windowDays: number, log: Log, asOf: number): Rates {
  if (counted.length === 0) return { cohorts: [], rate: null, low: null, high: null, bySource: [], worth: null, refusal: noWholeMonth(windowDays) };
  const { rate, low, high } = rateOf(counted, windowDays);
  return { cohorts: cohortsOf(counted, windowDays), rate, low, high, bySource: ratesBySource(counted, windowDays), worth: worthOfInquiry({ rate, low, high }, log, asOf), refusal: null };
}

/** Chance within the window times the mean worth of a won deal; the range is the chance's. */
function worthOfInquiry(rate: { rate: number; low: number; high: number }, log: Log, asOf: number): InquiriesAnswer['worth'] {
  const worth = worthOf(log, asOf);
  const values = log.deals.filter((deal) => deal.outcome?.kind === 'won').flatMap((deal) => worth.of(deal) ?? []);
  if (worth.is === 'deals' || values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length / 100;
  return { value: rate.rate * mean, low: rate.low * mean, high: rate.high * mean, currency: worth.currency, is: worth.is };
}

const labelOf = (windowDays: number): string => `won within ${windowDays} days`;

function withoutDates(inquiries: readonly Inquiry[]): Omit<InquiriesAnswer, 'total' | 'windowDays' | 'lag' | 'responseTime' | 'rows' | 'asOf'> {
  const known = inquiries.filter((inquiry) => inquiry.won !== null);
  const won = known.filter((inquiry) => inquiry.won).length;
  const share = known.length === 0 ? { rate: null, low: null, high: null } : { rate: won / known.length, ...wilsonInterval(won, known.length, z80) };
  return {
    ...nothing, ...share,
    label: 'converted, ever: the file has no dates, so no window and no months',
    notCounted: [{ what: 'no date', inquiries: inquiries.length, why: 'Without a creation date an inquiry belongs to no month.' }],
    refusal: noDates,
  };
}

function lagOf(inquiries: readonly Inquiry[]): InquiriesAnswer['lag'] {
  const lags = inquiries.flatMap((inquiry) => lagDays(inquiry) ?? []);
  const forward = lags.filter((lag) => lag >= 0);
  return { medianDays: quantileOf(forward, 0.5), q1Days: quantileOf(forward, 0.25), q3Days: quantileOf(forward, 0.75), negative: lags.length - forward.length };
}

const hourMs = 3_600_000;

function responseTime(inquiries: readonly Inquiry[]): InquiriesAnswer['responseTime'] {
  const hours = inquiries.flatMap(({ lead }) => (lead.createdAt !== null && lead.respondedAt !== null && lead.respondedAt >= lead.createdAt ? [(lead.respondedAt - lead.createdAt) / hourMs] : []));
  const note = hours.length === 0 ? 'No first response is dated. A column with its date, or activities on inquiries, would show it.' : `First response dated on ${hours.length} of ${inquiries.length} inquiries; the others may have been answered without a record.`;
  return { medianHours: quantileOf(hours, 0.5), n: hours.length, note };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function rowsOf(inquiries: readonly Inquiry[], shown: number): InquiriesAnswer['rows'] {
  return [...inquiries].sort((a, b) => (b.createdAt ?? -Infinity) - (a.createdAt ?? -Infinity) || (a.lead.id < b.lead.id ? -1 : 1)).slice(0, shown).map(({ lead, won }) => ({
    id: lead.id, company: lead.company, source: lead.channel, campaign: lead.campaign, owner: lead.owner,
    createdAt: iso(lead.createdAt), respondedAt: iso(lead.respondedAt), converted: won, chance: null,
  }));
}

const worksNow = ['The list of inquiries', 'Response times where dated'];
const noInquiries: Refusal = { code: 'no_rows', reason: 'No inquiries yet.', needed: 'A table of inquiries (leads) with their date.', rule: 'Rates need inquiries.', worksNow: ['Everything about deals'] };
const noConversions: Refusal = { code: 'no_rows', reason: 'No inquiry is linked to a win or carries a conversion date.', needed: 'The date of conversion, or the deal that each inquiry became.', rule: 'A rate needs at least one dated conversion, or its months cannot be told from months without a record.', worksNow };
const noDates: Refusal = { code: 'no_dates', reason: 'The inquiries carry no dates, so months and windows cannot be told.', needed: 'A creation date and a conversion date.', rule: 'A window of days needs both dates.', worksNow: ['The share converted, ever'] };
const noWholeMonth = (windowDays: number): Refusal => ({ code: 'no_rows', reason: `No month of inquiries has its whole ${windowDays} days inside the log.`, needed: `A log of conversions that covers a month of inquiries and the ${windowDays} days after it.`, rule: 'A month counts when conversions were recorded from its first day to the end of the window of its last day.', worksNow });
