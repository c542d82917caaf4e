import type { Dialect } from './dialect.ts';
import { accountColumns, personColumns, type AccountColumns, type LinkPlan, type PersonColumns } from './plan.ts';
import type { RunTables } from './table-names.ts';

/** Fields of the table of what companies are called. */
export const [namesOfDomains, domainsOfNames] = [0, 1] as const;

/** The name under which most rows of a domain know its company, and the domain that most rows of a name tell, where so many agree. */
export const calledSelect = ({ company, domain }: AccountColumns, given: string): string =>
  [oftenest(namesOfDomains, [domain, company], 0.25, given), oftenest(domainsOfNames, [company, domain], 0.5, given)].join('\nUNION ALL');

const oftenest = (field: number, [value, told]: readonly [string, string], atLeast: number, given: string): string => `
SELECT ${field} AS field, value, told FROM (
  SELECT ${value} AS value, ${told} AS told, count(*) AS records, sum(count(*)) OVER (PARTITION BY ${value}) AS known, row_number() OVER (PARTITION BY ${value} ORDER BY count(*) DESC, ${told}) AS place
  FROM ${given} WHERE ${value} != '' AND ${told} != '' GROUP BY ${value}, ${told}
) AS counted WHERE place = 1 AND records >= known * ${atLeast}`;

/** Bits; what is less a given name than that is never taken for one. */
export const leastGivenly = -8;
/** Bits by which two names must rather belong into each other's column. */
export const surelySwapped = 3;

/**
 * For each name, how many bits say that, standing among given names, it rather is a surname (0 where none do), and that, standing among surnames, it rather is a given name, counted from `leastGivenly`.
 * The row itself is left out.
 */
export const sidesSelect = (sql: Dialect, { given, surname }: PersonColumns, rows: string): string => `
SELECT name, surnamely, givenly FROM (
  SELECT name, ${sql.as('greatest(log2((surnames + 1) / greatest(givens, 1)), 0)', 'share')} AS surnamely, ${sql.as(`greatest(log2((givens + 1) / greatest(surnames, 1)) - (${leastGivenly}), 0)`, 'share')} AS givenly
  FROM (
    SELECT name, sum(givens) AS givens, sum(surnames) AS surnames FROM (
      SELECT ${given} AS name, count(*) AS givens, 0 AS surnames FROM ${rows} WHERE ${given} != '' GROUP BY ${given}
      UNION ALL SELECT ${surname} AS name, 0 AS givens, count(*) AS surnames FROM ${rows} WHERE ${surname} != '' GROUP BY ${surname}
    ) AS each_way GROUP BY name
  ) AS counted
) AS sided WHERE surnamely > 0 OR givenly > 0`;

/** What is taken out of an address so that names written together are left. */
export const aroundNames = '@.*$|[^a-z]';

/** Letters before the @ of an address without any name beside it; '' where names are told. */
const nameless = (sql: Dialect, { given, surname }: PersonColumns, email: string): string =>
  `CASE WHEN rows.${given} = '' AND rows.${surname} = '' THEN ${sql.replaceAll(`rows.${email}`, aroundNames, '')} ELSE '' END`;

/** Of the names that other rows tell, those that addresses without any name hold written together, the oftenest first: nobody else's could be met. */
export function writtenSelect(sql: Dialect, person: PersonColumns & { readonly email: string }, rows: string): string {
  const { given, surname, forms = given } = person;
  const together = (first: string, second: string): string => `
    SELECT concat(${first}, ${second}) AS together, ${given}, ${surname}, ${forms} AS forms FROM ${rows} WHERE ${sql.size(given)} > 1 AND ${sql.size(surname)} > 1`;
  return `
SELECT together, ${given} AS its_given, ${surname} AS its_surname, forms AS its_forms FROM (
  SELECT together, ${given}, ${surname}, forms, row_number() OVER (PARTITION BY together ORDER BY count(*) DESC, ${given}, ${surname}, forms) AS place
  FROM (${together(given, surname)} UNION ALL ${together(surname, given)}) AS both_ways
  WHERE together IN (SELECT asked FROM (SELECT ${nameless(sql, person, person.email)} AS asked FROM ${rows} AS rows WHERE rows.${person.email} != '') AS addresses WHERE asked != '') GROUP BY together, ${given}, ${surname}, forms
) AS counted WHERE place = 1`;
}

