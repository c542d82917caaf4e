/**
 * Nothing knows the future. A demo company's final export is imported alone, through the real job, and every value shown of
 * an earlier day is held against what the company's CRM held on that night: it is the same, or it is unknown.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulate, snapshotAt, writeDemo, type Company } from '../../src/market/index.ts';
import { endOfDay, isoDate, type DealAnswer } from '../../src/model/index.ts';
import { importSet, type ImportedSet } from './imported-set.ts';

const endsAt = '2026-06-30';
const days = ['2023-02-15', '2023-11-30', '2024-06-30', '2025-01-31', '2025-10-07', '2026-04-12', '2026-06-20'];
type Snapshot = ReturnType<typeof snapshotAt> extends Map<string, infer R> ? R : never;

const isOpen = (record: Snapshot): boolean => !record.stage.startsWith('Closed');

describe.each([1, 2, 3])('the final export of company %i, alone', (seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-final-'));
  let company: Company;
  let set: ImportedSet;
  beforeAll(async () => {
    company = simulate({ seed, size: 'XS', endsAt });
    await writeDemo(folder, { seed, size: 'XS', endsAt }, () => undefined);
    set = await importSet(folder);
  }, 120_000);
  afterAll(async () => {
    await set.close();
    rmSync(folder, { recursive: true, force: true });
  });

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
