import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BacktestAnswer, ColumnAnswer, LeaksAnswer, Workspace } from '../../src/model/index.ts';
import { importSet } from '../../test/product/imported-set.ts';
import { datesAsked } from '../truth/ask-market.ts';
import type { Known, Planting, RealSet } from './copy.ts';

/** What the product said of one copy, and what its writer knows. */
export interface AskedCopy {
  readonly set: string;
  readonly planting: Planting;
  readonly known: Known;
  readonly backtest: BacktestAnswer;
  readonly columns: readonly ColumnAnswer[];
  readonly leaks: LeaksAnswer;
  readonly chances: ReadonlyArray<{ readonly id: string; readonly said: number }>;
}

/** Writes a copy, imports it as a user would, and asks. */
export async function askCopy(set: RealSet, planting: Planting, seed: number, scratch: string): Promise<AskedCopy> {
  const folder = mkdtempSync(path.join(scratch, 'copy-'));
  const known = set.write(folder, planting, seed);
  const imported = await importSet(folder);
  try {
    const { workspace, asOf, log } = imported;
    return {
      set: set.name, planting, known, backtest: await workspace.backtest({}), columns: await workspace.columns({}), leaks: await workspace.leaks({}),
      chances: log.deals.some((deal) => deal.createdAt !== null) ? await chancesOfDeals(workspace, asOf) : await chancesOfInquiries(workspace),
    };
  } finally {
    await imported.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function chancesOfDeals(workspace: Workspace, asOf: number): Promise<AskedCopy['chances']> {
  const chances: Array<AskedCopy['chances'][number]> = [];
  for (const date of datesAsked(asOf)) {
    for (const deal of await workspace.deals({ asOf: date })) if (deal.winProbability !== null) chances.push({ id: deal.id, said: deal.winProbability });
  }
  return chances;
}

const chancesOfInquiries = async (workspace: Workspace): Promise<AskedCopy['chances']> =>
  (await workspace.inquiries({})).rows.flatMap(({ id, chance }) => (chance === null ? [] : [{ id, said: chance }]));
