import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SimulateOptions } from '../../src/market/index.ts';
import type { BuyersSaid } from './ask-buyers.ts';
import type { MarketAnswers } from './ask-market.ts';

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

/** Asks companies, as many at a time as there are cores; answers come in the order of the companies. `told` hears of each as it is done. */
export async function askMarkets<A extends keyof Asked>(about: A, all: readonly SimulateOptions[], folder: string, told: (answers: Asked[A]) => void): Promise<Array<Asked[A]>> {
  const answers: Array<Asked[A]> = [];
  let next = 0;
  const askOneAfterAnother = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      answers[index] = await askInThread(about, all[index] as SimulateOptions, folder);
      told(answers[index] as Asked[A]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, askOneAfterAnother));
  return answers;
}
