// @ts-check
/** What one more thread does: takes calls from the list that the first thread has written, until it is told to end. */
import { workerData } from 'node:worker_threads';
import { CallList } from './call-list.js';

/** @import { ThreadOrders } from './team.ts' */
/** @import { WebAssemblyGlobal } from './web-assembly.ts' */

const { module, memory, list, scratch } = /** @type {ThreadOrders} */ (workerData);
const calls = new CallList(memory, list);
try {
  const { WebAssembly: { Instance } } = /** @type {WebAssemblyGlobal} */ (/** @type {unknown} */ (globalThis));
  const { exports } = new Instance(module, { env: { memory } });
  while (calls.await()) calls.work(exports, scratch);
} catch (error) {
  calls.fail();
  throw error;
}
