import { callKernel, kernelFunctions, type KernelCall, type KernelInMemory } from './kernel.ts';
import type { WebAssemblyMemory } from './web-assembly.ts';

/** Numbers of one call: which function, how many arguments, the arguments. */
const callNumbers = 16;
/** Calls that are in the list at one time. */
const mostCalls = 1024;

// Cells of the control words, at the start of the memory. Numbers of calls only ever rise, and may pass 2^31: compared by their difference.
const nextCell = 0;
const endCell = 1;
const doneCell = 2;
const failedCell = 3;
const quitCell = 4;
const controlCells = 8;

/** How long a thread may be silent before it counts as failed: 600 times 100 ms without a finished call. */
const mostWaits = 600;
const waitMilliseconds = 100;

/**
 * Calls of the kernel that several threads share out among themselves, in memory that all of them see. The first thread writes a
 * batch and raises `end`; whoever raises `next` by one may run that call; each finished call raises `done`. A new batch is
 * written only when all before it are done.
 */
export class CallList {
  static readonly bytes = mostCalls * callNumbers * 8;
  static readonly most = mostCalls;
  private readonly control: Int32Array;
  private readonly numbers: Float64Array;

  constructor(memory: WebAssemblyMemory, list: number) {
    this.control = new Int32Array(memory.buffer, 0, controlCells);
    this.numbers = new Float64Array(memory.buffer, list, mostCalls * callNumbers);
  }

  /** Runs a batch with whoever helps, and returns when all of it is done. Throws where a thread failed. */
  run(kernel: KernelInMemory, scratch: number, calls: readonly KernelCall[]): void {
    const end = Atomics.load(this.control, endCell);
    calls.forEach(([name, ...numbers], at) => {
      const slot = ((end + at) & (mostCalls - 1)) * callNumbers;
      this.numbers.set([kernelFunctions.indexOf(name), numbers.length, ...numbers], slot);
    });
    Atomics.store(this.control, endCell, (end + calls.length) | 0);
    Atomics.notify(this.control, endCell);
    this.work(kernel, scratch);
    this.awaitDone();
  }

  /** Runs calls until none is left. */
  work(kernel: KernelInMemory, scratch: number): void {
    for (let call = this.taken(); call !== null; call = this.taken()) {
      callKernel(kernel, scratch, call);
      Atomics.add(this.control, doneCell, 1);
      if (Atomics.load(this.control, doneCell) === Atomics.load(this.control, endCell)) Atomics.notify(this.control, doneCell);
    }
  }

  private taken(): KernelCall | null {
    for (;;) {
      const next = Atomics.load(this.control, nextCell);
      if (((Atomics.load(this.control, endCell) - next) | 0) <= 0) return null;
      if (Atomics.compareExchange(this.control, nextCell, next, (next + 1) | 0) === next) return this.callAt(next);
    }
  }

  private callAt(index: number): KernelCall {
    const slot = (index & (mostCalls - 1)) * callNumbers;
    const count = this.numbers[slot + 1] as number;
    return [kernelFunctions[this.numbers[slot] as number] as KernelCall[0], ...this.numbers.subarray(slot + 2, slot + 2 + count)];
  }

  private awaitDone(): void {
    for (let waits = 0; ; waits += 1) {
      const done = Atomics.load(this.control, doneCell);
      if (done === Atomics.load(this.control, endCell)) return;
      if (Atomics.load(this.control, failedCell) !== 0 || waits === mostWaits) throw new Error('A thread of the training failed');
      if (Atomics.wait(this.control, doneCell, done, waitMilliseconds) !== 'timed-out') waits = 0;
    }
  }

  /** Waits for calls; false where there will be no more. */
  await(): boolean {
    while (Atomics.load(this.control, quitCell) === 0) {
      const end = Atomics.load(this.control, endCell);
      if (((end - Atomics.load(this.control, nextCell)) | 0) > 0) return true;
      Atomics.wait(this.control, endCell, end, waitMilliseconds);
    }
    return false;
  }

  /** Says that this thread cannot go on. */
  fail(): void {
    Atomics.store(this.control, failedCell, 1);
    Atomics.notify(this.control, doneCell);
  }

  /** Lets all other threads end. */
  quit(): void {
    Atomics.store(this.control, quitCell, 1);
    Atomics.notify(this.control, endCell);
  }
}
