/** How the parts of the dates in a column are ordered, or that they are numbers. */
export type DateOrder = 'YMD' | 'DMY' | 'MDY' | 'serial' | 'seconds' | 'milliseconds' | 'compact';

const monthNames: ReadonlyArray<readonly string[]> = [
  ['jan', 'ene', 'gen', 'jän'], ['feb', 'fev', 'fév'], ['mar', 'mär', 'mrz'], ['apr', 'avr', 'abr'], ['may', 'mai'], ['jun', 'juin'],
  ['jul', 'juil'], ['aug', 'aou', 'aoû', 'ago'], ['sep', 'set'], ['oct', 'okt', 'out'], ['nov'], ['dec', 'dez', 'déc', 'dic'],
];

const parts = /^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?:[T ,]+(.+))?$/;
const named = /^(\d{1,2})\.?[\s\-/.]*(?:de\s+)?(\p{L}{3,12})\.?,?[\s\-/.]*(?:de\s+)?(\d{4}|\d{2})(?:[T ,]+(.+))?$/u;
const namedFirst = /^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[T ,]+(.+))?$/u;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i;
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * A date or time as UTC ms; null where the text is none, or names a day that does not exist. Times without a zone are read as UTC.
 * ISO dates and dates with a month's name (English, German, French, Spanish, Portuguese) are read under every order.
 */
export function parseDate(raw: string, order: DateOrder): number | null {
  const text = raw.trim();
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) return isoDay(text);
  if (order === 'serial' || order === 'seconds' || order === 'milliseconds') return fromNumber(text, order);
  if (order === 'compact') return /^\d{8}$/.test(text) ? instant(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)), undefined) : null;
  const match = parts.exec(text);
  return match ? numericDate(match, order) : dateWithName(text);
}

function isoDay(text: string): number | null {
  return instant(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)), undefined);
}

function numericDate(match: RegExpExecArray, order: DateOrder): number | null {
  const [, first = '', second = '', third = '', time] = match;
  if (first.length === 4) return instant(Number(first), Number(second), Number(third), time);
  if (first.length > 2 || third.length === 1 || third.length === 3) return null;
  if (order === 'YMD') return first.length === 2 && third.length === 2 ? instant(fullYear(first), Number(second), Number(third), time) : null;
  const year = fullYear(third);
  return order === 'MDY' ? instant(year, Number(first), Number(second), time) : instant(year, Number(second), Number(first), time);
}

const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
};

function dateWithName(text: string): number | null {
  const dayFirst = named.exec(text);
  if (dayFirst) return instant(fullYear(dayFirst[3] ?? ''), monthOf(dayFirst[2] ?? ''), Number(dayFirst[1]), dayFirst[4]);
  const monthFirst = namedFirst.exec(text);
  return monthFirst ? instant(Number(monthFirst[3]), monthOf(monthFirst[1] ?? ''), Number(monthFirst[2]), monthFirst[4]) : null;
}

/** 1 to 12, or 0 where no month is called so. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  return monthNames.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1;
}

function instant(year: number, month: number, day: number, time: string | undefined): number | null {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  if (!(at >= earliest && at < latest) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = time === undefined ? 0 : clockMs(time.trim());
  return offset === null ? null : at + offset;
}

function clockMs(text: string): number | null {
  const match = clock.exec(text);
  if (!match) return null;
  const half = match[5]?.toLowerCase()[0];
  const hour = (Number(match[1]) % (half ? 12 : 24)) + (half === 'p' ? 12 : 0);
  if (Number(match[1]) > (half ? 12 : 24) || Number(match[2]) > 59 || Number(match[3] ?? 0) > 60) return null;
  return ((hour * 60 + Number(match[2])) * 60 + Number(match[3] ?? 0)) * 1000 + Number((match[4] ?? '0').padEnd(3, '0').slice(0, 3)) - zoneMs(match[6]);
}

function zoneMs(zone: string | undefined): number {
  if (!zone || !/^[+-]/.test(zone)) return 0;
  const digits = zone.replace(/\D/g, '');
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)) * 60_000;
}

function fromNumber(text: string, order: 'serial' | 'seconds' | 'milliseconds'): number | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  const at = order === 'serial' ? Math.round((value - 25_569) * 86_400_000) : order === 'seconds' ? value * 1000 : value;
  return at >= earliest && at < latest ? Math.round(at) : null;
}

export interface FoundDates {
  readonly order: DateOrder;
  /** Share of the values that read as dates in this order. */
  readonly share: number;
  /** False where day and month could be swapped in every value. */
  readonly sure: boolean;
  readonly format: string;
}

