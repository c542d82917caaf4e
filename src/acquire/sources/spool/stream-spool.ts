import { open, writeFile, type FileHandle } from 'node:fs/promises';
import type { Kind } from '../../../model/index.ts';
import { flattened } from '../../read/flatten.ts';
import { longestCell, mostColumns, shown, type RawProblem } from '../../read/rows.ts';
import type { SourceRecord, ToldTable } from '../source-kind.ts';
import type { Declared } from './batch-spool.ts';
import { namesFileOf } from './read-spool.ts';

const writeAtChars = 1_000_000;
/** Column of the id of records whose key has several parts. */
export const joinedKey = 'record key';

/** Records of one stream, put down in a file until they are imported: memory stays the same however many come. */
export class StreamSpool {
  readonly stream: string;
  readonly path: string;
  /** Columns whose values the source gave as numbers: their decimal mark is known. */
  readonly numeric = new Set<string>();
  rows = 0;
  /** Those of the rows that are deletions. */
  removals = 0;
  problems = 0;
  keys: readonly string[] | null = null;
  /** What the source says its records are; null where it does not. */
  kind: Kind | null = null;
  fields: Readonly<Record<string, string | null>> = {};
  told: ToldTable | undefined;
  readonly #names = new Map<string, number>();
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #waitingChars = 0;

  private constructor(stream: string, path: string, file: FileHandle) {
    this.stream = stream;
    this.path = path;
    this.#file = file;
  }

  static async create(stream: string, path: string): Promise<StreamSpool> {
    return new StreamSpool(stream, path, await open(path, 'wx', 0o600));
  }

  get names(): readonly string[] {
    return [...this.#names.keys()];
  }

  declare({ keys, columns, numbers = [], as, fields = {}, told }: Declared): void {
    this.keys = keys;
    this.kind = as ?? null;
    this.fields = fields;
    this.told = told;
    if (keys !== null && keys.length > 1) this.#indexOf(joinedKey);
    for (const column of columns) this.#indexOf(column);
    for (const column of numbers) this.numeric.add(column);
  }

  /** True where the record was put down; false where it could not be and is a problem now. */
  add({ line, values, removed }: SourceRecord): boolean {
    return removed ? this.#remove(line, values) : this.#write(line, values);
  }

  /** What a deletion says is its keys: whatever else came with it tells nothing of how the stream is to be understood. */
  #remove(line: number, values: SourceRecord['values']): boolean {
    if (this.keys === null || this.keys.length === 0) return this.problem({ line, reason: 'a deletion in a stream whose records nothing tells apart', value: null });
    return this.#write(line, values, new Set(this.keys));
  }

  #write(line: number, values: SourceRecord['values'], only?: ReadonlySet<string>): boolean {
    const cells: (string | number)[] = [line];
    for (const [name, value] of flattened(values)) {
      if (only?.has(name) === false) continue;
      cells[this.#indexOf(name) + 1] = value.text;
      if (value.text.length > longestCell) return this.problem({ line, reason: `"${name}" is longer than 1,000,000 characters`, value: shown(value.text) });
      if (value.isNumber) this.numeric.add(name);
    }
    if (this.#names.size > mostColumns) return this.problem({ line, reason: `the stream has more than ${mostColumns} columns`, value: null });
    const lacking = this.keys?.find((key) => !cells[(this.#names.get(key) ?? -2) + 1]);
    if (lacking !== undefined) return this.problem({ line, reason: `"${lacking}" tells the records apart and is empty`, value: null });
    if (this.keys !== null && this.keys.length > 1) cells[this.#indexOf(joinedKey) + 1] = this.keys.map((key) => JSON.stringify(cells[(this.#names.get(key) as number) + 1])).join('/');
    for (let index = 0; index < cells.length; index += 1) cells[index] ??= '';
    this.rows += 1;
    if (only) this.removals += 1;
    this.#put(JSON.stringify(only ? { removed: cells } : cells));
    return true;
  }

  problem(problem: RawProblem): false {
    this.problems += 1;
    this.#put(JSON.stringify(problem));
    return false;
  }

  #put(text: string): void {
    this.#waiting.push(text);
    this.#waitingChars += text.length;
  }

  #indexOf(name: string): number {
    const index = this.#names.get(name);
    if (index !== undefined) return index;
    this.#names.set(name, this.#names.size);
    return this.#names.size - 1;
  }

  async write(all = false): Promise<void> {
    if (this.#waiting.length === 0 || (!all && this.#waitingChars < writeAtChars)) return;
    const text = `${this.#waiting.join('\n')}\n`;
    this.#waiting = [];
    this.#waitingChars = 0;
    await this.#file.write(text);
  }

  /** Lets go of the file, whatever of it was written: nobody will read it. */
  abandon(): Promise<void> {
    return this.#file.close();
  }

  /** Everything is in the file; nothing more may come. */
  async close(): Promise<void> {
    await this.write(true);
    await this.#file.close();
    await writeFile(namesFileOf(this.path), JSON.stringify(this.names), { mode: 0o600 });
  }
}
