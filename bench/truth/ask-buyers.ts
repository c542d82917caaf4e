import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { exportsAt, simulate, writeTables, type SimulateOptions } from '../../src/market/index.ts';
import type { BuyersAnswer, UnseenAnswer, Workspace } from '../../src/model/index.ts';
import { importSet } from '../../test/product/imported-set.ts';

/** What the product makes of what the buyers of one invented company said. */
export interface BuyersSaid {
  readonly seed: number;
  readonly buyers: BuyersAnswer;
  readonly unseen: UnseenAnswer;
}

/** What answers rest on: the CRM's deals with the people and accounts around them, and the win–loss study. Activities, usage and money say nothing of them. */
const needed = new Set(['accounts.csv', 'contacts.csv', 'sales_team.csv', 'products.csv', 'opportunities.csv', 'opportunity_history.csv', 'buyer_answers.csv']);

/** Writes a company's export, imports it as a user would, and asks about its buyers. */
export async function askBuyers(options: SimulateOptions, folder: string): Promise<BuyersSaid> {
  const exported = await mkdtemp(path.join(folder, 'export-'));
  const company = simulate(options);
  await writeTables(exported, exportsAt(company, company.endMs - 1).filter((table) => needed.has(table.file)), () => undefined);
  const set = await importSet(exported);
  try {
    return await whatBuyersSay(options.seed, set.workspace);
  } finally {
    await set.close();
    await rm(exported, { recursive: true, force: true });
  }
}

export const whatBuyersSay = async (seed: number, { buyers }: Workspace): Promise<BuyersSaid> => ({ seed, buyers: await buyers.results({}), unseen: await buyers.unseen({}) });
