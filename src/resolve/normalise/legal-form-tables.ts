import { companyTokens, withoutAccents } from './company-words.ts';
import { legalForms, unspacedForms } from './legal-forms.ts';

/** One meaning of a way of writing. */
export interface FormMeaning {
  /** Generic class ("limited", "stock", …), one over all countries. */
  readonly generic: string;
  readonly countries: ReadonlySet<string>;
  /** Taken only for records of those countries. */
  readonly onlyThere: boolean;
}

interface Written {
  readonly tokens: readonly string[];
  readonly opens: boolean;
  readonly meaning: FormMeaning;
}

export interface UnspacedForm {
  readonly text: string;
  readonly generic: string;
}

const flags = /^[!^]*/;

const writtenIn = (line: string): readonly Written[] => {
  const [generic = '', countries = '', forms = ''] = line.split('|');
  const there = new Set(countries.split(' '));
  return forms.split(';').map((form) => {
    const flag = flags.exec(form)?.[0] ?? '';
    const meaning = { generic, countries: there, onlyThere: flag.includes('!') };
    return { tokens: companyTokens(form.slice(flag.length).normalize('NFKC')), opens: flag.includes('^'), meaning };
  });
};

const written = legalForms.trim().split('\n').flatMap(writtenIn);
const spaced = (tokens: readonly string[]): string => tokens.join(' ');
/** Ways of writing that stand under "!": no other form's spelling without dots may bring them in by the back door. */
const guarded = new Set(written.filter((form) => form.meaning.onlyThere).map((form) => spaced(form.tokens)));

/** "s a" and "sa", "gmbh & co kg" and "gmbh co kg", each with accents and without. */
function spellings({ tokens, meaning }: Written): ReadonlySet<string> {
  const own = spaced(tokens);
  const others = [spaced(tokens.filter((token) => token !== '&')), ...(tokens.some((token) => token.length === 1) ? [tokens.join('')] : [])];
  const all = [own, ...others].flatMap((one) => [one, withoutAccents(one)]);
  return new Set(all.filter((one) => one !== '' && (one === own || meaning.onlyThere || !guarded.has(one))));
}

export interface FormTable {
  readonly meanings: ReadonlyMap<string, readonly FormMeaning[]>;
  /** By the token that a form ends (or, where it opens a name, begins) with: how many tokens the longest such form has. Most tokens of names are not here, which is what makes it quick. */
  readonly reach: ReadonlyMap<string, number>;
}

function tableOf(forms: readonly Written[], keyAt: 0 | -1): FormTable {
  const table = new Map<string, FormMeaning[]>();
  for (const form of forms) {
    for (const spelling of spellings(form)) table.set(spelling, [...(table.get(spelling) ?? []), form.meaning]);
  }
  return { meanings: table, reach: reachOf(table.keys(), keyAt) };
}

function reachOf(spelled: Iterable<string>, keyAt: 0 | -1): ReadonlyMap<string, number> {
  const reach = new Map<string, number>();
  for (const form of spelled) {
    const tokens = form.split(' ');
    const key = tokens.at(keyAt) ?? '';
    reach.set(key, Math.max(reach.get(key) ?? 0, tokens.length));
  }
  return reach;
}

/** Forms by their spelling as tokens with a space between: at the end of a name, and at its beginning. */
export const closingForms = tableOf(written, -1);
export const openingForms = tableOf(written.filter((form) => form.opens), 0);

/** Longest first, so that 股份有限公司 is not taken for 有限公司. */
export const formsWithoutSpaces: readonly UnspacedForm[] = unspacedForms.trim().split('\n').flatMap((line) => {
  const [generic = '', , forms = ''] = line.split('|');
  return forms.split(';').map((text) => ({ text: text.normalize('NFKC').toLowerCase(), generic }));
}).sort((a, b) => b.text.length - a.text.length);
