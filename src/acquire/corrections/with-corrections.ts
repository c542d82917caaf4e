import { subjectOf, type Kind, type MappedRow, personKinds } from '../../model/index.ts';
import type { RowOrReject } from '../persist/write-table.ts';
import type { CorrectionRow } from './read-corrections.ts';

/** What of a record a correction changes: a declared field or a further column. */
type Told = Pick<MappedRow, 'fields' | 'attributes'>;

/**
 * Rows of a table with what people had corrected put right again: where the source still says what was wrong, the
 * corrected value stays. A source that now says something else is believed.
 */
export async function* withCorrections(rows: AsyncIterable<RowOrReject>, table: { readonly kind: Kind; readonly source: string }, corrections: readonly CorrectionRow[]): AsyncIterable<RowOrReject> {
  const kind = personKinds.find((one) => one === table.kind);
  const byRecord = Map.groupBy(corrections, ({ record }) => record);
  if (!kind || byRecord.size === 0) { yield* rows; return; }
  for await (const item of rows) {
    const due = 'row' in item && !item.row.removed ? byRecord.get(subjectOf(kind, table.source, item.row.recordId)) : undefined;
    yield due && 'row' in item ? { row: { ...item.row, ...corrected(item.row, due) } } : item;
  }
}

/**
 * A record with corrections made, given in the order of their approval: where a value is one that the person had replaced, the
 * person's last word on it stands. A value that nobody asked about is left alone. Made twice it is made once.
 */
export function corrected(told: Told, corrections: readonly CorrectionRow[]): Told {
  const places = Map.groupBy(corrections, ({ field, further }) => JSON.stringify([field, further])).values();
  return places.reduce<Told>((held, words) => lastWord(held, words), told);
}

function lastWord(held: Told, words: readonly CorrectionRow[]): Told {
  const last = words[words.length - 1] as CorrectionRow;
  const value = valueOf(held, last);
  const isReplaced = words.some((word) => word.from_value === value || word.to_value === value);
  return isReplaced && value !== last.to_value ? changed(held, last) : held;
}

function valueOf({ fields, attributes }: Told, { field, further }: CorrectionRow): string | null {
  const value = further ? attributes[field] : fields[field];
  return value === undefined || value === null ? null : String(value);
}

function changed({ fields, attributes }: Told, { field, further, to_value: to }: CorrectionRow): Told {
  if (!further) return { attributes, fields: { ...fields, [field]: to } };
  const others = Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== field));
  return { fields, attributes: to === null ? others : { ...others, [field]: to } };
}
