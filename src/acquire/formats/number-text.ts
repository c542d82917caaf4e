/** How a column writes its decimals. */
export type DecimalMark = '.' | ',';

const symbols: ReadonlyMap<string, string> = new Map([['€', 'EUR'], ['$', 'USD'], ['£', 'GBP'], ['¥', 'JPY'], ['₹', 'INR'], ['zł', 'PLN'], ['R$', 'BRL'], ['US$', 'USD'], ['Fr', 'CHF'], ['Fr.', 'CHF']]);
const codes = new Set('AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW KZT MAD MXN MYR NOK NZD PEN PHP PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR'.split(' '));
const number = /^([+-]?)([\d.,'’\s\u00a0\u202f]*\d[.,]?)(?:e([+-]?\d{1,3}))?\s*([kKmM])?(-?)$/i;
const before = /^(R\$|US\$|zł|Fr\.?|[€$£¥₹]|[A-Za-z]{3}(?![A-Za-z]))\s*/u;
const after = /\s*(zł|Fr\.?|[€$£¥₹%]|(?<![A-Za-z])[A-Za-z]{3})$/u;
const longestNumber = 60;

const currencyWords: ReadonlyMap<string, string> = new Map([['euro', 'EUR'], ['euros', 'EUR'], ['us dollar', 'USD'], ['us dollars', 'USD'], ['dollar', 'USD'], ['pound sterling', 'GBP'], ['british pound', 'GBP'], ['swiss franc', 'CHF'], ['schweizer franken', 'CHF'], ['yen', 'JPY'], ['brazilian real', 'BRL']]);

/** ISO code of a currency written as code, symbol or name; null for anything else. */
export function currencyOf(text: string): string | null {
  const trimmed = text.trim();
  return codes.has(trimmed.toUpperCase()) ? trimmed.toUpperCase() : symbols.get(trimmed) ?? currencyWords.get(trimmed.toLowerCase()) ?? null;
}

/** Currency written beside an amount. */
export function currencyBeside(text: string): string | null {
  if (text.length > longestNumber || !/\d/.test(text)) return null;
  const bare = text.trim().replace(/^[-(+\s]+|[)\s]+$/g, '');
  return currencyOf(before.exec(bare)?.[1] ?? '') ?? currencyOf(after.exec(bare)?.[1] ?? '');
}

/** Plain decimal digits (`-1234.5`) of a written number, or null where it is none. */
function plainDigits(raw: string, mark: DecimalMark): string | null {
  let text = raw.trim();
  if (/^-?\d+$/.test(text) || (mark === '.' && /^-?\d+\.\d+$/.test(text))) return text;
  if (text.length > longestNumber) return null;
  const enclosed = text.startsWith('(') && text.endsWith(')');
  if (enclosed) text = text.slice(1, -1).trim();
  const signed = /^[-−]/.test(text);
  if (signed) text = text.slice(1).trim();
  const bare = withoutUnits(text);
  const match = bare === null ? null : number.exec(bare);
  const digits = match ? ungrouped((match[2] ?? '').trim(), mark) : null;
  if (!match || digits === null) return null;
  const minuses = [enclosed, signed, match[1] === '-', match[5] === '-'].filter(Boolean).length;
  const shift = Number(match[3] ?? 0) + (match[4] ? (match[4].toLowerCase() === 'k' ? 3 : 6) : 0);
  return (minuses % 2 === 1 ? '-' : '') + shifted(digits, shift);
}

/** Takes away a currency or per cent sign; null where something else stands beside the number. */
function withoutUnits(text: string): string | null {
  const front = before.exec(text);
  if (front && currencyOf(front[1] ?? '') === null) return null;
  const rest = front ? text.slice(front[0].length) : text;
  const back = after.exec(rest);
  if (back && back[1] !== '%' && currencyOf(back[1] ?? '') === null) return null;
  return back ? rest.slice(0, back.index) : rest;
}

/** Takes out the separators of thousands; null where the groups are not of three (or, as in India, of two and three). */
function ungrouped(text: string, mark: DecimalMark): string | null {
  const [whole = '', fraction, more] = text.split(mark);
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const groups = whole.split(/[.,'’\s\u00a0\u202f]/);
  const tail = groups.slice(1);
  const grouped = tail.every((group, index) => /^\d{3}$/.test(group) || (/^\d{2}$/.test(group) && index < tail.length - 1));
  if (!grouped || !/^\d*$/.test(groups[0] ?? '') || (tail.length > 0 && !/^\d{1,3}$/.test(groups[0] ?? ''))) return null;
  return `${groups.join('') || '0'}${fraction ? `.${fraction}` : ''}`;
}

/** Moves the decimal point. */
function shifted(digits: string, places: number): string {
  if (places === 0) return digits;
  if (places < 0) return (Number(digits) * 10 ** places).toFixed(12);
  const [whole = '0', fraction = ''] = digits.split('.');
  const padded = fraction.padEnd(places, '0');
  return `${whole}${padded.slice(0, places)}${padded.length > places ? `.${padded.slice(places)}` : ''}`;
}

/**
 * Hundredths of a written amount, by its digits and never through a fraction; null where it is no amount or has too many digits.
 * Digits past the second are rounded half away from zero.
 */
export function parseCents(text: string, mark: DecimalMark): number | null {
  const digits = plainDigits(text, mark);
  if (digits === null) return null;
  const negative = digits.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? digits.slice(1) : digits).split('.');
  const roundsUp = (fraction.charCodeAt(2) || 48) >= 53;
  const cents = Number(whole + fraction.padEnd(2, '0').slice(0, 2)) + (roundsUp ? 1 : 0);
  if (!Number.isSafeInteger(cents)) return null;
  return negative && cents !== 0 ? -cents : cents;
}

/** A written number; per cent become fractions (`12 %` is 0.12). Null where it is none. */
export function parseNumber(text: string, mark: DecimalMark): number | null {
  const digits = plainDigits(text, mark);
  if (digits === null) return null;
  const value = Number(digits);
  if (!Number.isFinite(value)) return null;
  return text.includes('%') ? value / 100 : value;
}

export interface FoundNumbers {
  readonly mark: DecimalMark;
  readonly share: number;
  /** False where `1.234` could be a thousand or a fraction in every value. */
  readonly sure: boolean;
  readonly format: string;
  readonly currency: string | null;
}

/** The decimal mark under which most values are numbers, decided on all values given; a tie goes to the point. */
export function findNumbers(values: readonly string[]): FoundNumbers | null {
  if (values.length === 0) return null;
  const share = (mark: DecimalMark) => values.filter((value) => parseNumber(value, mark) !== null).length / values.length;
  const point = share('.');
  const comma = share(',');
  if (point === 0 && comma === 0) return null;
  const hasComma = values.some((value) => decimalComma.test(value));
  const hasPoint = values.some((value) => decimalPoint.test(value));
  const mark = point === comma ? (hasComma && !hasPoint ? ',' : '.') : comma > point ? ',' : '.';
  const currencies = new Set(values.map(currencyBeside).filter((code) => code !== null));
  const inThousands = values.some((value) => /\d\s*[kKmM]\b/.test(value));
  return {
    mark, share: Math.max(point, comma),
    sure: point !== comma || hasComma !== hasPoint || !values.some((value) => /\d[.,]\d{3}(?!\d)/.test(value)),
    format: formatNames[mark] + (inThousands ? ' k' : ''),
    currency: currencies.size === 1 ? [...currencies][0] ?? null : null,
  };
}

const decimalComma = /,(?:\d{1,2}|\d{4,})(?!\d)/;
const decimalPoint = /\.(?:\d{1,2}|\d{4,})(?!\d)/;
const formatNames = { '.': '1,234.56', ',': '1.234,56' } as const;

/** The decimal mark that a shown format stands for; the way back from a plan. */
export const markOfFormat = (format: string | null): DecimalMark => (format?.startsWith('1.234,') ? ',' : '.');
