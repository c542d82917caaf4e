import { bothFilled, equal, isEmpty, oneEditIn, wordsInCommon, type Comparison, type Level } from './comparison.ts';

export const accountComparison = 'account';

/** Name and domain of a company are one piece of evidence: people of one company share both. */
export function compareAccount(company: string | undefined, domain: string | undefined): Comparison[] {
  if (company === undefined && domain === undefined) return [];
  const columns = [domain, company].filter((column) => column !== undefined);
  const filled = (column: string): Level => ({ name: `the same ${column}`, holds: () => `l_${column} != '' AND ${equal(column)}`, frequencyOf: column });
  // Subsidiaries and namesakes have a name in common and a domain of their own.
  const elsewhere: Level[] = company === undefined || domain === undefined ? [] : [{ name: `the same ${company}, another ${domain}`, holds: () => `l_${company} != '' AND ${equal(company)} AND l_${domain} != '' AND r_${domain} != ''`, frequencyOf: company }];
  const sameOnes = [...(domain === undefined ? [] : [filled(domain)]), ...elsewhere, ...(company === undefined ? [] : [filled(company)])];
  const alike = company === undefined ? [] : [
    { name: 'nearly the same company', holds: bothFilled(company, oneEditIn(company, 5)) },
    { name: 'most of the words of the company', holds: bothFilled(company, wordsInCommon(company, 0.65)) },
    { name: 'a company alike', holds: bothFilled(company, (sql) => `${wordsInCommon(company, 0.35)(sql)} OR ${oneEditIn(company, 3)(sql)}`) },
  ];
  const reads = [...columns, ...(company === undefined ? [] : [`${company}_words`, `${company}_weights`])];
  return [{ name: accountComparison, reads, missing: () => columns.map((column) => `(${isEmpty(column)})`).join(' AND '), levels: [...sameOnes, ...alike] }];
}

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
