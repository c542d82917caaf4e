import type { Unit } from '../../src/model/index.ts';

const locale = 'en-GB';
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const thinSpace = '\u202F';

/** "Fri 20 Nov", with the year when it is not this one. Dates are UTC days. */
export function dayText(iso: string | null, thisYear = new Date().getUTCFullYear()): string {
  if (!iso) return '–';
  const date = new Date(iso);
  const year = date.getUTCFullYear() === thisYear ? '' : ` ${date.getUTCFullYear()}`;
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}${year}`;
}

/** "20 Nov 2026" that never breaks, for tables. */
export function shortDay(iso: string | null): string {
  if (!iso) return '–';
  const date = new Date(iso);
  return `${date.getUTCDate()}\u00A0${months[date.getUTCMonth()]}\u00A0${date.getUTCFullYear()}`;
}

export const clockText = (iso: string): string => `${shortDay(iso)} ${iso.slice(11, 16)} UTC`;

const spans = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute']] as const;

/** How long an instant is from now, in the largest unit that fits. */
function spanText(ms: number): string {
  const [size, unit] = spans.find(([one]) => ms >= one) ?? [60_000, 'minute'];
  return ms < 60_000 ? 'a moment' : many(Math.floor(ms / size), unit);
}
export const agoText = (iso: string, now = Date.now()): string => `${spanText(Math.max(0, now - Date.parse(iso)))} ago`;
/** When something is due; what is due already is due now. */
export const untilText = (iso: string, now = Date.now()): string => (Date.parse(iso) <= now ? 'now' : `in ${spanText(Date.parse(iso) - now)}`);

export const countText = (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
export const many = (count: number, one: string, more = `${one}s`): string => `${countText(count)} ${count === 1 ? one : more}`;
export const percentText = (share: number): string => `${Math.round(share * 100)}${thinSpace}%`;
export const daysText = (days: number | null): string => (days === null ? '–' : many(Math.round(days), 'day'));

/** Whole money for tables: every digit, currency in the header or given. */
export const wholeMoney = (value: number | null, currency: string | null): string =>
  value === null ? '–' : new Intl.NumberFormat(locale, { ...moneyStyle(currency), maximumFractionDigits: 0 }).format(value);

/** A small price with as many digits as tell it apart from nothing. */
export const priceText = (value: number, currency: string | null): string => new Intl.NumberFormat(locale, { ...moneyStyle(currency), minimumFractionDigits: 0, maximumSignificantDigits: 2 }).format(value);

/** Compact money with as many digits as its range supports: two where the range is a fifth of the value or wider, else three. */
export function moneyText(value: number | null, currency: string | null, range?: readonly [number, number]): string {
  if (value === null) return '–';
  const digits = range && Math.abs(range[1] - range[0]) >= 0.2 * Math.abs(value) ? 2 : 3;
  return new Intl.NumberFormat(locale, { ...moneyStyle(currency), notation: 'compact', maximumSignificantDigits: digits }).format(value).replace('bn', 'B').replace('m', 'M').replace('K', 'k');
}

function moneyStyle(currency: string | null): Intl.NumberFormatOptions {
  return currency && /^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {};
}

/** A value in its unit; `range` decides how far money is rounded. */
export function valueText(value: number | null, unit: Unit, currency: string | null = null, range?: readonly [number, number]): string {
  if (value === null) return '–';
  if (unit === 'money') return moneyText(value, currency, range);
  if (unit === 'share') return percentText(value);
  if (unit === 'days') return daysText(value);
  return unit === 'count' ? countText(value) : value.toPrecision(2);
}

/** "48–74" or "€2.4M–€3.3M": the range beside a value. */
export function rangeText(low: number, high: number, unit: Unit, currency: string | null = null): string {
  if (unit === 'share') return `${Math.round(low * 100)}–${Math.round(high * 100)}${thinSpace}%`;
  return `${valueText(low, unit, currency, [low, high])}–${valueText(high, unit, currency, [low, high])}`;
}

const signs: Record<string, string> = {
  past_close_date: 'past its close date',
  older_than_any_win: 'older than any win',
  no_amount: 'no amount',
  no_next_step: 'no next step',
  stalled: 'stalled',
  no_activity: 'no activity',
};
export const signText = (sign: string): string => signs[sign] ?? sign.replaceAll('_', ' ');

/** The last part of a path: what a person calls the file. */
export const fileText = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
/** Files by name, the first few of many. */
export function filesText(paths: readonly string[], most = 4): string {
  const names = paths.map(fileText);
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}

/** A field's name as words: `lastActivityAt` becomes "last activity at". Headers that already hold spaces stay as they are. */
export const fieldText = (name: string): string => (/^[a-z]+([A-Z][a-z]+)+$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name);

const methods: Record<string, string> = { trees: 'boosted trees', hazard: 'the pooled model', stage_age: 'the table of stage and age', base_rate: 'the plain win rate', refused: 'nothing: it was refused' };
/** What a chance or forecast comes from, in plain words. */
export const methodText = (method: string): string => methods[method] ?? method;

const terms: Record<string, string> = { trees: 'Landmark hazard model by gradient-boosted trees', hazard: 'Landmark hazard model by pooled logistic regression', stage_age: 'Stage-and-age table', base_rate: 'Win rate' };
/** The same in the statistical term. */
export const methodTerm = (method: string): string => terms[method] ?? method;
