/** What one more thread does: takes calls from the list that the first thread has written, until it is told to end. */
import { workerData } from 'node:worker_threads';
import { kernelIn } from './kernel.ts';
import { CallList } from './call-list.ts';
import type { WebAssemblyMemory } from './web-assembly.ts';

/** What the first thread tells one that it starts. */
export interface ThreadOrders {
  readonly memory: WebAssemblyMemory;
  readonly list: number;
  readonly scratch: number;
}

const { memory, list, scratch } = workerData as ThreadOrders;
const calls = new CallList(memory, list);
try {
  const kernel = kernelIn(memory, true);
  while (calls.await()) calls.work(kernel, scratch);
} catch (error) {
  calls.fail();
  throw error;
}
