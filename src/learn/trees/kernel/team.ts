import { Arena } from './arena.ts';
import { callKernel, newKernel, type KernelCall, type KernelInMemory } from './kernel.ts';

/** Scratch memory of one thread: see the kernel's functions for what they put there. */
const ownBytes = 65_536;

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
  const run = (calls: readonly KernelCall[]): void => { for (const call of calls) callKernel(own, scratch, call); };
  try {
    return work({ arena, threads: 1, run });
  } finally {
    if (own.memory.buffer.byteLength <= mostIdleBytes) idle = own;
  }
}
