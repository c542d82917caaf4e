import { bothFilled, equal, isEmpty, oneEditIn, oneSlip, readUnderNames, sameUnderNames, theSame, withinEdits, type Comparison, type Level } from './comparison.ts';
import type { Dialect } from './dialect.ts';

const close = (column: string): Level[] => [
  { name: 'one slip apart', holds: oneSlip(column) },
  { name: 'alike', holds: oneEditIn(column, 3) },
];

/** "m" beside "maria", "alex" beside "alexander". */
const begins = (column: string): Level => ({
  name: 'one begins with the other',
  holds: bothFilled(column, (sql) => `${sql.startsWith(`l_${column}`, `r_${column}`)} OR ${sql.startsWith(`r_${column}`, `l_${column}`)}`),
});

/** Given name and surname written into each other's column, alike in sound. */
const swapped = (given: string, surname: string): string =>
  `l_${given}_sound = r_${surname}_sound AND l_${surname}_sound = r_${given}_sound AND l_${given} != '' AND l_${surname} != '' AND l_${given}_sound != l_${surname}_sound`;

/** Colleagues meet by a surname alone as readily as one person's records do: that a given name is not told is not neutral there. */
const surnameAlone = (given: string): Level => ({ name: 'a surname alone', holds: () => isEmpty(given) });

/** Columns that hold names; `forms` holds the formal names that a given name may stand for. */
export interface NameColumns {
  readonly given: string | undefined;
  readonly surname: string | undefined;
  readonly forms: string | undefined;
  /** Where people of a company that bears their name may be its owners. */
  readonly company: string | undefined;
}

/** Swapped names are one piece of evidence: it is a level of the given name, and the surname then says nothing of its own. */
export function compareNames({ given, surname, forms, company }: NameColumns): Comparison[] {
  if (given === undefined || surname === undefined) return [given, surname].flatMap((column) => (column === undefined ? [] : [compareName(column)]));
  const isSwapped = swapped(given, surname);
  const [oneSlipApart, alike] = close(given) as [Level, Level];
  const shortForms: Level[] = forms === undefined ? [] : [{ name: 'forms of one name', holds: (sql) => `${sql.common(`l_${forms}_words`, `r_${forms}_words`)} > 0` }];
  return [
    {
      name: given, reads: [given, surname, `${given}_sound`, `${surname}_sound`, ...(forms === undefined ? [] : [`${forms}_words`])], missing: () => `(${isEmpty(given)}) AND (${isEmpty(surname)})`,
      levels: [{ ...theSame(given), holds: (sql) => `${equal(given)} AND ${sql.size(`l_${given}`)} > 1` }, { name: 'given name and surname swapped', holds: () => isSwapped }, oneSlipApart, ...shortForms, begins(given), { ...alike, holds: bothFilled(given, alike.holds) }, surnameAlone(given)],
    },
    { name: surname, reads: [given, surname, `${given}_sound`, `${surname}_sound`, ...(company === undefined ? [] : [company])], missing: () => `${isEmpty(surname)} OR (${isSwapped})`, levels: [...sameAsCompany(surname, company), theSame(surname), ...close(surname)] },
  ];
}

/** A family's firm bears its name, and several of the family work there: how rare the name is says nothing then. */
function sameAsCompany(surname: string, company: string | undefined): Level[] {
  if (company === undefined) return [];
  return [{ name: 'the same, which the company bears', holds: (sql) => `${equal(surname)} AND ${sql.size(`l_${surname}`)} > 3 AND (${sql.contains(`l_${company}`, `l_${surname}`)} OR ${sql.contains(`r_${company}`, `l_${surname}`)})` }];
}

const compareName = (column: string): Comparison => ({ name: column, reads: [column], missing: () => isEmpty(column), levels: [theSame(column), ...close(column)] });

/** A whole name: order of its words does not matter. */
export const compareFullName = (column: string): Comparison => ({
  name: column, reads: [column, `${column}_words`], missing: () => isEmpty(column),
  levels: [
    theSame(column),
    { name: 'the same words', holds: (sql) => `${sql.common(`l_${column}_words`, `r_${column}_words`)} = greatest(${sql.listSize(`l_${column}_words`)}, ${sql.listSize(`r_${column}_words`)})` },
    ...close(column),
  ],
});

/** Mail systems number namesakes, who agree in all else. */
const namesakes = -12;

/** Of two of one name at one employer, one has a number: where neither has, their second address, or a slip in it, is rather one person's. Pairs cannot teach it: next to all that share both names there are of one person. */
const [slippedAddress, secondAddress] = [4, 2];

/**
 * Levels that do not count the name again, which is in most addresses at work: the address, a similar user of the same domain, the same domain.
 * A number tells namesakes of one employer apart, so it is a level of its own.
 * `domain` holds domains of employers only, '' for a free provider's; without it every domain counts.
 */
