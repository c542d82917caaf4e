import { vatForms, vatPrefixes } from './vat-patterns.ts';

/**
 * A number by which a register knows a company. `kind` says within what it is unique: "lei", "vat DE", "number GB". Of one kind a company has one:
 * two that disagree are two companies.
 */
export interface RegistryId {
  readonly kind: string;
  readonly value: string;
}

const separators = /[\s.\-/_,:()]/g;
const leiForm = /^[0-9A-Z]{18}\d{2}$/;
/** What is typed where there is no number. */
const placeholder = /^(?:(.)\1*|0*12345678(?:90?)?|0*X+|NA|NONE|TEST.*)$/;

const compact = (text: string): string => text.normalize('NFKC').toUpperCase().replace(separators, '');

/** A legal entity identifier (ISO 17442-1) whose check digits hold (ISO 7064, MOD 97-10); '' otherwise. */
export function leiOf(text: string): string {
  const lei = compact(text);
  return leiForm.test(lei) && remainder97(lei) === 1 ? lei : '';
}

function remainder97(text: string): number {
  let rest = 0;
  for (const letter of text) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}

/** A VAT number in its country's form, the country told by its prefix or else by the record; null where it is none. */
export function vatOf(text: string, country: string): RegistryId | null {
  const written = compact(text);
  if (placeholder.test(written)) return null;
  const prefix = Object.keys(vatPrefixes).find((one) => written.startsWith(one)) ?? (vatForms.has(written.slice(0, 2)) ? written.slice(0, 2) : '');
  return (prefix === '' ? null : vatIn(vatPrefixes[prefix] ?? prefix, written.slice(prefix.length))) ?? vatIn(country, written);
}

function vatIn(country: string, number: string): RegistryId | null {
  const bare = country === 'CH' || country === 'NO' ? number.replace(/(?:MWST|TVA|IVA|MVA)$/, '') : number;
  return !placeholder.test(bare) && vatForms.get(country)?.test(bare) === true ? { kind: `vat ${country}`, value: country === 'GR' ? bare.padStart(9, '0') : bare } : null;
}

/** Registers that number by court or state: the number alone is borne by many. */
const perCourt: ReadonlySet<string> = new Set(['DE']);
const perState: ReadonlySet<string> = new Set(['US']);
const ein = /^\d{2}-\d{7}$/;
const courtNumber = /(?<!\p{L})(HR[AB]|GNR|GSR|PR|VR)\s*([0-9]{1,6})(?:\s*([A-Z]{1,2}))?(?![\p{L}\p{N}])/u;
const lengths: Readonly<Record<string, RegExp>> = {
  GB: /^(?:\d{8}|[A-Z]{2}\d{6})$/, FR: /^\d{9}$/, NL: /^\d{8}$/, BE: /^[01]\d{9}$/, DK: /^\d{8}$/, NO: /^\d{9}$/, SE: /^\d{10}$/, FI: /^\d{8}$/, AT: /^\d{1,6}[A-Z]$/, CH: /^\d{9}$/, IT: /^(?:\d{11}|[A-Z]{2}\d{5,7})$/,
  ES: /^[A-Z]\d{7}[A-Z0-9]$/, PT: /^\d{9}$/, PL: /^\d{9,10}$/, CZ: /^\d{8}$/, SK: /^\d{8}$/, HU: /^\d{10}$/, AU: /^(?:\d{9}|\d{11})$/, BR: /^\d{14}$/, JP: /^\d{12,13}$/, EE: /^\d{8}$/, LV: /^\d{11}$/, LT: /^(?:\d{7}|\d{9})$/, IE: /^\d{5,6}$/, IN: /^[A-Z]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6}$/,
};
const plausible = /^(?=.*\d.*\d.*\d.*\d)[A-Z0-9]{5,20}$/;

/** A company's number in the register of a country; null where there is no country, or where the number says nothing without a court or state that is not given. */
export function companyNumberOf(text: string, country: string): RegistryId | null {
  const upper = text.normalize('NFKC').toUpperCase().trim();
  if (country === '' || placeholder.test(compact(upper))) return null;
  if (perCourt.has(country)) return courtNumberOf(upper, country);
  if (perState.has(country)) return ein.test(upper) ? { kind: `number ${country}`, value: compact(upper) } : null;
  const value = inRegistersForm(compact(upper), country);
  return (lengths[country] ?? plausible).test(value) ? { kind: `number ${country}`, value } : null;
}

/** "HRB 12345 München": register, number and court, all of which it takes. */
function courtNumberOf(text: string, country: string): RegistryId | null {
  const found = courtNumber.exec(text);
  const court = text.replace(courtNumber, ' ').replace(/\b(?:AMTSGERICHT|AG|REGISTERGERICHT|HANDELSREGISTER|NR|NUMMER)\b/g, ' ').replace(/[^\p{L}]+/gu, ' ').trim();
  return found === null || court.length < 3 ? null : { kind: `number ${country}`, value: `${found[1] ?? ''}${found[2] ?? ''}${found[3] ?? ''} ${court}` };
}

function inRegistersForm(number: string, country: string): string {
  const bare = number.startsWith(country) && country !== 'GB' ? number.slice(2) : number;
  if (country === 'GB') return /^\d{6,7}$/.test(bare) ? bare.padStart(8, '0') : bare;
  if (country === 'FR') return /^\d{14}$/.test(bare) ? bare.slice(0, 9) : bare.replace(/^RCS[A-Z]*/, '');
  if (country === 'BE') return /^\d{9}$/.test(bare) ? `0${bare}` : bare;
  if (country === 'CH') return number.replace(/^CHE/, '').replace(/(?:MWST|TVA|IVA)$/, '');
  if (country === 'AT') return bare.replace(/^FN/, '');
  return bare;
}
