/**
 * Nothing knows the future. A demo company's final export is imported alone, through the real job, and every value shown of
 * an earlier day is held against what the company's CRM held on that night: it is the same, or it is unknown.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportsAt, simulate, snapshotAt, writeDemo, type Company } from '../../src/market/index.ts';
import { endOfDay, isoDate, type DealAnswer } from '../../src/model/index.ts';
import { importInto, openEmptyHouse, type EmptyHouse, type ImportedWorkspace } from './imported-set.ts';

const endsAt = '2026-06-30';
const days = ['2023-02-15', '2023-11-30', '2024-06-30', '2025-01-31', '2025-10-07', '2026-04-12', '2026-06-20'];
type Snapshot = ReturnType<typeof snapshotAt> extends Map<string, infer R> ? R : never;

/** Rows of a file as that night's own export has it: cells by column. */
function rowsOf(company: Company, at: number, file: string): Record<string, string>[] {
  const table = exportsAt(company, at).find((one) => one.file === file);
  const header = table?.header ?? [];
  return [...(table?.rows() ?? [])].map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] as string])));
}

const listOf = (company: Company, at: number): Map<string, Record<string, string>> =>
  new Map(rowsOf(company, at, 'opportunities.csv').map((row) => [row['Opportunity ID'] as string, row]));

const isOpen = (record: Snapshot): boolean => !record.stage.startsWith('Closed');

let house: EmptyHouse;
beforeAll(async () => { house = await openEmptyHouse(); });
afterAll(() => house.close());

