import { parentPort, workerData } from 'node:worker_threads';
import type { SimulateOptions } from '../../src/market/index.ts';
import { askBuyers } from './ask-buyers.ts';
import { askMarket } from './ask-market.ts';

const { options, folder, about } = workerData as { options: SimulateOptions; folder: string; about: 'market' | 'buyers' };
parentPort?.postMessage(await (about === 'market' ? askMarket : askBuyers)(options, folder));
