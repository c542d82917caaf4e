/** Accounts of one made-up company, exported by systems that know nothing of each other, recognised and mapped as an import does: the rules find its true companies. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planFiles, readMapped } from '../../src/acquire/index.ts';
import { whoIsWho, writeFourSystems } from '../../src/market/four-systems/index.ts';
import { simulate } from '../../src/market/index.ts';
import type { Kind, MappedRow } from '../../src/model/index.ts';
import { accountRecordOf, companiesOf, type AccountRecord } from '../../src/resolve/index.ts';

const world = { seed: 4700, size: 'S', endsAt: '2026-06-30' } as const;
const sources = ['crm', 'support', 'billing'];
let folder = '';
let records: AccountRecord[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-accounts-'));
  await writeFourSystems(folder, world);
  records = (await Promise.all(sources.map(accountsOf))).flat();
}, 60_000);
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function accountsOf(source: string): Promise<AccountRecord[]> {
  const rows = await mappedRows(source);
  const domains = Map.groupBy(rows.filter(({ kind }) => kind === 'contact').map(({ row }) => row.fields), ({ accountId }) => String(accountId ?? ''));
  const reachedAt = (id: string): string[] => (domains.get(id) ?? []).map(({ email }) => String(email ?? '').split('@')[1] ?? '');
  return rows.filter(({ kind }) => kind === 'account').map(({ row }) => accountRecordOf({ source, id: row.recordId, knownAt: 0, fields: row.fields, attributes: row.attributes }, reachedAt(row.recordId)));
}

async function mappedRows(source: string): Promise<Array<{ kind: Kind; row: MappedRow }>> {
  const plan = await planFiles([path.join(folder, source)], { now: Date.UTC(2026, 6, 1), source });
  const rows: Array<{ kind: Kind; row: MappedRow }> = [];
  for (const table of plan.tables) for await (const item of readMapped({ ...table, kind: table.kind as Kind }, { plan })) if ('row' in item) rows.push({ kind: table.kind as Kind, row: item.row });
  return rows;
}

test('true companies come out: no two are made one, and at least 9 of 10 pairs that could be found are', () => {
  const truth = whoIsWho(simulate(world));
  const { joined, records: count } = companiesOf(records, 10_000);
  const companyOf = new Map(joined.flatMap(({ id, records: held }) => held.map(({ key }) => [key, id] as const)));
  const made = joined.flatMap(({ records: held }) => held.flatMap(({ key: a }, place) => held.slice(place + 1).map(({ key: b }) => [a, b] as const)));
  const right = made.filter(([a, b]) => truth.companies[a] === truth.companies[b]).length;
  const linkable = truth.pairs.companies.filter(({ kind }) => kind === 'linkable');
  const found = linkable.filter(({ a, b }) => companyOf.has(a) && companyOf.get(a) === companyOf.get(b)).length;
  expect(count).toBe(Object.keys(truth.companies).length);
  expect(right / made.length).toBeGreaterThanOrEqual(0.99);
  expect(found / linkable.length).toBeGreaterThanOrEqual(0.9);
});

test('who owns whom is an edge, and never a merge', () => {
  const truth = whoIsWho(simulate(world));
  const { parents, joined } = companiesOf(records, 10_000);
  expect(parents.length).toBeGreaterThan(0);
  for (const { child, parent } of parents) expect(truth.parents[truth.companies[child] ?? -1]).toBe(truth.companies[parent]);
  for (const { child, parent } of parents) expect(joined.some(({ records: held }) => held.some(({ key }) => key === child) && held.some(({ key }) => key === parent))).toBe(false);
});
