import type { SourceRecord } from './source-kind.ts';

/**
 * Columns in which taps and sources say when a record was deleted: Singer taps of databases (`_sdc_deleted_at`), and Airbyte sources that
 * read changes (`_ab_cdc_deleted_at`).
 */
const usualMarks = ['_sdc_deleted_at', '_ab_cdc_deleted_at'];
const saysNo = new Set(['', 'false', 'f', 'no', 'n', '0']);

/** Records with those that are marked as deleted told so: by a usual mark, or by the column that a person named. */
export function withDeletions(records: readonly SourceRecord[], column: string | undefined): readonly SourceRecord[] {
  const marks = column === undefined ? usualMarks : [column];
  return records.map((record) => (record.removed || !marks.some((mark) => isMarked(record.values[mark])) ? record : { ...record, removed: true }));
}

function isMarked(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? !saysNo.has(String(value).trim().toLowerCase()) : true;
}
