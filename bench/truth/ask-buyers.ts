import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDemo, type SimulateOptions } from '../../src/market/index.ts';
import type { BuyersAnswer, UnseenAnswer } from '../../src/model/index.ts';
import { importSet } from '../../test/product/imported-set.ts';

/** What the product makes of what the buyers of one invented company said. */
export interface BuyersSaid {
  readonly seed: number;
  readonly buyers: BuyersAnswer;
  readonly unseen: UnseenAnswer;
}

/** Writes a company's export, imports it as a user would, and asks about its buyers. */
export async function askBuyers(options: SimulateOptions, folder: string): Promise<BuyersSaid> {
  const exported = await mkdtemp(path.join(folder, 'export-'));
  await writeDemo(exported, options, () => undefined);
  const set = await importSet(exported);
  try {
    const { buyers } = set.workspace;
    return { seed: options.seed, buyers: await buyers.results({}), unseen: await buyers.unseen({}) };
  } finally {
    await set.close();
    await rm(exported, { recursive: true, force: true });
  }
}
