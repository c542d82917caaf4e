import type { MappedRow, Reject, TablePlan, Kind } from '../../model/index.ts';
import { fieldsOf } from '../../model/index.ts';
import { incomingLines, incomingTable, type Batch, type Facts } from '../../store/index.ts';

/** Rows of one table as they come out of the reader: mapped, or rejected with the reason and, where they could be read, the fields. */
export type RowOrReject = { readonly row: MappedRow } | { readonly reject: Reject; readonly fields?: MappedRow['fields'] };

/** A line whose row is left out because it is about somebody who asked to be forgotten. */
export type LeftOut = { readonly leftOut: number };

/** What was read of one table. Sums are in hundredths, by money column. */
export interface TableRead {
  readonly rows: number;
  readonly rejects: number;
  readonly rejectedRows: number;
  readonly leftOut: number;
  readonly firstRejects: readonly Reject[];
  readonly sums: ReadonlyMap<string, number>;
}

export interface WriteContext {
  readonly facts: Facts;
  readonly batch: Batch;
  readonly signal: AbortSignal;
  /** Told after each block with the rows read so far. */
  readonly onRows: (rows: number) => Promise<void>;
}

const blockRows = 10_000;
const blocksInFlight = 2;
const rejectsShown = 20;

/**
 * Streams one table into the arrival table of its kind, block by block. Every acknowledged block is on disk.
 * Reading goes on while at most two blocks are being written, so memory stays bounded.
 */
export async function writeTable(plan: TablePlan & { kind: Kind }, rows: AsyncIterable<RowOrReject | LeftOut>, context: WriteContext): Promise<TableRead> {
  const writer = new BlockWriter(plan, context);
  for await (const item of rows) {
    context.signal.throwIfAborted();
    if ('row' in item) await writer.add(item.row);
    else if ('reject' in item) await writer.reject(item.reject);
    else writer.leaveOut();
  }
  return writer.end();
}

class BlockWriter {
  readonly #plan: TablePlan & { kind: Kind };
  readonly #context: WriteContext;
  readonly #toLines: (rows: readonly MappedRow[]) => Buffer;
  readonly #money: readonly string[];
  readonly #sums = new Map<string, number>();
  readonly #firstRejects: Reject[] = [];
  #block: MappedRow[] = [];
  #rejects: Reject[] = [];
  #inFlight: Promise<void>[] = [];
  #rows = 0;
  #rejectCount = 0;
  #rejectedRows = new Set<number>();
  #leftOut = 0;

  constructor(plan: TablePlan & { kind: Kind }, context: WriteContext) {
    this.#plan = plan;
    this.#context = context;
    this.#toLines = incomingLines(plan.kind, plan.source, context.batch);
    this.#money = fieldsOf(plan.kind).filter(([, field]) => field.type === 'money').map(([name]) => name);
  }

  async add(row: MappedRow): Promise<void> {
    for (const name of this.#money) {
      const value = row.fields[name];
      if (typeof value === 'number') this.#sums.set(name, (this.#sums.get(name) ?? 0) + value);
    }
    this.#rows += 1;
    this.#block.push(row);
    if (this.#block.length >= blockRows) await this.#flush();
  }

  leaveOut(): void {
    this.#leftOut += 1;
  }

  async reject(reject: Reject): Promise<void> {
    this.#rejectCount += 1;
    if (reject.column === null) this.#rejectedRows.add(reject.line);
    if (this.#firstRejects.length < rejectsShown) this.#firstRejects.push(reject);
    this.#rejects.push(reject);
    if (this.#rejects.length >= blockRows) await this.#flushRejects();
  }

  async #flush(): Promise<void> {
    const block = this.#block;
    this.#block = [];
    if (block.length === 0) return;
    if (this.#inFlight.length >= blocksInFlight) await this.#inFlight.shift();
    const sending = this.#context.facts.insert(incomingTable(this.#plan.kind), this.#toLines(block));
    sending.catch(() => undefined);
    this.#inFlight.push(sending);
    await this.#context.onRows(this.#rows);
  }

  async #flushRejects(): Promise<void> {
    const rows = this.#rejects.map((reject) => ({ batch_id: this.#context.batch.id, file: reject.file, line: reject.line, column_name: reject.column, reason: reject.reason, value: reject.value }));
    this.#rejects = [];
    if (rows.length > 0) await this.#context.facts.insert('rejects', rows);
  }

  async end(): Promise<TableRead> {
    await this.#flush();
    await this.#flushRejects();
    await Promise.all(this.#inFlight);
    return { rows: this.#rows, rejects: this.#rejectCount, rejectedRows: this.#rejectedRows.size, leftOut: this.#leftOut, firstRejects: this.#firstRejects, sums: this.#sums };
  }
}
