import type { MappedRow, Repair, TablePlan } from '../../model/index.ts';
import type { RowOrReject } from '../persist/write-table.ts';

/** Rows of a table with its repairs made, those undone left as they were. */
export async function* withRepairs(rows: AsyncIterable<RowOrReject>, table: TablePlan, repairs: readonly Repair[]): AsyncIterable<RowOrReject> {
  const changes = changesOf(table, repairs);
  if (changes.size === 0) { yield* rows; return; }
  for await (const item of rows) yield 'row' in item ? { row: repaired(item.row, changes) } : item;
}

type Changes = ReadonlyMap<string, ReadonlyMap<string, string>>;

function changesOf(table: TablePlan, repairs: readonly Repair[]): Changes {
  const changes = new Map<string, Map<string, string>>();
  for (const repair of repairs) {
    const field = repair.table === table.file && !repair.undone ? table.columns.find((column) => column.header === repair.column)?.field : null;
    if (field) changes.set(field, (changes.get(field) ?? new Map<string, string>()).set(repair.from, repair.to));
  }
  return changes;
}

function repaired(row: MappedRow, changes: Changes): MappedRow {
  let fields = row.fields;
  for (const [field, values] of changes) {
    const to = values.get(String(fields[field] ?? ''));
    if (to !== undefined) fields = { ...fields, [field]: to };
  }
  return fields === row.fields ? row : { ...row, fields };
}
