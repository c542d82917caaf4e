/**
 * A later export changes no earlier answer. The same demo company is exported twice, months apart, and imported through
 * the real job each time: what is said of the first export's night, and of nights before it, stays what it was.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportsAt, simulate, type Company } from '../../src/market/index.ts';
import { endOfDay, type DealAnswer, type Workspace } from '../../src/model/index.ts';
import { firstDay, secondDay, writeCorrectedCompany } from './corrected-company.ts';
import { importInto, openEmptyHouse, type EmptyHouse, type ImportedWorkspace } from './imported-set.ts';

const first = '2025-09-30';
const second = '2026-03-31';
const nights = [first, '2025-06-30', '2024-11-15'];
const root = mkdtempSync(join(tmpdir(), 'hindcast-later-'));
let house: EmptyHouse;
beforeAll(async () => { house = await openEmptyHouse(); });
afterAll(async () => {
  await house.close();
  rmSync(root, { recursive: true, force: true });
});

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function writeExport(company: Company, day: string): string {
  const folder = join(root, `${company.seed}-${day}`);
  mkdirSync(folder, { recursive: true });
  for (const table of exportsAt(company, endOfDay(day))) {
    writeFileSync(join(folder, table.file), [table.header, ...table.rows()].map((row) => `${row.map(cell).join(',')}\n`).join(''));
  }
  return folder;
}

type Answered = Record<string, unknown>;

/** Some of a list, from its beginning to its end: a page is read by ten questions to the engine, and all are made alike. */
const someOf = <T>(all: readonly T[], count: number): T[] => all.filter((_, index) => index % Math.max(1, Math.ceil(all.length / count)) === 0);

async function answersOn(workspace: Workspace, asOf: string): Promise<Answered> {
  const [deals, won, lost, accounts] = await Promise.all([workspace.deals({ asOf }), workspace.deals({ asOf, status: 'won' }), workspace.deals({ asOf, status: 'lost' }), workspace.accounts({ asOf, limit: 200 })]);
  const pages = [...someOf(deals, 5), ...someOf(won, 4), ...someOf(lost, 4)].map((deal) => workspace.deal(deal.id, { asOf }));
  const accountPages = someOf(accounts.rows, 5).map((row) => workspace.account(row.id, { asOf }));
  return {
    deals, won, lost, accounts, dealPages: await Promise.all(pages), accountPages: await Promise.all(accountPages),
    forecast: await workspace.forecast({ asOf }), backtest: await workspace.backtest({ asOf }), columns: await workspace.columns({ asOf }),
    leaks: await workspace.leaks({ asOf }), journey: await workspace.journey({ asOf }), changes: await workspace.changes('2024-09-30', { asOf }),
    inquiries: await workspace.inquiries({ asOf }), coverage: await workspace.coverage({ asOf }), actions: await workspace.actions({ asOf }),
  };
}

describe.each([21, 22])('company %i, exported twice', (seed) => {
  let set: ImportedWorkspace;
  const before = new Map<string, Answered>();
  beforeAll(async () => {
    const company = simulate({ seed, size: 'XS', endsAt: '2026-06-30' });
    set = await importInto(house, `company_${seed}`, writeExport(company, first));
    for (const night of nights) before.set(night, await answersOn(set.workspace, night));
    await set.importMore(writeExport(company, second));
  }, 120_000);

  test('the later export did add to what is known', async () => {
    const [then, now] = [before.get(first)?.['won'] as unknown[], await set.workspace.deals({ asOf: second, status: 'won' })];
    expect(now.length).toBeGreaterThan(then.length);
  });

  test.each(nights)('what is said of %s is what was said before the later export came', async (night) => {
    const then = before.get(night) as Answered;
    const now = await answersOn(set.workspace, night);
    for (const name of Object.keys(then)) expect.soft(now[name], name).toEqual(then[name]);
  }, 60_000);
});

describe('a company that corrects everything', () => {
  const dates = [firstDay, '2025-05-15', '2024-12-31'];
  let set: ImportedWorkspace;
  let secondState = '';
  const before = new Map<string, Answered>();
  beforeAll(async () => {
    set = await importInto(house, 'corrected', writeCorrectedCompany(join(root, 'first'), false));
    for (const date of dates) before.set(date, await answersOn(set.workspace, date));
    secondState = (await set.importMore(writeCorrectedCompany(join(root, 'second'), true))).state;
  }, 120_000);

  test('on its own day every correction is there', async () => {
    expect(secondState).toBe('done');
    const [then, now] = [before.get(firstDay) as Answered, await answersOn(set.workspace, secondDay)];
    for (const name of Object.keys(then)) expect.soft(now[name], name).not.toEqual(then[name]);
  });

  test('between the two, deals of the first export are still called, priced and held as they were', async () => {
    const asOf = '2025-09-29';
    const shown = ({ id, name, account, amount, currency, stage, owner, nextStep, type, expectedCloseByRep }: DealAnswer) => ({ id, name, account, amount, currency, stage, owner, nextStep, type, expectedCloseByRep });
    for (const status of ['open', 'won', 'lost'] as const) {
      const then = (await set.workspace.deals({ asOf: firstDay, status })).map(shown);
      const now = (await set.workspace.deals({ asOf, status })).map(shown);
      expect(now.filter((deal) => then.some((one) => one.id === deal.id)), status).toHaveLength(then.length);
      expect(now).toEqual(expect.arrayContaining(then));
    }
  });

  test.each(dates)('what is said of %s is what was said before', async (date) => {
    const then = before.get(date) as Answered;
    const now = await answersOn(set.workspace, date);
    for (const name of Object.keys(then)) expect.soft(now[name], name).toEqual(then[name]);
  }, 60_000);
});
