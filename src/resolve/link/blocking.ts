import { accountByName, accountComparison } from './compare-accounts.ts';
import type { ColumnKind, LinkColumn } from './comparison.ts';

/** A reason to look at a pair at all: both have the same key. */
export interface BlockingRule {
  readonly name: string;
  /** Names of the comparisons that a shared key holds equal. */
  readonly fixes: readonly string[];
  /** Nearly all pairs that share a key are of one thing. */
  readonly isSure?: boolean;
  /** Its key holds a surname, which families share and places have many of. */
  readonly isRelated?: boolean;
  /** Keys of a record, each made of these columns or expressions; none where one of them is ''. */
  readonly keys: ReadonlyArray<readonly string[]>;
  /** A list of hashed words, each of which is a key. */
  readonly words?: string;
}

const accountComparisons = [accountComparison, accountByName];

type Names = Partial<Record<ColumnKind, string>>;

/** Rules that follow from the kinds of the columns. */
export function blockingRules(columns: readonly LinkColumn[]): BlockingRule[] {
  const names: Names = Object.fromEntries(columns.map(({ name, kind }) => [kind, name]));
  const alone = columns.flatMap(({ name, kind }) => ownRule(name, kind, names));
  return [...alone, ...personRules(names), ...placeRules(names)];
}

/** Columns that single a record out by themselves, or nearly. */
function ownRule(name: string, kind: ColumnKind, names: Names): BlockingRule[] {
  if (kind === 'date') return [{ name, fixes: [name], keys: [[`${name}_digits`]] }];
  if (kind === 'text' || kind === 'names' || kind === 'full-name') return [{ name: `a word of ${name}`, fixes: [name], keys: [], words: `${name}_words` }];
  if (kind === 'identifier') return [{ name, fixes: [name], keys: [[name]], isSure: true }];
  if (kind === 'email') return [{ name, fixes: [name, ...employers(names)], keys: [[name]], isSure: true }];
  if (kind === 'phone') return [{ name, fixes: [name], keys: [[`${name}_ending`]] }];
  return [];
}

/** Comparisons of the employer: who shares an address at work shares them all. */
const employers = ({ company, domain, country, city, 'legal-form': form }: Names): string[] =>
  (company === undefined && domain === undefined ? [] : [...accountComparisons, ...[country, form].filter((column) => column !== undefined), ...(city === undefined ? [] : ['place'])]);

function personRules({ 'given-name': given, 'given-forms': forms, surname, company, domain, city, postcode }: Names): BlockingRule[] {
  if (given === undefined || surname === undefined) return [];
  const account = [domain, company].filter((column) => column !== undefined);
  // A town alone holds too many people; where nothing else places a person, it must do.
  const place = [postcode, account.length === 0 ? city : undefined].filter((column) => column !== undefined);
  const sounds = [`${surname}_sound`, `${forms ?? given}_sound`];
  return [
    // In order of the alphabet, so that swapped names meet.
    { name: 'sound of both names', fixes: [given, surname], isRelated: true, keys: [['least', 'greatest'].map((end) => `${end}(${sounds.join(', ')})`)] },
    ...(account.length === 0 ? [] : [
      { name: 'surname in an account', fixes: [...accountComparisons, surname], keys: account.map((column) => [column === company ? `${company}_sound` : column, `${surname}_sound`]) },
      // Most misspellings and short forms leave the beginnings of names, and a firm has too many of one given name.
      { name: 'beginnings of both names in an account', fixes: accountComparisons, keys: account.map((column) => [column, `${given}_initial`, `${surname}_begun`]) },
    ]),
    ...(place.length === 0 ? [] : [
      { name: 'surname in a place', fixes: ['place', surname], isRelated: true, keys: place.map((column) => [column, `${surname}_sound`]) },
      { name: 'given name in a place', fixes: ['place', given], keys: place.map((column) => [column, given]) },
    ]),
  ];
}

function placeRules({ 'given-name': given, street, 'house-number': number, company, postcode, city }: Names): BlockingRule[] {
  const place = [postcode, city].filter((column) => column !== undefined);
  return [
    ...(street === undefined ? [] : [{ name: 'street', fixes: ['address'], keys: [[street, ...(number === undefined ? [] : [number])]] }]),
    ...(company === undefined || given !== undefined ? [] : [{ name: 'a word of the company', fixes: accountComparisons, keys: [], words: `${company}_words` }]),
    ...(company === undefined || given !== undefined || place.length === 0 ? [] : [{ name: 'company in a place', fixes: [...accountComparisons, 'place'], keys: place.map((column) => [column, `${company}_sound`]) }]),
  ];
}

