import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RawProblem } from '../../read/rows.ts';
import type { SourceMessage, SourceRecord } from '../source-kind.ts';
import { StreamSpool } from './stream-spool.ts';

/** What a stream said of itself. */
export type Declared = Pick<Extract<SourceMessage, { type: 'stream' }>, 'keys' | 'columns' | 'numbers' | 'as' | 'fields' | 'told'>;

/** What came since the last commit: a spool per stream, and the states that the records before them allow to be kept. */
export class BatchSpool {
  readonly #folder: string;
  readonly #declared: ReadonlyMap<string, Declared>;
  readonly #spools = new Map<string, StreamSpool>();
  readonly #states = new Map<string, unknown>();
  /** Problems that came before any stream. */
  #homeless: RawProblem[] = [];
  #last: StreamSpool | undefined;
  rows = 0;
  problems = 0;

  /** `declared`: what streams said of themselves in earlier batches of the run. */
  constructor(folder: string, declared: ReadonlyMap<string, Declared>) {
    this.#folder = folder;
    this.#declared = declared;
  }

  get states(): ReadonlyMap<string, unknown> {
    return this.#states;
  }

  get isEmpty(): boolean {
    return this.#spools.size === 0;
  }

  /** Problems that no stream could carry, because none came. */
  get lost(): readonly RawProblem[] {
    return this.#homeless;
  }

  async add(stream: string, records: readonly SourceRecord[]): Promise<void> {
    const spool = await this.#spoolOf(stream);
    for (const record of records) {
      if (spool.add(record)) this.rows += 1;
      else this.problems += 1;
    }
    await spool.write();
  }

  /** Columns of a stream grew, or were told again. */
  declare(stream: string): void {
    const said = this.#declared.get(stream);
    if (said) this.#spools.get(stream)?.declare(said);
  }

  problem(problem: RawProblem): void {
    this.problems += 1;
    if (this.#last) this.#last.problem(problem);
    else this.#homeless.push(problem);
  }

  keepState(stream: string, value: unknown): void {
    this.#states.set(stream, value);
  }

  async #spoolOf(stream: string): Promise<StreamSpool> {
    const held = this.#spools.get(stream);
    if (held) { this.#last = held; return held; }
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const spool = await StreamSpool.create(stream, path.join(this.#folder, `${this.#spools.size + 1}.records`));
    const said = this.#declared.get(stream);
    if (said) spool.declare(said);
    for (const problem of this.#homeless) spool.problem(problem);
    this.#homeless = [];
    this.#spools.set(stream, spool);
    this.#last = spool;
    return spool;
  }

  /** The spools, whole. */
  async close(): Promise<StreamSpool[]> {
    const spools = [...this.#spools.values()];
    for (const spool of spools) await spool.close();
    return spools;
  }

  /** Gone, with what was not imported: it is read again. */
  async remove(): Promise<void> {
    for (const spool of this.#spools.values()) await spool.abandon();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
