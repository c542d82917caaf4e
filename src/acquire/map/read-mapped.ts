import { Failure, type ImportPlan, type Kind, type TablePlan } from '../../model/index.ts';
import { exportedLayout } from '../exported/plan-export.ts';
import { readExported } from '../exported/read-exported.ts';
import type { RowOrReject } from '../persist/write-table.ts';
import { openTable } from '../read/find-tables.ts';
import type { RawRow } from '../read/rows.ts';
import { RowMapper } from './row-mapper.ts';
import { unfoldRow } from './unfold.ts';

export interface MapContext {
  readonly plan: ImportPlan;
  readonly signal?: AbortSignal;
}

/**
 * Rows of a planned table: mapped, or rejected with line and reason. A cell that does not read as its field's type keeps its
 * row: the text stays as an attribute and the cell is listed with its column. A row is rejected as a whole (column null) only
 * where it cannot be read or a required field is missing.
 */
export async function* readMapped(table: TablePlan & { kind: Kind }, context: MapContext): AsyncIterable<RowOrReject> {
  if (table.layout === exportedLayout) { yield* readExported(table); return; }
  const reading = table.reading;
  if (!reading) throw new Failure('unreadable_file', `${table.file} was planned by an older version.`, 'Start the import again.');
  const opened = await openTable(reading.path, table.format);
  if (!opened) return;
  const mapper = new RowMapper(table, reading, opened.header.names);
  const isOwn = ownRows(reading.only, opened.header.names);
  const isMain = reading.derivedFrom === null;
  for await (const block of opened.blocks) {
    context.signal?.throwIfAborted();
    if (isMain) for (const { line, reason, value } of block.problems) yield { reject: { file: table.file, line, column: null, reason, value } };
    if (isMain) for (const row of block.removed ?? []) yield* mapper.removed(row);
    for (const row of block.rows) {
      if (!isOwn(row)) continue;
      if (reading.unfold.length > 0) yield* unfoldRow(row, mapper);
      else yield* mapper.map(row);
    }
  }
}

type Only = NonNullable<TablePlan['reading']>['only'];

function ownRows(only: Only, names: readonly string[]): (row: RawRow) => boolean {
  if (!only) return () => true;
  const index = names.indexOf(only.header);
  const values = new Set(only.values);
  return (row) => values.has((row.cells[index] ?? '').trim()) !== only.except;
}
