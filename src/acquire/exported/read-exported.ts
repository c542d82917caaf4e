import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { attributePrefix, fieldsOf, formulaRestored, removedHeader, type FieldType, type Kind, type MappedRow, type TablePlan, type Value } from '../../model/index.ts';
import type { RowOrReject } from '../persist/write-table.ts';

/** Reads a table that an export wrote: the headers are field names, so nothing is guessed. */
export async function* readExported(plan: TablePlan & { kind: Kind }): AsyncIterable<RowOrReject> {
  const types = new Map<string, FieldType>(fieldsOf(plan.kind).map(([name, field]) => [name, field.type]));
  const parser = createReadStream(plan.file).pipe(parse({ columns: true, bom: true, info: true, skip_empty_lines: true }));
  for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    yield { row: rowOf(record, info.lines, types) };
  }
}

function rowOf(record: Record<string, string>, line: number, types: ReadonlyMap<string, FieldType>): MappedRow {
  const fields: Record<string, Value> = {};
  const attributes: Record<string, string> = {};
  for (const [header, raw] of Object.entries(record)) {
    if (raw === '') continue;
    const type = types.get(header);
    if (type) fields[header] = valueOf(raw, type);
    else if (header.startsWith(attributePrefix)) attributes[header.slice(attributePrefix.length)] = formulaRestored(raw);
  }
  return { recordId: formulaRestored(record['record_id'] ?? ''), line, fields, attributes, ...(record[removedHeader] === 'true' ? { removed: true as const } : {}) };
}

function valueOf(raw: string, type: FieldType): Value {
  if (type === 'time') return Date.parse(raw);
  if (type === 'money') return Number(raw.replace('.', ''));
  if (type === 'number' || type === 'integer') return Number(raw);
  return type === 'boolean' ? raw === 'true' : formulaRestored(raw);
}
