import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import { callingCodeAt, isCountryWithPlan, phoneMetadata, planFor, type NumberingPlan } from './numbering-plans.ts';
import { remember } from './remember.ts';

/** Spaces and signs that people set between digits. */
const international = /^[+(]?[0-9][0-9 ().\-/\u00a0]*$/;
const notDigits = /[^0-9]/g;
const trunkInBrackets = /\(\s*0\s*\)/;
/** No number in use: all digits alike after the calling code, or counting up or down. */
const alike = /(\d)\1{6,}$/;
const counting = /(?:1234567890?|9876543210?)$/;

/**
 * A telephone number in E.164 ("+4930123456"); '' where it is none that could be dialled. Numbers without a calling code are read as ones of `country`
 * (ISO 3166-1 alpha-2) and are '' without it. An extension is left out, so everybody behind a switchboard has one number:
 * whether a number is a switchboard cannot be told from it, only from how many records bear it, which the linker's term frequencies weigh.
 * Length and trunk prefix are checked against the country's plan, not whether the number is given out.
 */
export function normalisePhone(text: string, country = ''): string {
  const written = text.trim();
  if (written.length < 5 || written.length > 60) return '';
  const number = quickly(written, country) ?? thoroughly(`${country} ${written}`);
  return alike.test(number) || counting.test(number) ? '' : number;
}

/** The answer where it can be had without the library: undefined where it cannot. It is the library's answer, which a property test holds it to. */
function quickly(written: string, country: string): string | undefined {
  if (!international.test(written)) return undefined;
  if (trunkInBrackets.test(written)) return written.startsWith('+') ? withoutTrunk(written.replace(trunkInBrackets, '').replace(notDigits, '')) : undefined;
  const digits = written.replace(notDigits, '');
  if (written.startsWith('+')) return fromInternational(digits);
  if (digits.startsWith('00')) return fromInternational(digits.slice(2));
  return country === '' ? '' : fromNational(digits, country);
}

function fromInternational(digits: string): string | undefined {
  const code = callingCodeAt(digits);
  if (code === null) return undefined;
  const rest = digits.slice(code.digits.length);
  if (!code.lengths.has(rest.length) || code.trunks.some((trunk) => trunk.test(rest))) return undefined;
  return `+${digits}`;
}

/** Of digits after whose calling code a 0 in brackets stood. */
function withoutTrunk(digits: string): string | undefined {
  const code = callingCodeAt(digits);
  const rest = digits.slice(code?.digits.length);
  return code === null || !isAfterTrunk(code.main, '0', rest) ? undefined : `+${digits}`;
}

/** What follows the trunk prefix is a number, and the two together are none. */
const isAfterTrunk = ({ rewrites, trunk, lengths, wellFormed }: NumberingPlan, prefix: string, rest: string): boolean =>
  !rewrites && trunk?.exec(`${prefix}${rest}`)?.[0] === prefix && lengths.has(rest.length) && wellFormed.test(rest) && !wellFormed.test(`${prefix}${rest}`);

function fromNational(digits: string, country: string): string | undefined {
  const plan = planFor(country);
  if (plan === null || plan.rewrites || digits.startsWith(plan.callingCode) || plan.abroad.test(digits)) return undefined;
  const trunk = plan.trunk?.exec(digits)?.[0] ?? '';
  const rest = digits.slice(trunk.length);
  if (!plan.lengths.has(rest.length) || !plan.wellFormed.test(rest)) return undefined;
  return trunk !== '' && plan.wellFormed.test(digits) ? undefined : `+${plan.callingCode}${rest}`;
}

const thoroughly = remember(50_000, (key: string): string => {
  const [country, written] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
  const dialled = written.startsWith('00') ? `+${written.slice(2)}` : written;
  const parsed = parsePhoneNumberFromString(dialled, isCountryWithPlan(country) ? { defaultCountry: country } : {}, phoneMetadata);
  return parsed?.isPossible() === true ? parsed.number : '';
});
