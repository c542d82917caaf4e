import { bothFilled, equal, isEmpty, oneEditIn, wordsInCommon, type Comparison, type Level } from './comparison.ts';
import type { Dialect } from './dialect.ts';

export const accountComparison = 'account';
/** What names of companies say where not both records tell a domain. */
export const accountByName = 'account by name';

/**
 * Name and domain of a company are one piece of evidence: people of one company share both. Where both records tell a domain it is asked first, and the names where not. They are comparisons of their own, because
 * a name that is nearly the same means another thing where nobody knows a domain than where two domains differ.
 */
export function compareAccount(company: string | undefined, domain: string | undefined): Comparison[] {
  if (company === undefined) return domain === undefined ? [] : [{ name: accountComparison, reads: [domain], missing: () => isEmpty(domain), levels: [theSameOne(domain)] }];
  const reads = [company, `${company}_words`, `${company}_weights`];
  const byName: Level[] = [
    theSameOne(company), { name: 'nearly the same company', holds: bothFilled(company, oneEditIn(company, 5)) },
    { name: 'most of the words of the company', holds: bothFilled(company, wordsInCommon(company, 0.65)) }, { name: 'a company alike', holds: bothFilled(company, isAlike(company)) },
  ];
  if (domain === undefined) return [{ name: accountComparison, reads, missing: () => isEmpty(company), levels: byName }];
  return [
    { name: accountComparison, reads: [domain, ...reads], missing: () => isEmpty(domain), levels: [theSameOne(domain), ...elsewhere(company, domain)] },
    { name: accountByName, reads: [domain, ...reads], missing: () => `${isEmpty(company)} OR (l_${domain} != '' AND r_${domain} != '')`, levels: byName },
  ];
}

const theSameOne = (column: string): Level => ({ name: `the same ${column}`, holds: () => `l_${column} != '' AND ${equal(column)}`, frequencyOf: column });
const isAlike = (company: string) => (sql: Dialect): string => `${wordsInCommon(company, 0.35)(sql)} OR ${oneEditIn(company, 3)(sql)}`;

/** Subsidiaries and namesakes have a name in common and a domain of their own. */
const elsewhere = (company: string, domain: string): Level[] => [
  { name: `the same ${company}, another ${domain}`, holds: () => `l_${company} != '' AND ${equal(company)}`, frequencyOf: company },
  { name: `a company alike, another ${domain}`, holds: bothFilled(company, isAlike(company)) },
];

export const compareJobTitle = (column: string): Comparison => ({
  name: column, reads: [column], missing: () => isEmpty(column), levels: [{ name: 'the same', holds: () => equal(column) }, { name: 'alike', holds: oneEditIn(column, 4) }],
});

/** Cosine of the words of two texts, a word weighing by its rarity (inverse document frequency). */
export const compareText = (column: string): Comparison => ({
  name: column, reads: [column, `${column}_words`, `${column}_weights`], missing: () => isEmpty(column),
  levels: [0.95, 0.8, 0.65, 0.5, 0.35, 0.2].map((cosine) => ({
    name: `${cosine * 100} % of the words' weight`,
    holds: wordsInCommon(column, cosine),
  })),
});
