import type { ParquetParsers, SchemaElement } from 'hyparquet';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const longestHexBytes = 64;

/** `2026-11-28 08:51:04.123456Z` of whole parts of a second since 1970: no part is lost. */
function timeText(since1970: bigint, digits: number): string {
  const perSecond = 10n ** BigInt(digits);
  const part = ((since1970 % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((since1970 - part) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return String(since1970);
  return `${date.toISOString().slice(0, -5).replace('T', ' ')}${part === 0n ? '' : `.${String(part).padStart(digits, '0')}`}Z`;
}

const whole = (value: unknown): bigint | null => (typeof value === 'bigint' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : null);

const timeOf = (digits: number) => (value: unknown): unknown => {
  const since = whole(value);
  return since === null ? value : timeText(since, digits);
};

/** Times, days and texts as texts, exactly; a missing value stays missing. */
export const exactTexts = {
  timestampFromMilliseconds: timeOf(3),
  timestampFromMicroseconds: timeOf(6),
  timestampFromNanoseconds: timeOf(9),
  dateFromDays: (days: unknown) => (typeof days === 'number' ? timeText(BigInt(days) * 86_400n, 0).slice(0, -10) : days),
  stringFromBytes: textOfBytes,
  jsonFromBytes: textOfBytes,
  geometryFromBytes: () => null,
  geographyFromBytes: () => null,
} as unknown as Partial<ParquetParsers>;

/** Text where the bytes are text; else an id as hexadecimal digits, or nothing. */
function textOfBytes(bytes: unknown): unknown {
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.length <= longestHexBytes ? Buffer.from(bytes).toString('hex') : null;
  }
}

/** A cell as its column means it: decimals with every digit, times of day, everything else by what it is. */
export function cellOf(value: unknown, { converted_type: type, scale = 0, logical_type: logical }: SchemaElement): string {
  if (value === null || value === undefined) return '';
  if (type === 'DECIMAL' || logical?.type === 'DECIMAL') return decimalText(value, scale);
  if (type === 'TIME_MILLIS' || type === 'TIME_MICROS' || logical?.type === 'TIME') return timeOfDay(value, type, logical);
  return plainText(value);
}

function decimalText(value: unknown, scale: number): string {
  const units = value instanceof Uint8Array ? signed(value) : whole(value);
  if (units === null) return plainText(value);
  if (scale <= 0) return String(units * 10n ** BigInt(Math.min(-scale, 100)));
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return withClearMark(`${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

/** Two's complement, highest byte first. */
const signed = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`)));

/** Three decimals could be read as thousands; a zero more says what the point is. */
const withClearMark = (text: string): string => (/^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text);

function timeOfDay(value: unknown, type: SchemaElement['converted_type'], logical: SchemaElement['logical_type']): string {
  const since = whole(value);
  const unit = logical?.type === 'TIME' ? logical.unit : type === 'TIME_MILLIS' ? 'MILLIS' : 'MICROS';
  return since === null ? plainText(value) : timeText(since, unit === 'MILLIS' ? 3 : unit === 'NANOS' ? 9 : 6).slice(11, -1);
}

function plainText(value: unknown): string {
  if (typeof value === 'number') return withClearMark(String(value));
  if (value instanceof Uint8Array) return String(textOfBytes(value) ?? '');
  return typeof value === 'object' ? JSON.stringify(value, exactJson) ?? '' : String(value);
}

const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** Nested values as JSON in which whole numbers keep every digit. */
function exactJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return rawJson(String(value));
  return value instanceof Uint8Array ? textOfBytes(value) : value;
}
