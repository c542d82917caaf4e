import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SimulateOptions } from '../../src/market/index.ts';
import type { MarketAnswers } from './ask-market.ts';

const thread = new URL('./ask-market-thread.ts', import.meta.url);

function askInThread(options: SimulateOptions, folder: string): Promise<MarketAnswers> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: { options, folder } });
    worker.once('message', (answers: MarketAnswers) => resolve(answers));
    worker.once('error', reject);
  });
}

/** Asks companies, as many at a time as there are cores; answers come in the order of the companies. `told` hears of each as it is done. */
export async function askMarkets(all: readonly SimulateOptions[], folder: string, told: (answers: MarketAnswers) => void): Promise<MarketAnswers[]> {
  const answers: MarketAnswers[] = [];
  let next = 0;
  const askOneAfterAnother = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      answers[index] = await askInThread(all[index] as SimulateOptions, folder);
      told(answers[index] as MarketAnswers);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, askOneAfterAnother));
  return answers;
}