/** Rows with both names in their own columns, and a company's name or domain where only the other is told. Where they are few, only their values are looked up. */
export function meantSelect(sql: Dialect, plan: LinkPlan, tables: RunTables, { isFew }: { isFew: boolean }): string {
  const [person, account] = [personColumns(plan), accountColumns(plan)];
  const meant = new Map([...(person === undefined ? [] : namesMeant(person)), ...(account === undefined ? [] : companyMeant(sql, account))]);
  const among = (value: string, column: string): string => (isFew ? ` AND ${value} IN (SELECT ${column} FROM ${tables.given} AS rows)` : '');
  return `
  SELECT ${['rows.n AS n', 'rows.side AS side', ...plan.columns.map(({ name }) => `${meant.get(name) ?? `rows.${name}`} AS ${name}`)].join(', ')}
  FROM ${tables.given} AS rows${person === undefined ? '' : namesJoin(sql, person, tables, among)}${account === undefined ? '' : companyJoin(account, tables, among)}`;
}

/** A condition that a value is in a column of few rows. */
type Among = (value: string, column: string) => string;

function namesJoin(sql: Dialect, { email, ...person }: PersonColumns, { sides, written }: RunTables, among: Among): string {
  const sided = (column: string, bits: string): string => `(SELECT name, ${bits} FROM ${sides} WHERE ${bits} > 0${among('name', `rows.${column}`)})`;
  const asked = email === undefined ? '' : nameless(sql, { email, ...person }, email);
  return `
  LEFT JOIN ${sided(person.given, 'surnamely')} AS g ON g.name = rows.${person.given} LEFT JOIN ${sided(person.surname, 'givenly')} AS s ON s.name = rows.${person.surname}${email === undefined ? '' : `
  LEFT JOIN (SELECT together, its_given, its_surname, its_forms FROM ${written} WHERE together != ''${among('together', asked)}) AS w ON w.together = ${asked}`}`;
}

function namesMeant({ given, surname, forms, otherForms, email }: PersonColumns): Array<[string, string]> {
  const isSwapped = `coalesce(g.surnamely, 0) > 0 AND coalesce(s.givenly, 0) > 0 AND g.surnamely + s.givenly > ${surelySwapped - leastGivenly}`;
  const isWritten = (its: string): string => (email === undefined ? '' : ` WHEN coalesce(w.its_given, '') != '' THEN w.${its}`);
  const meant = (column: string, other: string, written: string): [string, string] => [column, `CASE WHEN ${isSwapped} THEN rows.${other}${isWritten(written)} ELSE rows.${column} END`];
  return [meant(given, surname, 'its_given'), meant(surname, given, 'its_surname'), ...(forms === undefined || otherForms === undefined ? [] : [meant(forms, otherForms, 'its_forms')])];
}

const companyJoin = ({ company, domain }: AccountColumns, { called }: RunTables, among: Among): string => {
  const of = (field: number, column: string): string => `(SELECT value, told FROM ${called} WHERE field = ${field}${among('value', `rows.${column}`)})`;
  return `\n  LEFT JOIN ${of(namesOfDomains, domain)} AS c ON c.value = rows.${domain} LEFT JOIN ${of(domainsOfNames, company)} AS d ON d.value = rows.${company}`;
};

const companyMeant = (sql: Dialect, { company, domain }: AccountColumns): Array<[string, string]> => [
  // Without any row that tells, most companies' domains are their names.
  [company, `CASE WHEN rows.${company} != '' THEN rows.${company} WHEN coalesce(c.told, '') != '' THEN c.told ELSE ${sql.replaceAll(sql.replaceAll(`rows.${domain}`, '[.].*$', ''), '-', ' ')} END`],
  [domain, `CASE WHEN rows.${domain} = '' THEN coalesce(d.told, '') ELSE rows.${domain} END`],
];
