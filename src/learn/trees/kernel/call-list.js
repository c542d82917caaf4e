// @ts-check
// Plain JavaScript with its types in comments: a thread that is started from the sources would have to load the stripper of types
// first, which takes longer than to score 50,000 rows.

/** @typedef {(typeof kernelFunctions)[number]} KernelFunction */

/**
 * A function and its arguments but the first, which is the scratch memory of the thread that runs it.
 * @typedef {readonly [name: KernelFunction, ...numbers: number[]]} KernelCall
 */

/** @typedef {Readonly<Record<KernelFunction, (...numbers: number[]) => void>>} Kernel */

/** The kernel's functions, in the order in which calls between threads name them. */
export const kernelFunctions = /** @type {const} */ ([
  'sumHistogram', 'addHistogram', 'subtractHistogram', 'divideRows', 'joinRows', 'markRows', 'markDivided', 'addLeaves', 'screenCuts',
  'deriveLogistic', 'deriveSquared', 'largestResidual', 'sortKnown', 'cutSorted', 'binColumn', 'packRows', 'scoreRows',
]);

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
  static bytes = mostCalls * callNumbers * 8;
  static most = mostCalls;
  /** @readonly @private @type {Int32Array} */
  control;
  /** @readonly @private @type {Float64Array} */
  numbers;

  /**
   * @param {{ readonly buffer: ArrayBuffer }} memory
   * @param {number} list where in the memory the calls stand
   */
  constructor(memory, list) {
    this.control = new Int32Array(memory.buffer, 0, controlCells);
    this.numbers = new Float64Array(memory.buffer, list, mostCalls * callNumbers);
  }

  /**
   * Runs a batch with whoever helps, and returns when all of it is done. Throws where a thread failed.
   * @param {Kernel} kernel
   * @param {number} scratch
   * @param {readonly KernelCall[]} calls
   */
  run(kernel, scratch, calls) {
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

  /**
   * Runs calls until none is left.
   * @param {Kernel} kernel
   * @param {number} scratch
   */
  work(kernel, scratch) {
    for (let call = this.taken(); call !== null; call = this.taken()) {
      const [name, ...numbers] = call;
      kernel[name](scratch, ...numbers);
      Atomics.add(this.control, doneCell, 1);
      if (Atomics.load(this.control, doneCell) === Atomics.load(this.control, endCell)) Atomics.notify(this.control, doneCell);
    }
  }

  /** @private @returns {KernelCall | null} */
  taken() {
    for (;;) {
      const next = Atomics.load(this.control, nextCell);
      if (((Atomics.load(this.control, endCell) - next) | 0) <= 0) return null;
      if (Atomics.compareExchange(this.control, nextCell, next, (next + 1) | 0) === next) return this.callAt(next);
    }
  }

  /**
   * @private
   * @param {number} index
   * @returns {KernelCall}
   */
  callAt(index) {
    const slot = (index & (mostCalls - 1)) * callNumbers;
    const [name = 0, count = 0] = this.numbers.subarray(slot, slot + 2);
    return [/** @type {KernelFunction} */ (kernelFunctions[name]), ...this.numbers.subarray(slot + 2, slot + 2 + count)];
  }

  /** @private */
  awaitDone() {
    for (let waits = 0; ; waits += 1) {
      const done = Atomics.load(this.control, doneCell);
      if (done === Atomics.load(this.control, endCell)) return;
      if (Atomics.load(this.control, failedCell) !== 0 || waits === mostWaits) throw new Error('A thread of the training failed');
      if (Atomics.wait(this.control, doneCell, done, waitMilliseconds) !== 'timed-out') waits = 0;
    }
  }

  /** Waits for calls; false where there will be no more. */
  await() {
    while (Atomics.load(this.control, quitCell) === 0) {
      const end = Atomics.load(this.control, endCell);
      if (((end - Atomics.load(this.control, nextCell)) | 0) > 0) return true;
      Atomics.wait(this.control, endCell, end, waitMilliseconds);
    }
    return false;
  }

  /** Says that this thread cannot go on. */
  fail() {
    Atomics.store(this.control, failedCell, 1);
    Atomics.notify(this.control, doneCell);
  }

  /** Lets all other threads end. */
  quit() {
    Atomics.store(this.control, quitCell, 1);
    Atomics.notify(this.control, endCell);
  }
}
