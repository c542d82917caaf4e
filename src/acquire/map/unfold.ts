import type { RowOrReject } from '../persist/write-table.ts';
import type { RawRow } from '../read/rows.ts';
import type { RowMapper } from './row-mapper.ts';

/** One stage change per dated "entered" cell of a deal's row. The id is the deal's with the stage, so a later export corrects it. */
export function* unfoldRow(row: RawRow, mapper: RowMapper): Iterable<RowOrReject> {
  const dealId = mapper.recordId(row);
  for (const { header, stage } of mapper.reading.unfold) {
    const date = mapper.dateIn(row, header);
    if (!date) continue;
    if (date.at === null) yield { reject: { file: mapper.table.file, line: row.line, column: null, reason: `"${header}": not a date`, value: date.cell.slice(0, 120) } };
    else yield { row: { recordId: `${dealId}>${stage}`, line: row.line, fields: { dealId, stage, at: date.at }, attributes: {} } };
  }
}
