import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { companyOf } from '../testing.ts';
import { fourSystems, fourSystemsHash, whoIsWho, writeFourSystems, type SystemExport } from './index.ts';
import { judgedPairs } from './judged-pairs.ts';

const company = companyOf(31, 'S');
const systems = fourSystems(company);
const truth = whoIsWho(company);
const rowsOf = ({ tables }: SystemExport): Array<{ file: string; header: readonly string[]; row: readonly string[] }> => tables.flatMap(({ file, header, rows }) => [...rows()].map((row) => ({ file, header, row })));
const cell = ({ header, row }: { header: readonly string[]; row: readonly string[] }, column: string): string => row[header.indexOf(column)] ?? '';

test('the README shows the hash of the sources as they are', async () => {
  const shown = /four systems hash: `([0-9a-f]{64})`/.exec(await readFile(path.join(import.meta.dirname, 'README.md'), 'utf8'))?.[1];
  expect(shown, `it changed: write ${fourSystemsHash()} into src/market/four-systems/README.md, and what changed, before and after`).toBe(fourSystemsHash());
});

test('equal companies give equal files and truth; another seed, others', () => {
  const again = fourSystems(companyOf(31, 'S'));
  expect(again.map(rowsOf)).toEqual(systems.map(rowsOf));
  expect(whoIsWho(companyOf(31, 'S'))).toEqual(truth);
  expect(fourSystems(companyOf(32)).map(rowsOf)).not.toEqual(fourSystems(companyOf(33)).map(rowsOf));
});

test('every record is in the truth under its key, and nothing else is', () => {
  const kinds: Readonly<Record<string, string>> = { 'accounts.csv': 'account', 'organizations.csv': 'account', 'customers.csv': 'account', 'leads.csv': 'lead' };
  const keys = systems.flatMap((system) => rowsOf(system).map(({ file, row }) => `${kinds[file] ?? 'contact'}:${system.source}:${row[0]}`));
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(keys)).toEqual(new Set([...Object.keys(truth.people), ...Object.keys(truth.companies)]));
});

test('each system sees a part, and no two share an id', () => {
  expect(systems.map(({ source }) => source)).toEqual(['crm', 'marketing', 'support', 'billing']);
  const ids = systems.map((system) => new Set(rowsOf(system).map(({ row }) => row[0])));
  for (const [at, one] of ids.entries()) for (const other of ids.slice(at + 1)) expect([...one].filter((id) => other.has(id))).toEqual([]);
  const people = new Set(Object.values(truth.people)).size;
  for (const { source } of systems) {
    const seen = new Set(Object.entries(truth.people).filter(([key]) => key.split(':')[1] === source).map(([, person]) => person)).size;
    expect(seen / people, source).toBeGreaterThan(0.05);
    expect(seen / people, source).toBeLessThan(0.9);
  }
});

test('ids and order of rows tell nothing of who is who', () => {
  const places = new Map(systems.map((system) => [system.source, rowsOf(system).filter(({ file }) => /people|contacts/.test(file)).map(({ row }) => truth.people[`contact:${system.source}:${row[0]}`])]));
  const [crm, support] = [places.get('crm') ?? [], places.get('support') ?? []];
  const both = [...new Set(crm)].filter((person) => support.includes(person));
  const ranks = both.map((person) => [crm.indexOf(person) / crm.length, support.indexOf(person) / support.length] as const);
  expect(Math.abs(correlation(ranks))).toBeLessThan(4 / Math.sqrt(ranks.length));
});

function correlation(pairs: ReadonlyArray<readonly [number, number]>): number {
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of: (dx: number, dy: number) => number): number => pairs.reduce((total, [a, b]) => total + of(a - x, b - y), 0);
  return sum((dx, dy) => dx * dy) / Math.sqrt(sum((dx) => dx * dx) * sum((_, dy) => dy * dy));
}

test('ids of companies on records of people lead to a record of the same company', () => {
  for (const system of systems.filter(({ source }) => source !== 'marketing')) {
    const column = system.source === 'crm' ? 'Account ID' : system.source === 'support' ? 'Organization ID' : 'Company ID';
    const filed = rowsOf(system).filter((row) => /contacts/.test(row.file) && cell(row, column) !== '');
    expect(filed.length).toBeGreaterThan(100);
    expect(filed.filter((row) => truth.companies[`account:${system.source}:${cell(row, column)}`] !== truth.accountOfPerson[`contact:${system.source}:${row.row[0]}`])).toEqual([]);
  }
});

test('flaws are there, and cells hold what somebody could have typed', () => {
  const rows = systems.flatMap(rowsOf);
  const emails = rows.map((row) => cell(row, 'Email')).filter((email) => email !== '');
  const part = (is: (email: string) => boolean): number => emails.filter(is).length / emails.length;
  expect(part((email) => /^(info|office|accounts)@/.test(email))).toBeGreaterThan(0.02);
  expect(part((email) => /^[a-z]+\.[a-z]+\d{4}@(gmail|outlook|gmx|orange|libero|icloud)/.test(email))).toBeGreaterThan(0.02);
  expect(part((email) => /^(n\/a|-|test@test.com|none@none.com)$/.test(email))).toBeGreaterThan(0.005);
  const names = rows.map((row) => cell(row, 'Full Name') + cell(row, 'First Name') + cell(row, 'Name') + cell(row, 'Contact Name') + cell(row, 'Lead Name')).filter((name) => name !== '');
  expect(names.filter((name) => /^[A-Z]\.( |$)|, [A-Z]\.$/.test(name)).length / names.length).toBeGreaterThan(0.02);
  for (const { row } of rows) for (const text of row) expect(text).not.toMatch(/undefined|NaN|\[object|^\s|\s$/);
});

test('every pair of one thing is judged once; nearly all could be found, not all', () => {
  for (const [things, pairs] of [[truth.people, truth.pairs.people], [truth.companies, truth.pairs.companies]] as const) {
    const sizes = new Map<string | number, number>();
    for (const thing of Object.values(things)) sizes.set(thing, (sizes.get(thing) ?? 0) + 1);
    expect(pairs.length).toBe([...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0));
    for (const { a, b } of pairs) if (a >= b || things[a] !== things[b]) throw new Error(`${a} and ${b}`);
    const share = pairs.filter(({ kind }) => kind === 'linkable').length / pairs.length;
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
  }
});

test('pairs that others join are told apart from those that nothing joins', () => {
  const records = ['a', 'b', 'c', 'd'].map((key) => ({ key, thing: 1 }));
  const others = Array.from({ length: 200 }, (_, at) => ({ key: `z${at}`, thing: at + 2 }));
  const linked = new Set(['a b', 'b c']);
  const judged = judgedPairs([...records, ...others], ({ thing }) => thing, (one, other) => (linked.has(`${one.key} ${other.key}`) ? 60 : -60));
  expect(judged.map(({ a, b, kind }) => `${a}${b} ${kind}`)).toEqual(['ab linkable', 'ac through others', 'ad unlinkable', 'bc linkable', 'bd unlinkable', 'cd unlinkable']);
});

test('writes a folder for each system and who is who beside them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-four-'));
  try {
    const written = await writeFourSystems(folder, { seed: 31, size: 'XS', endsAt: '2026-06-30' });
    expect(written.map(({ source }) => source)).toEqual(systems.map(({ source }) => source));
    expect((await readdir(folder)).toSorted()).toEqual(['billing', 'crm', 'marketing', 'support', 'who-is-who.json']);
    expect(JSON.parse(await readFile(path.join(folder, 'who-is-who.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(whoIsWho(companyOf(31)))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
