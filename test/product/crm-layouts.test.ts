/** One demo company, exported by four CRMs, imported without a hand's turn: the same deals, amounts and outcomes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DealLog } from '../../src/history/index.ts';
import { exportsAt, simulate, writeTables } from '../../src/market/index.ts';
import { importInto, openEmptyHouse, type EmptyHouse } from './imported-set.ts';

const company = simulate({ seed: 811, size: 'XS', endsAt: '2026-06-30' });
const at = company.endMs - 1;
let folder: string;
let house: EmptyHouse;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-layouts-'));
  house = await openEmptyHouse();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** A deal as all CRMs can tell it, ids left aside: each has its own. */
type Told = readonly [name: string, account: string, openedOn: string, amount: string, outcome: string, closedOn: string];

const day = (moment: number | null | undefined): string => (moment === null || moment === undefined ? '' : new Date(moment).toISOString().slice(0, 10));
const sorted = (deals: readonly Told[]): Told[] => deals.toSorted((a, b) => (a.join('|') < b.join('|') ? -1 : 1));

function plainDeals(): Told[] {
  const table = exportsAt(company, at).find((one) => one.file === 'opportunities.csv');
  if (!table) throw new Error('the plain export holds no deals');
  return [...table.rows()].map((cells) => {
    const cell = (column: string): string => cells[table.header.indexOf(column)] ?? '';
    const outcome = cell('Stage') === 'Closed Won' ? 'won' : cell('Stage') === 'Closed Lost' ? 'lost' : 'open';
    return [cell('Opportunity Name'), cell('Account Name'), cell('Created Date').slice(0, 10), cell('Amount') === '' ? '' : String(Number(cell('Amount')) * 100), outcome, outcome === 'open' ? '' : cell('Close Date')];
  });
}

function toldOf(deal: DealLog): Told {
  const amount = deal.amountCents.at(-1)?.value ?? null;
  const outcome = deal.outcome === null ? 'open' : deal.outcome.kind === 'won' ? 'won' : 'lost';
  return [deal.name ?? '', deal.accountName ?? '', day(deal.createdAt), amount === null ? '' : String(amount), outcome, day(deal.outcome?.closedAt)];
}

test.each(['salesforce', 'hubspot', 'pipedrive', 'dynamics'] as const)('%s', { timeout: 180_000 }, async (layout) => {
  const files = path.join(folder, layout);
  await writeTables(files, exportsAt(company, at, layout), () => undefined);
  const set = await importInto(house, layout, files);
  expect(set.answer.receipt).toMatchObject({ reconciled: true, rejects: 0 });
  expect(new Set(set.log.deals.map((deal) => deal.source))).toEqual(new Set([layout]));
  expect(set.log.deals.filter((deal) => deal.hasStageHistory).length).toBeGreaterThan(company.deals / 2);
  expect(sorted(set.log.deals.map(toldOf))).toEqual(sorted(plainDeals()));
});
