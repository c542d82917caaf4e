import { alpha3, furtherCountryNames } from './country-words.ts';
import { foldText } from './fold-text.ts';
import { remember } from './remember.ts';

/** Languages whose names of countries are known beside English. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sv', 'da', 'nb', 'fi', 'hu', 'ro', 'tr', 'ru', 'el', 'bg', 'hr', 'sk', 'sl', 'sr', 'uk', 'et', 'lv', 'lt', 'ga', 'ar', 'he', 'hi', 'th', 'vi', 'id', 'ja', 'zh', 'ko'];
/** Codes that are in use but not the standard's, those of vehicles among them. */
const alias: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', D: 'DE', F: 'FR', A: 'AT', I: 'IT', E: 'ES', B: 'BE', S: 'SE', N: 'NO', P: 'PT', H: 'HU', L: 'LU', J: 'JP', SLO: 'SI', FL: 'LI' };

const twoLetters = /^[A-Z]{2}$/;
const alpha2Of = new Map(Array.from(alpha3.matchAll(/([A-Z]{3}) ([A-Z]{2})/g), ([, three = '', two = '']) => [three, two] as const));
const alpha2 = new Set(alpha2Of.values());

let named: ReadonlyMap<string, string> | undefined;

/** Folded names to codes, built at first use. What two countries would share is left out, except where written here. */
function byName(): ReadonlyMap<string, string> {
  if (named !== undefined) return named;
  const names = new Map<string, string>();
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of alpha2) learn(names, display.of(code) ?? '', code);
  }
  for (const line of furtherCountryNames.trim().split('\n')) {
    const [code = '', ...further] = line.split(';');
    for (const name of further) names.set(name, code);
  }
  return (named = names);
}

function learn(names: Map<string, string>, name: string, code: string): void {
  const folded = foldText(name);
  names.set(folded, names.has(folded) && names.get(folded) !== code ? '' : code);
}

/** ISO 3166-1 alpha-2 of a country's name, in 36 languages, or of its two- or three-letter code; '' where it is none that is known. */
export const countryCode = remember(5_000, (text: string): string => {
  const plain = text.trim();
  const upper = plain.toUpperCase();
  if (alias[upper] !== undefined) return alias[upper];
  if (twoLetters.test(upper)) return alpha2.has(upper) ? upper : '';
  return alpha2Of.get(upper) ?? byName().get(foldText(plain)) ?? '';
});
