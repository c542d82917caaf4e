import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { simulate, writeDemo, type SimulateOptions } from '../../src/market/index.ts';
import { DAY_MS, isoDate, quarterAfter, quarterOf, type BacktestAnswer, type ColumnAnswer, type DealAnswer, type LeaksAnswer } from '../../src/model/index.ts';
import { importSet } from '../../test/product/imported-set.ts';
import { whatBuyersSay, type BuyersSaid } from './ask-buyers.ts';
import { askTrial, type TrialSaid } from './trial-of-action.ts';

/** What the product said of one invented company: stored before its truth is opened. */
export interface MarketAnswers {
  readonly seed: number;
  readonly backtest: BacktestAnswer;
  /** The deal list on a day of week 4 of some past quarters, oldest first. */
  readonly dealsOn: ReadonlyArray<{ readonly asOf: string; readonly deals: readonly Pick<DealAnswer, 'id' | 'winProbability' | 'low' | 'high'>[] }>;
  readonly leaks: LeaksAnswer;
  readonly columns: readonly ColumnAnswer[];
  readonly trial: TrialSaid;
  readonly buyers: BuyersSaid;
}

/** How many whole quarters back deals are asked about. */
const quartersBack = [8, 5, 2] as const;
const dayOfWeekFour = 4 * 7 - 1;

/** Writes a company's export, imports it as a user would, and asks. */
export async function askMarket(options: SimulateOptions, folder: string): Promise<MarketAnswers> {
  const exported = await mkdtemp(path.join(folder, 'export-'));
  await writeDemo(exported, options, () => undefined);
  const set = await importSet(exported);
  try {
    const { workspace } = set;
    const dealsOn: Array<MarketAnswers['dealsOn'][number]> = [];
    for (const asOf of datesAsked(set.asOf)) {
      const deals = await workspace.deals({ asOf });
      dealsOn.push({ asOf, deals: deals.map(({ id, winProbability, low, high }) => ({ id, winProbability, low, high })) });
    }
    return {
      seed: options.seed, backtest: await workspace.backtest({}), dealsOn, leaks: await workspace.leaks({}), columns: await workspace.columns({}),
      trial: askTrial(simulate(options), set.log), buyers: await whatBuyersSay(options.seed, workspace),
    };
  } finally {
    await set.close();
    await rm(exported, { recursive: true, force: true });
  }
}

export function datesAsked(asOf: number): string[] {
  const current = quarterOf(asOf + 1, 1);
  return quartersBack.map((back) => isoDate(quarterAfter(current, -back, 1).start + dayOfWeekFour * DAY_MS));
}
