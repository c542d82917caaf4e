/** Lines of a stream of bytes, numbered from 1. A line beyond the limit is told apart and passed over. */
export interface LineBlock {
  readonly first: number;
  readonly lines: readonly string[];
}
export interface LongLine {
  readonly first: number;
  readonly tooLong: number;
}

/** Longest line taken, in bytes. */
export const longestLine = 16_000_000;
const newline = 10;

/** Cuts bytes into lines of UTF-8, many at a time; memory is bounded by the chunk and the longest line. */
export async function* splitLines(input: AsyncIterable<Uint8Array>): AsyncIterable<LineBlock | LongLine> {
  const cutter = new LineCutter();
  for await (const chunk of input) yield* cutter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  yield* cutter.end();
}

class LineCutter {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #skipped = 0;
  #next = 1;

  *push(chunk: Buffer): Iterable<LineBlock | LongLine> {
    const last = chunk.lastIndexOf(newline);
    if (last < 0) { this.#hold(chunk); return; }
    let from = 0;
    if (this.#skipped > 0) {
      from = chunk.indexOf(newline) + 1;
      yield this.#passOver(from - 1);
    }
    if (last + 1 > from) yield* this.#block(chunk.subarray(from, last));
    this.#hold(chunk.subarray(last + 1));
  }

  *end(): Iterable<LineBlock | LongLine> {
    if (this.#skipped > 0) yield this.#passOver(0);
    else if (this.#heldBytes > 0) yield* this.#block(Buffer.alloc(0));
  }

  *#block(whole: Buffer): Iterable<LineBlock> {
    const text = (this.#heldBytes > 0 ? Buffer.concat([...this.#held, whole]) : whole).toString('utf8');
    this.#held = [];
    this.#heldBytes = 0;
    const lines = text.split('\n');
    yield { first: this.#next, lines };
    this.#next += lines.length;
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#skipped > 0) { this.#skipped += bytes.length; return; }
    // The chunk belongs to whoever sent it and may be used again.
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes <= longestLine) return;
    this.#skipped = this.#heldBytes;
    this.#held = [];
    this.#heldBytes = 0;
  }

  #passOver(more: number): LongLine {
    const tooLong = this.#skipped + more;
    this.#skipped = 0;
    this.#next += 1;
    return { first: this.#next - 1, tooLong };
  }
}
