import type { LinkRun } from '../link-run.ts';
import { aroundNames, domainsOfNames, leastGivenly, namesOfDomains, surelySwapped } from '../meant-rows.ts';
import { accountColumns, personColumns, type LinkPlan } from '../plan.ts';
import { countKey } from './value-counts.ts';

type Values = Record<string, string>;

/** What a run over everything learnt of names and companies, for the values of some rows. */
interface Learnt {
  readonly next: number;
  readonly sides: ReadonlyMap<string, { readonly surnamely: number; readonly givenly: number }>;
  readonly written: ReadonlyMap<string, { readonly given: string; readonly surname: string; readonly forms: string }>;
  /** By field and value. */
  readonly called: ReadonlyMap<string, string>;
}

/** Rows as they were meant, as `meantSelect` makes them, and the number of the first of them: one more than the last record has. */
export async function readMeant(run: LinkRun, rows: ReadonlyArray<readonly string[]>): Promise<{ readonly from: number; readonly meant: readonly Values[] }> {
  const { plan } = run;
  const given = rows.map((values): Values => Object.fromEntries(plan.columns.map(({ name }, at) => [name, values[at] as string])));
  const learnt = await readLearnt(run, given);
  return { from: learnt.next, meant: given.map((row) => ({ ...row, ...namesOf(plan, row, learnt), ...companyOf(plan, row, learnt) })) };
}

function namesOf(plan: LinkPlan, row: Values, { sides, written }: Learnt): Values {
  const person = personColumns(plan);
  if (person === undefined) return {};
  const { given, surname, forms, otherForms } = person;
  const withForms = (value: string): Values => (forms === undefined || otherForms === undefined ? {} : { [forms]: value });
  const [one, other] = [row[given] as string, row[surname] as string];
  const [surnamely, givenly] = [sides.get(one)?.surnamely ?? 0, sides.get(other)?.givenly ?? 0];
  if (surnamely > 0 && givenly > 0 && Math.fround(surnamely) + Math.fround(givenly) > surelySwapped - leastGivenly) return { [given]: other, [surname]: one, ...withForms(row[otherForms ?? ''] ?? '') };
  const found = written.get(writtenIn(plan, row));
  return found === undefined ? {} : { [given]: found.given, [surname]: found.surname, ...withForms(found.forms) };
}

/** Letters of an address without any name beside it. */
function writtenIn(plan: LinkPlan, row: Values): string {
  const person = personColumns(plan);
  if (person?.email === undefined || row[person.given] !== '' || row[person.surname] !== '') return '';
  return (row[person.email] as string).replaceAll(new RegExp(aroundNames, 'g'), '');
}

function companyOf(plan: LinkPlan, row: Values, { called }: Learnt): Values {
  const account = accountColumns(plan);
  if (account === undefined) return {};
  const [company, domain] = [row[account.company] as string, row[account.domain] as string];
  return {
    [account.company]: company || (called.get(countKey(namesOfDomains, domain)) ?? domain.replace(/[.].*$/, '').replaceAll('-', ' ')),
    [account.domain]: domain || (called.get(countKey(domainsOfNames, company)) ?? ''),
  };
}

/** One statement for all: each costs more than what it looks up. */
async function readLearnt({ engine, plan, tables }: LinkRun, rows: readonly Values[]): Promise<Learnt> {
  const [person, account] = [personColumns(plan), accountColumns(plan)];
  const distinct = (of: (row: Values) => string | undefined): string[] => [...new Set(rows.map((row) => of(row) ?? ''))].filter((value) => value !== '');
  const asked = {
    names: person === undefined ? [] : [...distinct((row) => row[person.given]), ...distinct((row) => row[person.surname])],
    together: distinct((row) => writtenIn(plan, row)),
    domains: account === undefined ? [] : distinct((row) => (row[account.company] === '' ? row[account.domain] : '')),
    companies: account === undefined ? [] : distinct((row) => (row[account.domain] === '' ? row[account.company] : '')),
  };
  const selects: Readonly<Record<keyof typeof asked, string>> = {
    names: `SELECT 'names' AS kind, name AS value, toString(surnamely) AS first, toString(givenly) AS second, '' AS third FROM ${tables.sides} WHERE name IN {names:Array(String)}`,
    together: `SELECT 'together' AS kind, together AS value, its_given AS first, its_surname AS second, its_forms AS third FROM ${tables.written} WHERE together IN {together:Array(String)}`,
    domains: `SELECT '${namesOfDomains}' AS kind, value, told AS first, '' AS second, '' AS third FROM ${tables.called} WHERE field = ${namesOfDomains} AND value IN {domains:Array(String)}`,
    companies: `SELECT '${domainsOfNames}' AS kind, value, told AS first, '' AS second, '' AS third FROM ${tables.called} WHERE field = ${domainsOfNames} AND value IN {companies:Array(String)}`,
  };
  const wanted = (Object.keys(asked) as Array<keyof typeof asked>).filter((kind) => asked[kind].length > 0);
  const last = `SELECT 'last' AS kind, toString(n) AS value, '' AS first, '' AS second, '' AS third FROM (SELECT n FROM ${tables.records} ORDER BY n DESC LIMIT 1)`;
  const found = (await engine.fewRows([last, ...wanted.map((kind) => selects[kind])].join(' UNION ALL '), asked)) as string[][];
  const of = (kind: string): string[][] => found.filter(([its]) => its === kind);
  return {
    next: of('last').reduce((next, [, n]) => Math.max(next, Number(n) + 1), 0),
    sides: new Map(of('names').map(([, name, surnamely, givenly]) => [name as string, { surnamely: Number(surnamely), givenly: Number(givenly) }])),
    written: new Map(of('together').map(([, together, given, surname, forms]) => [together as string, { given: given as string, surname: surname as string, forms: forms as string }])),
    called: new Map([namesOfDomains, domainsOfNames].flatMap((field) => of(String(field)).map(([, value, told]) => [countKey(field, value as string), told as string] as const))),
  };
}
