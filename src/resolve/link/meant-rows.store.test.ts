import { beforeAll, expect, test } from 'vitest';
import { withEngines } from '../../store/engines/testing.ts';
import { clickhouse } from './clickhouse.ts';
import { createGiven, linkRun, rowsOf } from './link-run.ts';
import { planFor } from './plan.ts';
import { prepareRecords } from './prepare-records.ts';

const engines = withEngines();
const plan = planFor([
  { name: 'given', kind: 'given-name' }, { name: 'forms', kind: 'given-forms' }, { name: 'surname', kind: 'surname' }, { name: 'surnameForms', kind: 'surname-forms' },
  { name: 'email', kind: 'email' }, { name: 'company', kind: 'company' }, { name: 'domain', kind: 'domain' },
]);
type Given = Readonly<Partial<Record<'given' | 'forms' | 'surname' | 'surnameForms' | 'email' | 'company' | 'domain', string>>>;

const many = (count: number, row: Given): Given[] => Array.from({ length: count }, () => row);
const rows: readonly Given[] = [
  ...many(20, { given: 'anna', forms: 'anna', surname: 'lindqvist', surnameForms: 'lindqvist' }), ...many(20, { given: 'per', forms: 'per peter', surname: 'thomas', surnameForms: 'thomas' }), ...many(20, { given: 'thomas', forms: 'thomas', surname: 'berg', surnameForms: 'berg' }),
  ...many(3, { company: 'nordic timber', domain: 'timmer.se' }), ...many(1, { company: 'nordic timbr', domain: 'timmer.se' }),
  ...['one', 'two', 'three', 'four', 'five'].map((company) => ({ company, domain: 'everybody.org' })),
  ...many(2, { company: 'gray services', domain: 'gray.com' }), ...many(2, { company: 'gray services', domain: 'grayer.com' }), ...many(2, { company: 'gray services', domain: 'graying.com' }),
];
const asked: readonly Given[] = [
  { given: 'lindqvist', forms: 'lindqvist', surname: 'anna', surnameForms: 'anna' }, { given: 'thomas', forms: 'thomas', surname: 'per', surnameForms: 'per peter' }, { given: 'thomas', surname: 'lindqvist' },
  { domain: 'timmer.se' }, { domain: 'everybody.org' }, { domain: 'some-mill.se' }, { company: 'nordic timber' }, { company: 'gray services' }, { company: 'nordic timber', domain: 'other.se' },
  { email: 'anna.lindqvist7@mail.com' }, { email: 'berg_thomas@mail.com' }, { email: 'nobody@mail.com' }, { given: 'per', email: 'annalindqvist@mail.com' },
];
const meant: unknown[][] = [];

beforeAll(async () => {
  await engines().createFactsDatabase('meant');
  const run = linkRun(engines().facts('meant'), clickhouse, plan, 'meant');
  await createGiven(run);
  await run.engine.insert(run.tables.given, [...rows, ...asked].map((row, n) => ({ n, side: 0, given: '', forms: '', surname: '', surnameForms: '', email: '', company: '', domain: '', ...row })));
  await prepareRecords(run);
  meant.push(...await rowsOf(run.engine, `SELECT given, forms, surname, company, domain FROM ${run.tables.records} WHERE n >= ${rows.length} ORDER BY n`));
});

test('names that stand in each other’s column are put into their own, and those that may stand in either stay', () => {
  expect(meant.slice(0, 3).map((row) => row.slice(0, 3))).toEqual([['anna', 'anna', 'lindqvist'], ['thomas', 'thomas', 'per'], ['thomas', '', 'lindqvist']]);
});

test('a company is called as most rows of its domain call it, unless they do not agree; without any, by its domain', () => {
  expect(meant.slice(3, 6).map(([, , , company]) => company)).toEqual(['nordic timber', 'everybody', 'some mill']);
});

test('a domain is that of most rows that name the company, unless several have the name, and never in place of one that is told', () => {
  expect(meant.slice(6, 9).map(([, , , , domain]) => domain)).toEqual(['timmer.se', '', 'other.se']);
});

test('an address without any name beside it tells two names that go together elsewhere', () => {
  expect(meant.slice(9).map((row) => row.slice(0, 3))).toEqual([['anna', 'anna', 'lindqvist'], ['thomas', 'thomas', 'berg'], ['', '', ''], ['per', '', '']]);
});
