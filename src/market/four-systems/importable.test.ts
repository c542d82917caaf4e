import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planFiles, readMapped } from '../../acquire/index.ts';
import type { Kind, MappedRow } from '../../model/index.ts';
import { companyOf } from '../testing.ts';
import { whoIsWho, writeFourSystems } from './index.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-four-'));
  await writeFourSystems(folder, { seed: 34, size: 'XS', endsAt: '2026-06-30' });
});

afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

const expected: Readonly<Record<string, ReadonlyArray<readonly [kind: Kind, ...fields: string[]]>>> = {
  crm: [['account', 'name', 'domain', 'country', 'parent', 'createdAt'], ['contact', 'name', 'email', 'phone', 'title', 'accountId', 'accountName', 'createdAt'], ['lead', 'name', 'email', 'company', 'source', 'createdAt']],
  marketing: [['contact', 'email', 'phone', 'title', 'accountName', 'createdAt']],
  support: [['account', 'name', 'domain', 'createdAt'], ['contact', 'name', 'email', 'phone', 'accountId', 'accountName', 'createdAt']],
  billing: [['contact', 'name', 'email', 'phone', 'title', 'accountId', 'accountName'], ['account', 'name', 'country', 'createdAt']],
};

test.each(Object.keys(expected))('%s: every table is understood without a hand, and its record keys are those of the truth', async (source) => {
  const truth = whoIsWho(companyOf(34));
  const plan = await planFiles([path.join(folder, source)], { now: Date.UTC(2026, 6, 1), source });
  expect(plan.tables.map((table) => [table.kind, ...new Set(table.columns.map(({ field }) => field).filter((field) => field !== null && field !== 'id'))].toSorted()).toSorted()).toEqual((expected[source] ?? []).map((fields) => fields.toSorted()).toSorted());
  for (const table of plan.tables) {
    expect(table.source).toBe(source);
    const rows: MappedRow[] = [];
    for await (const item of readMapped({ ...table, kind: table.kind as Kind }, { plan })) if ('row' in item) rows.push(item.row);
    expect(rows.filter(({ fields }) => String(fields['name'] ?? '') === '')).toEqual([]);
    const known = table.kind === 'account' ? truth.companies : truth.people;
    const keys = rows.map(({ recordId }) => `${table.kind}:${source}:${recordId}`);
    expect(keys.filter((key) => !(key in known))).toEqual([]);
    expect(keys.length).toBe(Object.keys(known).filter((key) => key.startsWith(`${table.kind}:${source}:`)).length);
  }
});
