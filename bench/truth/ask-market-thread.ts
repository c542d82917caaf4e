import { parentPort, workerData } from 'node:worker_threads';
import type { SimulateOptions } from '../../src/market/index.ts';
import { askMarket } from './ask-market.ts';

const { options, folder } = workerData as { options: SimulateOptions; folder: string };
parentPort?.postMessage(await askMarket(options, folder));
