import { declaredField, type HookField, type HookRule, type QuarantineCode } from '../../../../model/index.ts';
import { parseDate } from '../../../formats/date-text.ts';
import { parseNumber } from '../../../formats/number-text.ts';
import { valueAt, type Places } from './path-value.ts';

/** Why a delivery is put aside. */
export class Unfit extends Error {
  readonly code: QuarantineCode;
  readonly path: string;

  constructor(code: QuarantineCode, path: string) {
    super(code);
    this.code = code;
    this.path = path;
  }
}

interface FieldOf {
  readonly rule: HookRule;
  readonly name: string;
  readonly field: HookField;
  readonly places: Places;
  /** A path in the delivery, for whoever repairs it. */
  readonly whole: (path: string) => string;
}

type Plain = string | number | boolean;

/** A field's value as a cell: times as ISO 8601, amounts as numbers. Null where the field is empty and may be. Throws `Unfit`. */
export function fieldIn({ rule, name, field, places, whole }: FieldOf): Plain | null {
  if (typeof field === 'object' && 'value' in field) return field.value;
  if (typeof field === 'object' && 'join' in field) return joined({ rule, name, field, places, whole }, field.join);
  const { paths, as, currency } = typeof field === 'string' ? { paths: [field], as: undefined, currency: undefined } : { ...field, paths: 'path' in field ? [field.path] : field.firstOf };
  const path = paths.find((one) => !isEmpty(valueAt(one, places))) ?? paths[0] as string;
  const declared = declaredField(rule.kind, name);
  const value = valueAt(path, places);
  if (isEmpty(value)) {
    if (declared?.required) throw new Unfit('lacks_field', whole(path));
    return null;
  }
  const plain = typeof value === 'object' ? JSON.stringify(value) : value as Plain;
  const unit = currency === undefined ? undefined : valueAt(currency, places);
  const read = readAs(plain, as ?? null, typeof unit === 'string' ? unit : '');
  const fit = read === null ? null : fitted(read, declared?.type ?? 'text');
  if (fit === null) throw new Unfit('unreadable_value', whole(path));
  return fit;
}

function joined({ rule, name, places, whole }: FieldOf, paths: readonly string[]): string | null {
  const text = paths.map((path) => valueAt(path, places)).filter((value) => typeof value === 'string' || typeof value === 'number').join(' ').trim();
  if (text === '' && declaredField(rule.kind, name)?.required) throw new Unfit('lacks_field', whole(paths[0] as string));
  return text === '' ? null : text;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function readAs(value: Plain, as: 'minor units' | 'epoch seconds' | 'epoch milliseconds' | null, currency: string): Plain | null {
  if (as === null) return value;
  const number = typeof value === 'number' ? value : /^-?\d{1,18}$/.test(String(value)) ? Number(value) : NaN;
  if (!Number.isFinite(number)) return null;
  if (as === 'minor units') return majorUnits(number, currency);
  return isoOf(number * (as === 'epoch seconds' ? 1000 : 1));
}

/** ISO 4217 says how many digits a currency has; a currency that nobody knows has two. */
function majorUnits(minor: number, currency: string): string {
  const digits = digitsOf(currency.toUpperCase());
  const text = String(Math.abs(Math.trunc(minor))).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`;
}

const digitsOf = (currency: string): number => (/^[A-Z]{3}$/.test(currency) ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2 : 2);

const isoOf = (ms: number): string | null => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null);

/** A value as its field's type is read later; null where it could not be. */
function fitted(value: Plain, type: string): Plain | null {
  if (type === 'time') {
    const at = typeof value === 'string' ? parseDate(value, 'YMD') : null;
    return at === null ? null : isoOf(at);
  }
  if (type === 'money' || type === 'number' || type === 'integer') return typeof value !== 'boolean' && parseNumber(String(value), '.') !== null ? value : null;
  return value;
}
