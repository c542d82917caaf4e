import { fieldsOf, type FieldType, type Kind } from '../../model/index.ts';
import { parseBoolean } from '../formats/words.ts';
import type { ColumnProfile } from './profile.ts';
import { fieldNames } from './synonyms.ts';

/** A column understood as a field of a kind, with how sure that is and why. */
export interface FieldMatch {
  readonly column: ColumnProfile;
  readonly field: string;
  readonly confidence: number;
  readonly why: string;
}

/** Prefixes that CRMs put before their own names: `Deal - Title`, `Opportunity Owner`, `hs_`. */
const prefixes: Partial<Record<Kind, RegExp>> = {
  deal: /^(deal|opportunity|hs|msdyn|potential)/, account: /^(account|organization|company)/, contact: /^(contact|person)/,
  lead: /^(lead|prospect|inquiry)/, activity: /^(activity|task)/, campaign: /^campaign/, product: /^product/, invoice: /^(invoice|order)/, cost: /^(cost|expense)/,
};

/** The best assignment of columns to the fields of a kind: each column and each field is used once, the surest pair first. */
export function matchFields(kind: Kind, columns: readonly ColumnProfile[]): FieldMatch[] {
  const pairs = columns.flatMap((column) => fieldsOf(kind).flatMap(([field, { type }]) => {
    const match = matchOne(kind, field, type, column);
    return match ? [match] : [];
  })).sort((a, b) => b.confidence - a.confidence);
  const usedColumns = new Set<ColumnProfile>();
  const usedFields = new Set<string>();
  return pairs.filter(({ column, field }) => {
    if (usedColumns.has(column) || usedFields.has(field)) return false;
    usedColumns.add(column);
    usedFields.add(field);
    return true;
  });
}

function matchOne(kind: Kind, field: string, type: FieldType, column: ColumnProfile): FieldMatch | null {
  const byName = nameConfidence(kind, field, column.folded);
  if (byName === 0) return null;
  const fit = valueFit(field, type, column);
  if (fit === 0) return null;
  const confidence = Math.min(0.99, byName * fit);
  return { column, field, confidence, why: `the header "${column.header}" means it${fit < 1 ? ', though some values do not fit' : ' and the values fit'}` };
}

/** 0 to 1: an exact name of the field, earlier names a little surer, the same without the kind's prefix, or a name within a longer one. */
function nameConfidence(kind: Kind, field: string, header: string): number {
  const names = fieldNames[kind][field] ?? [];
  const exact = names.indexOf(header);
  if (exact >= 0) return 0.98 - Math.min(0.2, exact * 0.006);
  const bare = prefixes[kind] ? header.replace(prefixes[kind], '') : header;
  const withoutPrefix = bare !== header ? names.indexOf(bare) : -1;
  if (withoutPrefix >= 0) return 0.88 - Math.min(0.15, withoutPrefix * 0.006);
  if (/^(is|has|num|count)/.test(header) || (header.endsWith('id') && !field.endsWith('Id'))) return 0;
  const ends = names.find((name) => name.length >= 6 && (header.endsWith(name) || header.startsWith(name)) && header.length <= name.length + 10);
  return ends ? 0.6 : 0;
}

/** How well the values suit the type: 0 rules the field out. An empty column keeps its name's word for it. */
function valueFit(field: string, type: FieldType, column: ColumnProfile): number {
  if (column.filled === 0) return 0.7;
  const numeric = column.numbers?.share ?? 0;
  const dated = column.dates?.share ?? 0;
  switch (type) {
    case 'time': return dated >= 0.5 ? 0.6 + 0.4 * dated : 0;
    case 'money': case 'number': case 'integer': return numeric >= 0.5 ? 0.6 + 0.4 * numeric : 0;
    case 'boolean': return [...column.values.keys()].every((value) => parseBoolean(value) !== null) ? 1 : 0;
    case 'currency': return column.longest <= 20 && numeric < 0.5 ? 1 : 0;
    case 'id': return column.longest <= 200 && dated < 0.9 ? 1 : 0;
    case 'text': return textFit(field, column, numeric, dated);
  }
}

/** A name takes many values; a column of a few words, such as new or existing client, is a category. */
const isCategory = (column: ColumnProfile): boolean => column.filled >= 50 && column.isComplete && column.values.size < 6;

function textFit(field: string, column: ColumnProfile, numeric: number, dated: number): number {
  if (['name', 'accountName', 'company', 'email'].includes(field) && isCategory(column)) return 0;
  if (dated > 0.9 && !/^\d+$/.test(column.samples[0] ?? '')) return 0;
  if (['stage', 'status', 'fromStage'].includes(field) && column.isComplete && column.values.size <= 60) return 1;
  if (['name', 'accountName', 'company'].includes(field) && numeric > 0.9 && column.filled > 3) return 0.3;
  return 1;
}
