import { DAY_MS, isoDate, type InquiriesAnswer } from '../../model/index.ts';
import { wilsonInterval } from '../../learn/index.ts';
import { groupedBy } from '../order.ts';
import { lagDays, type Inquiry } from './conversions.ts';

/** Why inquiries are left out of rates. */
export interface Sorted {
  readonly counted: readonly Inquiry[];
  readonly notCounted: InquiriesAnswer['notCounted'];
}

/** 8 in 10. */
export const z80 = 1.2816;

/** Parts inquiries into those of months whose whole window lies inside both logs, and the others with the reason. */
export function sortInquiries(inquiries: readonly Inquiry[], windowDays: number, conversionsFrom: number, until: number): Sorted {
  const groups = groupedBy(inquiries, (inquiry) => placeOf(inquiry, windowDays, conversionsFrom, until));
  const left = (place: Place): number => groups.get(place)?.length ?? 0;
  const from = isoDate(conversionsFrom);
  const reasons: InquiriesAnswer['notCounted'] = [
    { what: 'before conversions were recorded', inquiries: left('truncated'), why: `Conversions are recorded from ${from} on; inquiries of months that began earlier could not be seen to convert. This is truncation, not a change in the market.` },
    { what: 'window not over', inquiries: left('censored'), why: `Their month ended less than ${windowDays} days before ${isoDate(until)}.` },
    { what: 'won before the inquiry', inquiries: left('negative'), why: 'The date of the win is earlier than the date of the inquiry: set aside as a recording error.' },
    { what: 'no date', inquiries: left('undated'), why: 'Without a creation date an inquiry belongs to no month.' },
  ];
  return { counted: groups.get('counted') ?? [], notCounted: reasons.filter((reason) => reason.inquiries > 0) };
}

type Place = 'counted' | 'truncated' | 'censored' | 'negative' | 'undated';

function placeOf(inquiry: Inquiry, windowDays: number, conversionsFrom: number, until: number): Place {
  if (inquiry.createdAt === null) return 'undated';
  if ((lagDays(inquiry) ?? 0) < 0) return 'negative';
  const month = monthOf(inquiry.createdAt);
  if (month.start < monthFloor(conversionsFrom)) return 'truncated';
  return month.end + windowDays * DAY_MS > until ? 'censored' : 'counted';
}

/** The first instant of the first month that lies wholly after, allowing for a log that starts within its first day. */
function monthFloor(at: number): number {
  const month = monthOf(at);
  return at - month.start < DAY_MS ? month.start : month.end;
}

export function monthOf(at: number): { name: string; start: number; end: number } {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { name: isoDate(at).slice(0, 7), start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

export const wonInTime = (inquiry: Inquiry, windowDays: number): boolean => {
  const lag = lagDays(inquiry);
  return lag !== null && lag >= 0 && lag <= windowDays;
};

/** Inquiries, wins within the window, their share and its 8-in-10 range (Wilson). */
export function rateOf(inquiries: readonly Inquiry[], windowDays: number): { inquiries: number; converted: number; rate: number; low: number; high: number } {
  const converted = inquiries.filter((inquiry) => wonInTime(inquiry, windowDays)).length;
  return { inquiries: inquiries.length, converted, rate: inquiries.length === 0 ? 0 : converted / inquiries.length, ...wilsonInterval(converted, inquiries.length, z80) };
}

export function cohortsOf(counted: readonly Inquiry[], windowDays: number): InquiriesAnswer['cohorts'] {
  const byMonth = groupedBy(counted, (inquiry) => monthOf(inquiry.createdAt as number).name);
  return [...byMonth].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([month, own]) => ({ month, ...rateOf(own, windowDays) }));
}
