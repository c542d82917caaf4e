import { equal, isEmpty, oneEditIn, oneSlip, theSame, withinEdits, type Comparison, type Level } from './comparison.ts';

const close = (column: string): Level[] => [
  { name: 'one slip apart', holds: oneSlip(column) },
  { name: 'alike', holds: oneEditIn(column, 3) },
];

/** "m" beside "maria", "alex" beside "alexander". */
const begins = (column: string): Level => ({
  name: 'one begins with the other',
  holds: (sql) => `${sql.startsWith(`l_${column}`, `r_${column}`)} OR ${sql.startsWith(`r_${column}`, `l_${column}`)}`,
});

/** Given name and surname written into each other's column. */
const swapped = (given: string, surname: string): string => `l_${given} = r_${surname} AND l_${surname} = r_${given} AND l_${given} != '' AND l_${surname} != '' AND l_${given} != l_${surname}`;

/** Swapped names are one piece of evidence: it is a level of the given name, and the surname then says nothing of its own. */
export function compareNames(given: string | undefined, surname: string | undefined): Comparison[] {
  if (given === undefined || surname === undefined) return [given, surname].flatMap((column) => (column === undefined ? [] : [compareName(column)]));
  const isSwapped = swapped(given, surname);
  return [
    {
      name: given, reads: [given, surname], missing: () => isEmpty(given),
      levels: [theSame(given), { name: 'given name and surname swapped', holds: () => isSwapped }, close(given)[0] as Level, begins(given), close(given)[1] as Level],
    },
    { name: surname, reads: [given, surname], missing: () => `${isEmpty(surname)} OR (${isSwapped})`, levels: [theSame(surname), ...close(surname)] },
  ];
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

/** Three levels that do not count the name again, which is in most addresses at work. `user` and `domain` are the parts beside the @. */
export const compareEmail = (column: string): Comparison => ({
  name: column, reads: [column, `${column}_user`, `${column}_domain`], missing: () => isEmpty(column),
  levels: [
    theSame(column),
    { name: 'the same domain, a similar user', holds: (sql) => `${equal(`${column}_domain`)} AND ${oneEditIn(`${column}_user`, 3)(sql)}` },
    { name: 'the same domain', holds: () => equal(`${column}_domain`), frequencyOf: `${column}_domain` },
  ],
});

export const comparePhone = (column: string): Comparison => ({
  name: column, reads: [column], missing: () => isEmpty(column), levels: [theSame(column), { name: 'one digit off', holds: oneSlip(column) }],
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
