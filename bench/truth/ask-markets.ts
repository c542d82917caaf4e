import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SimulateOptions } from '../../src/market/index.ts';
import type { BuyersSaid } from './ask-buyers.ts';
import type { MarketAnswers } from './ask-market.ts';
import { KeptAnswers } from './kept-answers.ts';

const thread = new URL('./ask-market-thread.ts', import.meta.url);

/** What can be asked, and what is answered. */
export interface Asked {
  readonly market: MarketAnswers;
  readonly buyers: BuyersSaid;
}

function askInThread<A extends keyof Asked>(about: A, options: SimulateOptions, folder: string): Promise<Asked[A]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: { options, folder, about } });
    worker.once('message', (answers: Asked[A]) => resolve(answers));
    worker.once('error', reject);
  });
}

async function askOnce<A extends keyof Asked>(about: A, options: SimulateOptions, folder: string, kept: KeptAnswers): Promise<Asked[A]> {
  const known = kept.read<Asked[A]>(about, options);
  if (known !== null) return known;
  const answers = await askInThread(about, options, folder);
  kept.write(about, options, answers);
  if ('trial' in answers) kept.write('buyers' satisfies keyof Asked, options, answers.buyers);
  return answers;
}

/** Where companies are asked and their answers kept. */
export interface AskingPlace {
  /** A fresh folder of this run. */
  readonly folder: string;
  /** Where answers are kept between runs; in the run's own folder if nowhere. */
  readonly keep: string | undefined;
}

/** Asks companies, as many at a time as there are cores; answers come in the order of the companies. `told` hears of each as it is done. */
export async function askMarkets<A extends keyof Asked>(about: A, all: readonly SimulateOptions[], { folder, keep }: AskingPlace, told: (answers: Asked[A]) => void): Promise<Array<Asked[A]>> {
  const kept = new KeptAnswers(keep ?? path.join(folder, 'answers'));
  const answers: Array<Asked[A]> = [];
  let next = 0;
  const askOneAfterAnother = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      answers[index] = await askOnce(about, all[index] as SimulateOptions, folder, kept);
      told(answers[index] as Asked[A]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, askOneAfterAnother));
  return answers;
}
