import { Failure } from '../../../model/index.ts';
import type { SourceContext, SourceMessage } from '../source-kind.ts';
import type { SqlColumn, SqlDatabase, SqlTable } from './sql-database.ts';
import type { SqlSettings } from './sql-settings.ts';

/** Rows that were written before the last read and became visible after it are found within this time. */
const overlapSeconds = 60;
/** `2026-11-28 08:51:04`: written so, times are in order as texts are. */
const secondsLong = 19;

/** Every table that the settings name, one after the other; a table whose reading fails ends the run after what came before it. */
export async function* readTables(database: SqlDatabase, settings: SqlSettings, cursors: SourceContext['cursors']): AsyncIterable<SourceMessage> {
  for (const table of await chosenTables(database, settings)) yield* new TableReader(database, table, settings).read(cursors.get(table.name));
}

async function chosenTables(database: SqlDatabase, settings: SqlSettings): Promise<SqlTable[]> {
  if (settings.query !== undefined) return [await database.queried(settings.stream, settings.query)];
  const found = await database.tables();
  if (settings.tables.length === 0) return found;
  return settings.tables.map((name) => {
    const table = found.find((one) => one.name === name) ?? only(found.filter((one) => one.name.endsWith(`.${name}`)));
    if (!table) throw new Failure('not_found', `There is no table "${name}" that this user may read.`, `Those there are: ${found.slice(0, 20).map((one) => one.name).join(', ') || 'none'}.`);
    return table;
  });
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

class TableReader {
  readonly #database: SqlDatabase;
  readonly #table: SqlTable;
  readonly #key: readonly string[];
  readonly #cursor: SqlColumn | null;
  readonly #columns: readonly SqlColumn[];

  constructor(database: SqlDatabase, table: SqlTable, { cursors, keys }: SqlSettings) {
    const short = table.name.slice(table.name.indexOf('.') + 1);
    const cursor = cursors.get(table.name) ?? cursors.get(short);
    this.#database = database;
    this.#table = table;
    this.#key = (keys.get(table.name) ?? keys.get(short) ?? table.key).map((name) => this.#column(name).name);
    this.#cursor = cursor === undefined ? null : this.#column(cursor);
    this.#columns = table.columns.filter(({ type }) => type !== 'skipped');
  }

  #column(name: string): SqlColumn {
    const column = this.#table.columns.find((one) => one.name === name);
    if (!column) throw new Failure('not_found', `${this.#table.name} has no column "${name}".`, `Its columns: ${this.#table.columns.map((one) => one.name).join(', ')}.`);
    return column;
  }

  async* read(left: unknown): AsyncIterable<SourceMessage> {
    const { name } = this.#table;
    const skipped = this.#table.columns.filter(({ type }) => type === 'skipped');
    if (skipped.length > 0) yield { type: 'note', text: `${name}: binary columns are left out: ${skipped.map((one) => one.name).join(', ')}` };
    yield { type: 'stream', stream: name, keys: this.#key.length > 0 ? this.#key : null, columns: this.#columns.map((column) => column.name), numbers: this.#columns.filter(({ type }) => type === 'number').map((column) => column.name) };
    yield* this.#rows(this.#startOf(left));
  }

  /** Where the last read of this very column ended. */
  #startOf(left: unknown): string | null {
    const held = left as { column?: unknown; value?: unknown } | undefined;
    return this.#cursor && held?.column === this.#cursor.name && typeof held.value === 'string' ? held.value : null;
  }

  async* #rows(start: string | null): AsyncIterable<SourceMessage> {
    const { name } = this.#table;
    const at = this.#cursor ? this.#columns.indexOf(this.#cursor) : -1;
    let line = 0;
    let last = start;
    for await (const block of this.#database.rows(this.#statement(start))) {
      const records = block.map((cells) => ({ line: (line += 1), values: this.#valuesOf(cells) }));
      yield { type: 'records', stream: name, records };
      last = block.findLast((cells) => at >= 0 && this.#mayLead(cells[at]))?.[at] ?? last;
      if (this.#cursor && last !== null) yield { type: 'state', stream: name, value: { column: this.#cursor.name, value: last } };
    }
  }

  /** A time in the future, mistyped or "infinity", would hide all that is written until then: no cursor goes there. */
  #mayLead(cell: string | null | undefined): boolean {
    return typeof cell === 'string' && (this.#cursor?.type !== 'time' || cell.slice(0, secondsLong) <= this.#database.now.slice(0, secondsLong));
  }

  #valuesOf(cells: readonly (string | null)[]): Record<string, string | null> {
    const values: Record<string, string | null> = {};
    this.#columns.forEach((column, index) => { values[column.name] = cells[index] ?? null; });
    return values;
  }

  /**
   * Rows at the cursor's value are read again, so that none of several with one value is missed; those that are held already are
   * found unchanged. Rows without a value come every time, because nothing says when they changed.
   */
  #statement(start: string | null): { text: string; values: string[] } {
    const database = this.#database;
    const cursor = this.#cursor && database.quoted(this.#cursor.name);
    const select = `SELECT ${this.#columns.map((column) => database.selected(column)).join(', ')} FROM ${this.#table.from}`;
    const where = this.#cursor && start !== null ? ` WHERE (${database.atOrAfter(this.#cursor, overlapSeconds)} OR ${cursor} IS NULL)` : '';
    const order = cursor === null ? '' : ` ORDER BY ${[cursor, ...this.#key.map((name) => database.quoted(name))].join(', ')}`;
    return { text: `${select}${where}${order}`, values: start === null ? [] : [start] };
  }
}