describe.each([1, 2, 3])('the final export of company %i, alone', (seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-final-'));
  let company: Company;
  let set: ImportedWorkspace;
  beforeAll(async () => {
    company = simulate({ seed, size: 'XS', endsAt });
    await writeDemo(folder, { seed, size: 'XS', endsAt }, () => undefined);
    set = await importInto(house, `company_${seed}`, folder);
  }, 120_000);
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  /** Shown values that the CRM did not hold on that night. */
  const strangers = (deal: DealAnswer, record: Snapshot): string[] => {
    const held: Record<string, unknown> = {
      stage: record.stage, amount: record.amount, owner: company.reps[record.owner]?.name, nextStep: record.nextStep, expectedCloseByRep: isoDate(record.closeDate),
    };
    const shown: Record<string, unknown> = { stage: deal.stage, amount: deal.amount, owner: deal.owner, nextStep: deal.nextStep, expectedCloseByRep: deal.expectedCloseByRep };
    return Object.keys(held).filter((name) => shown[name] !== null && shown[name] !== held[name]).map((name) => `${deal.id} ${name}: shown ${String(shown[name])}, held ${String(held[name])}`);
  };

  test.each(days)('the deals of %s are those that were open that night, and nothing of them is from later', async (asOf) => {
    const night = snapshotAt(company, endOfDay(asOf));
    const deals = await set.workspace.deals({ asOf });
    expect(deals.map((deal) => deal.id).sort()).toEqual([...night].filter(([, record]) => isOpen(record)).map(([id]) => id).sort());
    expect(deals.flatMap((deal) => strangers(deal, night.get(deal.id) as Snapshot))).toEqual([]);
  });

  test('stages, amounts and close dates are known on earlier days, so the comparison is not one of nothing', async () => {
    const deals = (await Promise.all(days.map((asOf) => set.workspace.deals({ asOf })))).flat();
    expect(deals.length).toBeGreaterThan(30);
    for (const name of ['stage', 'amount', 'expectedCloseByRep'] as const) expect(deals.filter((deal) => deal[name] !== null).length, name).toBeGreaterThan(deals.length / 2);
  });

  test.each(days)('what was over by %s was over that night, as it ended', async (asOf) => {
    const night = snapshotAt(company, endOfDay(asOf));
    for (const status of ['won', 'lost'] as const) {
      const closed = await set.workspace.deals({ asOf, status });
      const held = [...night].filter(([, record]) => record.stage === (status === 'won' ? 'Closed Won' : 'Closed Lost')).map(([id]) => id);
      expect(closed.map((deal) => deal.id).sort()).toEqual(held.sort());
      expect(closed.flatMap((deal) => (deal.amount === null || deal.amount === night.get(deal.id)?.amount ? [] : [deal.id]))).toEqual([]);
    }
  });

  test.each([days[2] as string, days[5] as string])('pages of deals on %s show no reason, score or probability that came later', async (asOf) => {
    const night = snapshotAt(company, endOfDay(asOf));
    for (const [id, record] of [...night].slice(-25)) {
      const page = await set.workspace.deal(id, { asOf });
      expect([null, record.lossReason]).toContain(page.lossReason);
      expect(page.status).toBe(isOpen(record) ? 'open' : record.stage === 'Closed Won' ? 'won' : 'lost');
      if (!isOpen(record)) expect(page.closedAt?.slice(0, 10)).toBe(isoDate(record.closeDate));
      for (const [name, value] of Object.entries(page.attributes)) {
        if (/fit score/i.test(name)) expect(Number(value)).toBe(record.fitScore);
        if (/probability/i.test(name)) expect([record.probability, record.probability / 100]).toContain(Number(value));
      }
      expect(page.timeline.filter((entry) => Date.parse(entry.at) > endOfDay(asOf))).toEqual([]);
    }
  });

  test.each(days)('names, types, accounts, currencies and products of %s are those of that night\'s own export', async (asOf) => {
    const night = listOf(company, endOfDay(asOf));
    const deals = (await Promise.all((['open', 'won', 'lost'] as const).map((status) => set.workspace.deals({ asOf, status })))).flat();
    const shown = deals.map((deal) => ({ id: deal.id, 'Opportunity Name': deal.name, 'Account Name': deal.account, 'Account ID': deal.accountId, Type: deal.type, 'Amount Currency': deal.currency, Product: deal.product, 'Created Date': deal.createdAt }));
    expect(shown).toHaveLength(night.size);
    for (const { id, ...cells } of shown) {
      for (const [name, value] of Object.entries(cells)) if (value !== null) expect(night.get(id)?.[name]?.slice(0, value.length), `${id} ${name}`).toBe(value);
    }
  });

  test.each(days)('actions of %s are of deals that were open that night, with the values of that night', async (asOf) => {
    const night = snapshotAt(company, endOfDay(asOf));
    const list = listOf(company, endOfDay(asOf));
    const { actions } = await set.workspace.actions({ asOf });
    for (const action of actions) {
      const record = night.get(action.dealId) as Snapshot;
      expect(isOpen(record)).toBe(true);
      expect([null, list.get(action.dealId)?.['Account Name']]).toContain(action.account);
      expect([null, company.reps[record.owner]?.name]).toContain(action.owner);
      expect([null, record.amount]).toContain(action.amount);
    }
  });

  test.each(days)('what changed in the year before %s is what that night and its own history say', async (asOf) => {
    const night = snapshotAt(company, endOfDay(asOf));
    const changes = await set.workspace.changes(`${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`, { asOf });
    const recorded = rowsOf(company, endOfDay(asOf), 'opportunity_history.csv').map((row) => [row['Opportunity ID'], row['Created Date']?.slice(0, 10), row['From Stage'], row['To Stage']].join(' '));
    for (const move of changes.stageMoves) expect(recorded).toContain([move.dealId, move.at, move.from, move.to].join(' '));
    for (const movement of changes.movements.filter(({ kind }) => kind === 'won' || kind === 'lost')) {
      for (const id of movement.dealIds) expect(night.get(id)?.stage).toBe(movement.kind === 'won' ? 'Closed Won' : 'Closed Lost');
    }
  });

  test('actions and moves are found on earlier days, so the comparison is not one of nothing', async () => {
    const found = await Promise.all(days.map(async (asOf) => [(await set.workspace.actions({ asOf })).actions.length, (await set.workspace.changes('2022-12-31', { asOf })).stageMoves.length] as const));
    expect(found.filter(([actions, moves]) => actions > 0 && moves > 0).length).toBeGreaterThan(days.length / 2);
  });

  test('account pages and changes of an earlier day hold nothing that happened later', async () => {
    const asOf = days[3] as string;
    const night = snapshotAt(company, endOfDay(asOf));
    const { rows } = await set.workspace.accounts({ asOf, limit: 15 });
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const page = await set.workspace.account(row.id, { asOf });
      expect(page.timeline.filter((entry) => Date.parse(entry.at) > endOfDay(asOf))).toEqual([]);
      for (const deal of page.deals) expect([deal.id, deal.stage, deal.amount ?? night.get(deal.id)?.amount]).toEqual([deal.id, night.get(deal.id)?.stage, night.get(deal.id)?.amount]);
    }
    const changes = await set.workspace.changes(days[2] as string, { asOf });
    for (const move of changes.stageMoves) expect(move.at.slice(0, 10) <= asOf).toBe(true);
  });
});
