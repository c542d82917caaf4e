import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Kind, MappedRow, Reject, TablePlan } from '../model/index.ts';
import { findRepairs, planFiles, readMapped } from './index.ts';

const folder = fileURLToPath(new URL('../../test/exports', import.meta.url));
const now = Date.UTC(2026, 0, 1);

async function rowsOf(plan: Awaited<ReturnType<typeof planFiles>>, table: TablePlan): Promise<{ rows: MappedRow[]; rejects: Reject[] }> {
  const rows: MappedRow[] = [];
  const rejects: Reject[] = [];
  for await (const item of readMapped({ ...table, kind: table.kind as Kind }, { plan })) {
    if ('row' in item) rows.push(item.row);
    else rejects.push(item.reject);
  }
  return { rows, rejects };
}

const variants = readdirSync(folder).flatMap((crm) => readdirSync(path.join(folder, crm)).map((variant) => ({ crm, variant })));

test.each(variants)('$crm, $variant: needs no hand mapping', async ({ crm, variant }) => {
  const plan = await planFiles([path.join(folder, crm, variant)], { now });
  const deals = plan.tables.filter((table) => table.kind === 'deal');
  expect(deals).toHaveLength(1);
  const [table] = deals;
  expect(table?.layout).toBe(crm);
  expect(new Set(plan.tables.map((one) => one.source))).toEqual(new Set([crm]));
  const held = new Set(table?.columns.map((column) => column.field));
  for (const field of ['name', 'accountName', 'owner', 'stage', 'amount', 'currency', 'createdAt', 'closedAt']) expect(held, field).toContain(field);
  const { rows, rejects } = await rowsOf(plan, table as TablePlan);
  expect(rejects).toEqual([]);
  expect(rows).toHaveLength(24);
  expect(rows.reduce((sum, row) => sum + Number(row.fields['amount']), 0)).toBe(48_750_000);
  expect(new Set(rows.map((row) => row.fields['currency']))).toEqual(new Set(['EUR']));
});

test.each(variants.filter(({ variant }) => variant !== 'plain'))('$crm, $variant: history becomes dated stage changes of known deals', async ({ crm, variant }) => {
  const plan = await planFiles([path.join(folder, crm, variant)], { now });
  const changes = plan.tables.filter((table) => table.kind === 'stage_change');
  expect(changes).toHaveLength(1);
  const deals = await rowsOf(plan, plan.tables.find((table) => table.kind === 'deal') as TablePlan);
  const history = await rowsOf(plan, changes[0] as TablePlan);
  const ids = new Set(deals.rows.map((row) => row.recordId));
  expect(history.rejects).toEqual([]);
  expect(history.rows).toHaveLength(changes[0]?.rows ?? -1);
  expect(new Set(history.rows.map((row) => row.recordId)).size).toBe(history.rows.length);
  for (const row of history.rows) expect(ids).toContain(row.fields['dealId']);
  const stages = new Set(deals.rows.map((row) => row.fields['stage']));
  expect(history.rows.filter((row) => stages.has(row.fields['stage'] ?? null)).length).toBeGreaterThan(history.rows.length / 2);
});

test.each(variants)('$crm, $variant: won, lost and today come pre-filled', async ({ crm, variant }) => {
  const plan = await planFiles([path.join(folder, crm, variant)], { now });
  expect(plan.confirmations.length).toBeLessThanOrEqual(5);
  const answer = (id: string) => plan.confirmations.find((one) => one.id === id)?.answer;
  const named = (outcome: string) => [answer('stages')?.[outcome] ?? []].flat().map((name) => String(name).toLowerCase().replace('closed ', ''));
  expect(named('won')).toEqual(['won']);
  expect(named('lost')).toContain('lost');
  expect(answer('amount_currency')?.['currency']).toBe('EUR');
  expect(answer('today')?.['date']).toBe('2024-11-07');
  expect(await findRepairs(plan)).toEqual([]);
});
