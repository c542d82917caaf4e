import { Arena } from './arena.ts';
import { CallList } from './call-list.js';
import { newKernel, type KernelCall, type KernelInMemory } from './kernel.ts';
import type { WebAssemblyMemory, WebAssemblyModule } from './web-assembly.ts';

/** Scratch memory of one thread: see the kernel's functions for what they put there. */
const ownBytes = 65_536;

/** What the first thread tells one that it starts. */
export interface ThreadOrders {
  readonly module: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
  readonly list: number;
  readonly scratch: number;
}

/** Who runs calls of the kernel: this thread alone or several, over one memory. */
export interface Team {
  readonly arena: Arena;
  readonly threads: number;
  /** Runs calls, any of them at the same time and in any order, and returns when all are done. */
  run(calls: readonly KernelCall[]): void;
}

let idle: KernelInMemory | null = null;
/** A larger memory is not kept for the next training. */
const mostIdleBytes = 2 ** 26;

/** Lends a team of this thread alone; its memory is used again by the next, since address space for many is scarce. */
export function withThisThread<T>(work: (team: Team) => T): T {
  const own = idle ?? newKernel(false);
  idle = null;
  const arena = new Arena(own);
  const scratch = arena.take(ownBytes);
  const run = (calls: readonly KernelCall[]): void => { for (const [name, ...numbers] of calls) own.kernel[name](scratch, ...numbers); };
  try {
    return work({ arena, threads: 1, run });
  } finally {
    if (own.memory.buffer.byteLength <= mostIdleBytes) idle = own;
  }
}

type Threads = typeof import('node:worker_threads');

/** Node's threads, where there are any and memory can be shared. */
function nodeThreads(): Threads | null {
  const { process } = globalThis as { readonly process?: { readonly getBuiltinModule?: (name: string) => unknown } };
  return typeof SharedArrayBuffer === 'undefined' ? null : ((process?.getBuiltinModule?.('node:worker_threads') as Threads | undefined) ?? null);
}

/** Lends a team of so many threads, or of this one alone where there are no others. They end with the work, however it ends. */
export function withThreads<T>(threads: number, work: (team: Team) => T): T {
  const node = threads > 1 ? nodeThreads() : null;
  if (node === null) return withThisThread(work);
  const own = newKernel(true);
  const arena = new Arena(own);
  const list = arena.take(CallList.bytes);
  const scratch = Array.from({ length: threads }, () => arena.take(ownBytes));
  const calls = new CallList(own.memory, list);
  for (const place of scratch.slice(1)) startThread(node, { module: own.module, memory: own.memory, list, scratch: place });
  const run = (all: readonly KernelCall[]): void => {
    for (let at = 0; at < all.length; at += CallList.most) calls.run(own.kernel, scratch[0] as number, all.slice(at, at + CallList.most));
  };
  try {
    return work({ arena, threads, run });
  } finally {
    calls.quit();
  }
}

function startThread({ Worker }: Threads, workerData: ThreadOrders): void {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
  // Its failure is told through the shared memory, since this thread does not return to its events while it trains.
  worker.on('error', () => undefined);
  worker.unref();
}
