import type { KernelInMemory } from './kernel.ts';
import type { WebAssemblyMemory } from './web-assembly.ts';

const pageBytes = 65_536;
/** The first bytes hold what threads say to one another; no place is 0, which kernel functions take for "none". */
const firstPlace = 1024;
const mostBytes = 2 ** 32;

/** Hands out places in a kernel's memory, one after the other, and takes back all that came after a mark. */
export class Arena {
  private next = firstPlace;
  private readonly memory: WebAssemblyMemory;

  constructor({ memory }: KernelInMemory) {
    this.memory = memory;
  }

  /** A place for so many bytes, 16 to a line; what is there is left from before. Throws a RangeError beyond 4 GiB. */
  take(bytes: number): number {
    const place = this.next;
    const end = place + Math.ceil(bytes / 64) * 64;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / pageBytes);
    if (end > mostBytes) throw new RangeError(`Training would need more than ${Math.floor(end / 2 ** 30)} GiB of working memory; 4 GiB is the most. Use fewer rows or features`);
    if (missing > 0) this.memory.grow(missing);
    this.next = end;
    return place;
  }

  /** Runs `work`, and takes back all places that it took. */
  during<T>(work: () => T): T {
    const mark = this.next;
    try {
      return work();
    } finally {
      this.next = mark;
    }
  }

  // Views are made anew each time, since growing a memory takes away those made before.
  bytes(place: number, length: number): Uint8Array { return new Uint8Array(this.memory.buffer, place, length); }
  integers(place: number, length: number): Int32Array { return new Int32Array(this.memory.buffer, place, length); }
  doubles(place: number, length: number): Float64Array { return new Float64Array(this.memory.buffer, place, length); }
}
