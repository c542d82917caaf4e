/** Fiscal calendars: quarters named by the fiscal year in which they end, starting in any month. All times are UTC ms. */

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

export interface Quarter {
  /** `2017Q4`, or `FY26Q4` where the fiscal year does not start in January. */
  readonly name: string;
  /** First instant of the quarter. */
  readonly start: number;
  /** First instant after the quarter. */
  readonly end: number;
}

/** The quarter holding an instant. `fiscalStartMonth` is 1 (January) to 12. */
export function quarterOf(at: number, fiscalStartMonth = 1): Quarter {
  const date = new Date(at);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() - (fiscalStartMonth - 1);
  return quarterAt(Math.floor(months / 3), fiscalStartMonth);
}

/** The quarter `steps` after (or, when negative, before) another. */
export function quarterAfter(quarter: Quarter, steps: number, fiscalStartMonth = 1): Quarter {
  const date = new Date(quarter.start);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() - (fiscalStartMonth - 1);
  return quarterAt(Math.floor(months / 3) + steps, fiscalStartMonth);
}

function quarterAt(index: number, fiscalStartMonth: number): Quarter {
  const firstMonth = index * 3 + fiscalStartMonth - 1;
  const start = monthStart(firstMonth);
  const end = monthStart(firstMonth + 3);
  const number = (((index % 4) + 4) % 4) + 1;
  return { name: nameOf(index, number, fiscalStartMonth), start, end };
}

function nameOf(index: number, number: number, fiscalStartMonth: number): string {
  const startYear = Math.floor(index / 4);
  if (fiscalStartMonth === 1) return `${startYear}Q${number}`;
  return `FY${String((startYear + 1) % 100).padStart(2, '0')}Q${number}`;
}

const monthStart = (month: number): number => Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);

/** Whole weeks from the quarter's start to an instant, counting the first week as 1. */
export const weekOfQuarter = (at: number, quarter: Quarter): number => Math.floor((at - quarter.start) / WEEK_MS) + 1;

/** ISO date (`2017-12-31`) of an instant. */
export const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Last instant of the day that an ISO date names: an as-of date includes its whole day. */
export const endOfDay = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00.000Z`) + DAY_MS - 1;
