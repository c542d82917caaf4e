import { companyTokens, withoutAccents } from './company-words.ts';
import { foldText, isAscii, oneForm } from './fold-text.ts';
import { closingForms, formsWithoutSpaces, openingForms, type FormMeaning, type FormTable } from './legal-form-tables.ts';
import { remember } from './remember.ts';

/** A company's name for comparison. All '' where there is none. */
export interface CompanyName {
  /** Without legal form, folded. Never emptied: a name that is nothing but a form keeps all of it ("The Limited" is "the limited"). */
  readonly core: string;
  /** Generic class of the legal form ("limited", "stock", "corporation", "partnership", "limited partnership", "cooperative", "nonprofit", "foundation", "sole trader", "public", "trust", "fund", "foreign branch", "company"); '' where none is written. */
  readonly legalForm: string;
}

interface Stripped {
  readonly tokens: readonly string[];
  readonly forms: readonly string[];
}

const noName: CompanyName = { core: '', legalForm: '' };
const eastAsian = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const listed = new Set(['the', '&']);
/** Classes that say least, and give way to any other that the name bears. */
const weak = new Set(['company', 'status']);

const cached = remember(100_000, (key: string): CompanyName => {
  const at = key.indexOf('|');
  return normalised(key.slice(at + 1), key.slice(0, at));
});

/**
 * A company's name without its legal form, and the form's generic class. Forms are taken off the end, longest first and repeatedly ("Pty Limited", "GmbH & Co. KG"),
 * some also off the beginning ("PT", "ООО", 株式会社), before anything is folded to ASCII; what is a word elsewhere counts only in its countries,
 * so `country` (ISO 3166-1 alpha-2, '' = not known) helps. Two names with equal cores may still be two companies.
 */
export const normaliseCompany = (name: string, country = ''): CompanyName => (name.trim() === '' ? noName : cached(`${country}|${name}`));

function normalised(name: string, country: string): CompanyName {
  const text = oneForm(name).trim();
  const unspaced = eastAsian.test(text) ? withoutUnspaced(text) : { text, forms: [] };
  const stripped = withoutForms(companyTokens(unspaced.text), country);
  const forms = [...unspaced.forms, ...stripped.forms];
  const core = saysNothing(stripped.tokens) ? '' : coreOf(stripped.tokens);
  return { core: core.length >= 2 ? core : coreOf(companyTokens(text), false), legalForm: strongest(forms) };
}

/** What is left is itself a way of writing a form, as in "Pty Limited" or "Company Inc.". */
const saysNothing = (tokens: readonly string[]): boolean => closingForms.meanings.get(tokens.filter((token) => !listed.has(token)).join(' '))?.some((meaning) => !meaning.onlyThere) === true;

function withoutUnspaced(name: string): { readonly text: string; readonly forms: readonly string[] } {
  const forms: string[] = [];
  let text = name.toLowerCase();
  for (let found = unspacedAt(text); found !== undefined; found = unspacedAt(text)) {
    forms.push(found.generic);
    text = found.rest;
  }
  return { text, forms };
}

function unspacedAt(text: string): { readonly generic: string; readonly rest: string } | undefined {
  for (const form of formsWithoutSpaces) {
    const rest = text.endsWith(form.text) ? text.slice(0, -form.text.length) : text.startsWith(form.text) ? text.slice(form.text.length) : text;
    // A name that is nothing else keeps it.
    if (rest !== text && rest.trim() !== '') return { generic: form.generic, rest: rest.trim() };
  }
  return undefined;
}

function withoutForms(tokens: readonly string[], country: string): Stripped {
  const forms: string[] = [];
  let left = tokens;
  for (let found = formAt(left, country, forms.length === 0); found !== undefined; found = formAt(left, country, forms.length === 0)) {
    forms.push(found.generic);
    left = found.tokens;
  }
  return { tokens: left, forms };
}

interface Found {
  readonly generic: string;
  readonly tokens: readonly string[];
}

/** The longest form at the end; else at the beginning. One at the beginning is looked for also after one at the end: "Oy Karl Fazer Ab". */
function formAt(tokens: readonly string[], country: string, isFirst: boolean): Found | undefined {
  for (let length = reachOf(closingForms, tokens, -1); length > 0; length -= 1) {
    const generic = classOf(closingForms, tokens.slice(-length), country);
    if (generic !== undefined) return { generic, tokens: tokens.slice(0, -length) };
  }
  for (let length = reachOf(openingForms, tokens, 0); length > 0; length -= 1) {
    const generic = classOf(openingForms, tokens.slice(0, length), country);
    if (generic !== undefined && (isFirst || tokens.length > length)) return { generic, tokens: tokens.slice(length) };
  }
  return undefined;
}

/** How many tokens a form there can have at most; one always stays. Initials may be those of any short form. */
function reachOf({ reach }: FormTable, tokens: readonly string[], at: 0 | -1): number {
  const token = tokens.at(at) ?? '';
  const longest = reach.get(token) ?? (token.length === 1 ? 3 : reach.get(withoutAccents(token)) ?? 0);
  return Math.min(longest, tokens.length - 1);
}

function classOf({ meanings: table }: FormTable, tokens: readonly string[], country: string): string | undefined {
  const written = tokens.join(' ');
  const meanings = table.get(written) ?? (areInitials(tokens) ? onlyIn(country, table.get(tokens.join(''))) : written.length > 3 ? table.get(withoutAccents(written)) : undefined);
  return meanings === undefined ? undefined : meaningIn(meanings, country)?.generic;
}

const onlyIn = (country: string, meanings: readonly FormMeaning[] | undefined): readonly FormMeaning[] | undefined => meanings?.filter((meaning) => meaning.countries.has(country));

/** "P.T." in Indonesia is written as "PT" in the table; elsewhere initials are initials. */
const areInitials = (tokens: readonly string[]): boolean => tokens.length > 1 && tokens.every((token) => token.length === 1);

const meaningIn = (meanings: readonly FormMeaning[], country: string): FormMeaning | undefined =>
  meanings.find((meaning) => meaning.countries.has(country)) ?? meanings.find((meaning) => !meaning.onlyThere);

/** The class written last in the name, which is the first that was taken off, among those that say something. */
function strongest(forms: readonly string[]): string {
  const said = forms.filter((form) => form !== 'status');
  return said.find((form) => !weak.has(form)) ?? said[0] ?? '';
}

/** Tokens folded and joined: "&" is "and" inside a name and nothing at its ends, an article in front goes, single letters stand together ("j p morgan" is "jp morgan"). */
function coreOf(tokens: readonly string[], dropsArticle = true): string {
  let [from, to] = [0, tokens.length];
  while (from < to && goesInFront(tokens[from], dropsArticle)) from += 1;
  while (to > from && tokens[to - 1] === '&') to -= 1;
  const folded = tokens.slice(from, to).map((token) => (token === '&' ? 'and' : isAscii.test(token) ? token : foldText(token)));
  return joinInitials(folded.filter((token) => token !== ''));
}

const goesInFront = (token: string | undefined, dropsArticle: boolean): boolean => token === '&' || (dropsArticle && token === 'the');

function joinInitials(words: readonly string[]): string {
  let text = '';
  let wasInitial = false;
  for (const word of words) {
    const isInitial = word.length === 1;
    text += text === '' || (isInitial && wasInitial) ? word : ` ${word}`;
    wasInitial = isInitial;
  }
  return text;
}