export function compareEmail(column: string, { domain, given, forms, surname }: { domain: string | undefined; given: string | undefined; forms: string | undefined; surname: string | undefined }): Comparison {
  const host = domain ?? `${column}_domain`;
  // Whoever has an address at work and one elsewhere has two, which says nothing.
  const oneElsewhere = domain === undefined ? '' : ` OR (l_${host} = '') != (r_${host} = '')`;
  const sameHost = `l_${host} != '' AND ${equal(host)}`;
  const isPlain = (sql: Dialect): string => ['l', 'r'].map((side) => `${sql.size(`${side}_${column}_user`)} = ${sql.size(`${side}_${column}_bare`)}`).join(' AND ');
  const bothNamed = `${sameHost} AND l_${given} != '' AND l_${surname} != '' AND ${equal(surname ?? '')}`;
  // An initial is often read out of the address itself.
  const isInitial = (sql: Dialect): string => `least(${sql.size(`l_${given}`)}, ${sql.size(`r_${given}`)}) = 1 AND ${sql.slice(`l_${given}`, 1, 1)} = ${sql.slice(`r_${given}`, 1, 1)}`;
  const similarUser = oneEditIn(`${column}_user`, 3);
  const otherOfOneName: Level[] = given === undefined || surname === undefined ? [] : [
    { name: 'the same domain, an address of one name one slip apart', says: slippedAddress, holds: (sql) => `${bothNamed} AND (${equal(given)} OR ${isInitial(sql)}) AND (${oneSlip(`${column}_user`)(sql)})` },
    { name: 'the same domain, another address of one name', says: secondAddress, holds: (sql) => `${bothNamed} AND ${equal(given)} AND ${isPlain(sql)}` },
    { name: 'the same domain, another address of one surname and initial', says: 0, holds: (sql) => `${bothNamed} AND ${isInitial(sql)} AND ${isPlain(sql)}` },
    { name: 'the same domain, another address of names that agree', says: 0, holds: (sql) => `${sameHost} AND ${isPlain(sql)} AND (${agrees(surname)(sql)}) AND (${agrees(given, forms)(sql)}) AND NOT (${similarUser(sql)})` },
  ];
  return {
    name: column, reads: [...readUnderNames(column, surname), `${column}_user`, `${column}_bare`, host, ...[given, surname, ...(forms === undefined ? [] : [`${forms}_words`])].filter((name) => name !== undefined)], missing: () => `${isEmpty(column)}${oneElsewhere}`,
    levels: [
      ...sameAddress(column, surname, given),
      // A number tells namesakes apart, a letter is rather a slip.
      { name: 'an address elsewhere, one slip apart', holds: (sql) => `l_${host} = '' AND NOT ${equal(`${column}_bare`)} AND (${oneSlip(column)(sql)})` },
      { name: 'the same domain, the same user with another number', says: namesakes, holds: () => `${sameHost} AND ${equal(`${column}_bare`)}` },
      ...otherOfOneName,
      { name: 'the same domain, a similar user', holds: (sql) => `${sameHost} AND ${similarUser(sql)}` },
      { name: 'the same domain', holds: () => sameHost },
    ],
  };
}

/** Two spellings of a name, or forms of it. */
const agrees = (name: string, forms?: string) => (sql: Dialect): string =>
  `l_${name} != '' AND (${equal(name)} OR ${oneSlip(name)(sql)}${forms === undefined ? '' : ` OR ${sql.common(`l_${forms}_words`, `r_${forms}_words`)} > 0`})`;

/** An address that bears a name of its holder is one person's, however the name is spelt elsewhere. */
function sameAddress(column: string, surname: string | undefined, given: string | undefined): Level[] {
  const [oneName, ...others] = sameUnderNames(column, surname) as [Level, ...Level[]];
  const names = [given, surname].flatMap((name) => (name === undefined ? [] : [`l_${name}`, `r_${name}`]));
  const bears = (sql: Dialect): string => names.map((name) => `(${sql.size(name)} > 2 AND ${sql.contains(`l_${column}_user`, name)})`).join(' OR ');
  return names.length === 0 ? [oneName, ...others] : [oneName, { name: 'the same, and it bears a name of one of them', holds: (sql) => `${equal(column)} AND (${bears(sql)})` }, ...others];
}

export const comparePhone = (column: string, surname: string | undefined): Comparison => ({
  name: column, reads: [...readUnderNames(column, surname), `${column}_ending`], missing: () => isEmpty(column),
  levels: [...sameUnderNames(column, surname), { name: 'the same last digits', holds: () => equal(`${column}_ending`) }, { name: 'one slip apart', holds: oneSlip(column) }],
});

export const compareIdentifier = (column: string): Comparison => ({
  name: column, reads: [column], missing: () => isEmpty(column),
  levels: [theSame(column), { name: 'one slip apart', holds: oneSlip(column) }, { name: 'two characters off', holds: withinEdits(column, 2) }],
});

/** Day numbers are our own: an engine's parser may clamp what it cannot hold, and then unlike days agree. */
export const compareDate = (column: string): Comparison => {
  const apart = `abs(l_${column}_day - r_${column}_day)`;
  const bothAreDays = `l_${column}_day > 0 AND r_${column}_day > 0`;
  return {
    name: column, reads: [`${column}_digits`, `${column}_day`], missing: () => isEmpty(`${column}_digits`),
    levels: [
      { name: 'the same', holds: () => equal(`${column}_digits`), frequencyOf: `${column}_digits` },
      { name: 'one slip apart', holds: oneSlip(`${column}_digits`) },
      { name: 'within a month', holds: () => `${bothAreDays} AND ${apart} <= 31` },
      { name: 'within a year', holds: () => `${bothAreDays} AND ${apart} <= 366` },
      { name: 'within ten years', holds: () => `${bothAreDays} AND ${apart} <= 3653` },
    ],
  };
};

export const compareYear = (column: string): Comparison => ({
  name: column, reads: [column, `${column}_number`], missing: () => isEmpty(column),
  levels: [theSame(column), { name: 'a year apart', holds: () => `abs(l_${column}_number - r_${column}_number) = 1` }],
});
