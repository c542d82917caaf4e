import { bothFilled, equal, isEmpty, oneEditIn, oneSlip, theSame, wordsInCommon, type Comparison, type Level } from './comparison.ts';

/** Postcode and town say the same thing twice, so they are one comparison. */
export function comparePlace(postcode: string | undefined, city: string | undefined): Comparison[] {
  if (postcode === undefined && city === undefined) return [];
  const columns = [postcode, city].filter((column) => column !== undefined);
  const neither = columns.map((column) => `(${isEmpty(column)})`).join(' AND ');
  const nearly: Level[] = [
    ...(postcode === undefined ? [] : [{ name: 'one slip in the postcode', holds: bothFilled(postcode, oneSlip(postcode)) }]),
    ...(city === undefined ? [] : [{ name: 'nearly the same town', holds: bothFilled(city, oneEditIn(city, 5)) }]),
  ];
  return [{ name: 'place', reads: columns, missing: () => neither, levels: [...together(postcode, city), ...columns.map(filledAndSame), ...nearly] }];
}

const filledAndSame = (column: string): Level => ({ name: `the same ${column}`, holds: () => `l_${column} != '' AND ${equal(column)}` });

const together = (postcode: string | undefined, city: string | undefined): Level[] =>
  (postcode === undefined || city === undefined ? [] : [{ name: 'both the same', holds: () => `l_${postcode} != '' AND l_${city} != '' AND ${equal(postcode)} AND ${equal(city)}`, frequencyOf: postcode }]);

/** Street and house number are one piece of evidence: those of one building share both. */
export function compareAddress(street: string | undefined, number: string | undefined): Comparison[] {
  if (street === undefined) return number === undefined ? [] : [compareHouseNumber(number)];
  const near: Level['holds'] = bothFilled(street, (sql) => `${equal(street)} OR ${wordsInCommon(street, 0.65)(sql)} OR ${oneEditIn(street, 5)(sql)}`);
  const alike: Level['holds'] = bothFilled(street, (sql) => `${wordsInCommon(street, 0.35)(sql)} OR ${oneEditIn(street, 3)(sql)}`);
  const reads = [street, `${street}_words`, `${street}_weights`, ...(number === undefined ? [] : [number])];
  return [{
    name: 'address', reads, missing: () => reads.filter((column) => column === street || column === number).map((column) => `(${isEmpty(column)})`).join(' AND '),
    levels: [
      ...(number === undefined ? [] : numbered(number, near, alike)),
      { name: 'the same street', holds: bothFilled(street, () => equal(street)), frequencyOf: street },
      { name: 'nearly the same street', holds: near },
      ...(number === undefined ? [] : [{ name: 'the same number', holds: bothFilled(number, () => equal(number)) }]),
      { name: 'a street alike', holds: alike },
    ],
  }];
}

const numbered = (number: string, near: Level['holds'], alike: Level['holds']): Level[] => [
  { name: 'the same number in nearly the same street', holds: bothFilled(number, (sql) => `${equal(number)} AND (${near(sql)})`) },
  { name: 'the same number in a street alike', holds: bothFilled(number, (sql) => `${equal(number)} AND (${alike(sql)})`) },
];

const compareHouseNumber = (column: string): Comparison => ({
  name: column, reads: [column], missing: () => isEmpty(column),
  levels: [theSame(column), { name: 'one slip apart', holds: oneSlip(column) }],
});

/** Few values, which follow from others: how rare one is says nothing more. */
export const compareSameOrNot = (column: string): Comparison => ({ name: column, reads: [column], missing: () => isEmpty(column), levels: [{ name: 'the same', holds: () => equal(column) }] });