/**
 * The order under which most values are dates. Decided on all values given: one day above 12 settles it.
 * Numbers count as dates only where `isNamed` says that the header speaks of a date.
 */
export function findDates(values: readonly string[], isNamed: boolean): FoundDates | null {
  if (values.length === 0) return null;
  if (values.every((value) => /^\s*\d+(\.\d+)?\s*$/.test(value))) return numbersAsDates(values, isNamed);
  const texts = values.filter((value) => /\d/.test(value) && value.length <= 40);
  const share = (order: DateOrder) => texts.filter((value) => parseDate(value, order) !== null).length / values.length;
  const dayFirst = share('DMY');
  const monthFirst = share('MDY');
  const yearFirst = share('YMD');
  const swappable = dayFirst > yearFirst || monthFirst > yearFirst;
  if (!swappable) return yearFirst > 0 ? { order: 'YMD', share: yearFirst, sure: true, format: formatOf(texts[0] ?? '', 'YMD') } : null;
  const order = dayFirst >= monthFirst ? 'DMY' : 'MDY';
  return { order, share: Math.max(dayFirst, monthFirst), sure: dayFirst !== monthFirst, format: formatOf(texts[0] ?? '', order) };
}

function numbersAsDates(values: readonly string[], isNamed: boolean): FoundDates | null {
  const between = (low: number, high: number) => values.every((value) => Number(value) >= low && Number(value) <= high);
  if (between(946_684_800_000, 4_102_444_800_000)) return { order: 'milliseconds', share: 1, sure: isNamed, format: 'epoch milliseconds' };
  if (!isNamed) return null;
  if (values.every((value) => parseDate(value, 'compact') !== null)) return { order: 'compact', share: 1, sure: true, format: 'YYYYMMDD' };
  if (between(631_152_000, 4_102_444_800)) return { order: 'seconds', share: 1, sure: true, format: 'epoch seconds' };
  if (between(20_000, 80_000)) return { order: 'serial', share: 1, sure: true, format: 'spreadsheet serial day' };
  return null;
}

function formatOf(sample: string, order: DateOrder): string {
  const time = /\d:\d/.test(sample) ? ' hh:mm' : '';
  if (/\p{L}{3}/u.test(sample.replace(/\b(utc|gmt)\b/gi, ''))) return `D MMM YYYY${time}`;
  const mark = /[./-]/.exec(sample)?.[0] ?? '-';
  const names = order === 'DMY' ? ['DD', 'MM', 'YYYY'] : order === 'MDY' ? ['MM', 'DD', 'YYYY'] : ['YYYY', 'MM', 'DD'];
  return names.join(mark) + time;
}

const numericFormats: Readonly<Record<string, DateOrder>> = {
  'epoch milliseconds': 'milliseconds', 'epoch seconds': 'seconds', 'spreadsheet serial day': 'serial', YYYYMMDD: 'compact',
};

/** The order that a shown format stands for; the way back from a plan. */
export function orderOfFormat(format: string | null): DateOrder {
  if (format === null) return 'YMD';
  return numericFormats[format] ?? (format.startsWith('D') ? 'DMY' : format.startsWith('MM') ? 'MDY' : 'YMD');
}
