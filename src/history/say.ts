/** Words for counts, days and money inside sentences. Numbers keep the precision that a reader can use. */

export const sayCount = (count: number): string => new Intl.NumberFormat('en-US').format(count);

/** "3 deals", "1 deal". */
export const sayDeals = (count: number, noun = 'deal'): string => `${sayCount(count)} ${noun}${count === 1 ? '' : 's'}`;

export const sayDays = (days: number): string => sayDeals(Math.round(days), 'day');

/** Compact money from hundredths, with its currency where one is known: "€310k", "12.4k". */
export function sayMoney(cents: number, currency: string | null): string {
  const style: Intl.NumberFormatOptions = { notation: 'compact', maximumSignificantDigits: 3 };
  return new Intl.NumberFormat('en-US', currency === null ? style : { ...style, style: 'currency', currency }).format(cents / 100).replace(/K$/, 'k');
}

/** "Fri 20 Nov", with the year where it is not the year of the date it is read on. */
export function sayDate(at: number, readAt: number): string {
  const year = new Date(at).getUTCFullYear() === new Date(readAt).getUTCFullYear() ? {} : { year: 'numeric' as const };
  const parts = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...year });
  return parts.format(at).replaceAll(',', '');
}

/** "won 3, lost 1 and pushed 2": a list as people say it. */
export const sayList = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
