const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zone names of RFC 822 §5.1, in hours from UTC; military letters are read as UTC, as RFC 2822 §4.3 asks. */
const zones: Readonly<Record<string, number>> = { ut: 0, utc: 0, gmt: 0, z: 0, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, bst: 1, cet: 1, cest: 2, met: 1, mest: 2, eet: 2, eest: 3 };
const earliestYear = 1990;
const latestYear = 2100;

/**
 * A date as feeds write it, as ISO 8601 in UTC; null where it cannot be read or does not exist. Reads RFC 822 with its
 * usual mistakes (RSS), RFC 3339 and W3C-DTF (Atom, Dublin Core), and 14 digits with or without T and Z (GDELT). Without
 * a zone it is UTC: the machine's own zone never counts.
 */
export function feedDate(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 60) return null;
  return isoDate(trimmed) ?? mailDate(trimmed) ?? packedDate(trimmed);
}

function isoDate(text: string): string | null {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (!found) return null;
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = found;
  return instant([year, month, day, hour, minute, second].map(Number), Number(`0.${fraction}`) * 1000, offsetMinutes(zone));
}

function mailDate(text: string): string | null {
  const found = /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:\(?([a-z]{1,5}|[+-]\d{2}:?\d{2})\)?)?$/i.exec(text);
  if (!found) return null;
  const [, day, monthName = '', year = '', hour, minute, second = '0', zone = 'Z'] = found;
  const month = months.indexOf(monthName.toLowerCase()) + 1;
  return month === 0 ? null : instant([fullYear(year), month, day, hour, minute, second].map(Number), 0, offsetMinutes(zone));
}

function packedDate(text: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})Z?$/.exec(text);
  return found ? instant(found.slice(1, 7).map(Number), 0, 0) : null;
}

/** Two digits are of this century below 70, as POSIX reads them. */
const fullYear = (year: string): number => (year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900));

function offsetMinutes(zone: string): number {
  const digits = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (digits) return (digits[1] === '-' ? -1 : 1) * (Number(digits[2]) * 60 + Number(digits[3]));
  return (zones[zone.toLowerCase()] ?? 0) * 60;
}

function instant([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[], millisecond: number, offset: number): string | null {
  const at = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), millisecond);
  const exists = new Date(at).getUTCDate() === day && month >= 1 && month <= 12 && hour <= 24 && minute <= 59 && second <= 60;
  return exists && year >= earliestYear && year <= latestYear ? new Date(at - offset * 60_000).toISOString() : null;
}

/** Seconds or milliseconds since 1970, as ISO 8601; null where they are of no year that a feed can be of. */
export function epochDate(value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const at = new Date(Math.abs(value) < 1e11 ? value * 1000 : value);
  return at.getUTCFullYear() >= earliestYear && at.getUTCFullYear() <= latestYear ? at.toISOString() : null;
}
