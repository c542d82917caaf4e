import path from 'node:path';
import { fieldsOf, kinds, type ColumnMatch, type FieldType, type FileFormat, type Kind, type TablePlan } from '../../model/index.ts';
import { detectLayout } from '../layouts/detect-layout.ts';
import { nameInTwo } from '../map/name-in-two.ts';
import { enteredColumns, stageRows } from '../layouts/stage-history.ts';
import type { ColumnProfile } from '../recognise/profile.ts';
import type { Draft } from './draft.ts';
import { whyListed } from './listed.ts';

/** The plans that a drafted table leads to: the table itself, and what is unfolded from it. */
export function plansOf(draft: Draft, source: string): TablePlan[] {
  const plan = tablePlan(draft, source);
  if (plan.use === 'list' || !plan.reading) return [plan];
  if (plan.kind === 'stage_change') return splitChanges(plan, draft);
  return plan.kind === 'deal' ? [plan, ...unfoldedChanges(plan, draft)] : [plan];
}

function tablePlan(draft: Draft, source: string): TablePlan {
  const { recognised, found } = draft;
  const listedWhy = whyListed(draft);
  return {
    file: found.label, format: found.format, rows: draft.rows,
    kind: listedWhy ? null : recognised.kind, kindConfidence: recognised.confidence, kindWhy: recognised.why,
    use: listedWhy ? 'list' : 'import', listedWhy, source,
    columns: draft.columns.map((column) => columnMatch(column, draft)),
    layout: detectLayout(draft.columns.map((column) => column.header)),
    warnings: [...draft.warnings, ...(draft.recordId.hashed && !listedWhy ? ['No column is an id: records are told apart by their contents, so a later export with other contents makes new records.'] : [])],
    reading: { path: found.path, recordId: draft.recordId, ofKind: tableName(found.label), derivedFrom: null, unfold: [], only: null },
  };
}

/** `/exports/usage-2024.csv.gz` → `usage-2024`. */
export const tableName = (label: string): string => path.basename(label).replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|xlsx|parquet|gz))+(?=$| \[)/i, '');

function columnMatch(column: ColumnProfile, draft: Draft): ColumnMatch {
  const match = draft.recognised.matches.find((candidate) => candidate.column === column);
  const type = match ? fieldTypeOf(draft.recognised.kind, match.field) : typeOf(column, draft);
  const format = formatOf(column, type) === null ? null : `${formatOf(column, type)}${match?.field === 'probability' && isPerCent(column) ? ' %' : ''}`;
  return {
    header: column.header, field: match?.field ?? null, confidence: match?.confidence ?? 1,
    why: match?.why ?? (draft.recordId.headers[0] === column.header && !draft.recordId.hashed ? 'tells the records apart' : whyKept(column, draft)),
    type: column.filled === 0 ? 'empty' : type, format,
    samples: [...new Set(column.samples.slice(0, 200))].slice(0, 5).map((sample) => sample.slice(0, 80)),
    emptyShare: column.rows === 0 ? 1 : 1 - column.filled / column.rows,
    check: match !== undefined && (match.confidence < 0.7 || isAmbiguous(column, type)),
  };
}

function whyKept(column: ColumnProfile, draft: Draft): string {
  const headers = draft.columns.map(({ header }) => header);
  const parts = nameInTwo(draft.recognised.kind, headers);
  return parts && [parts.given, parts.surname].includes(headers.indexOf(column.header)) ? 'a part of the name, and kept under its own name' : 'kept under its own name';
}

/** Chances above 1 are per cent, in the whole column. */
const isPerCent = (column: ColumnProfile): boolean => column.samples.some((sample) => Number(sample) > 1);

export const fieldTypeOf = (kind: Kind, field: string): FieldType => (kinds[kind].fields as Record<string, { type: FieldType }>)[field]?.type ?? 'text';

function isAmbiguous(column: ColumnProfile, type: string): boolean {
  return type === 'time' ? column.dates?.sure === false : (type === 'money' || type === 'number') && column.numbers?.sure === false;
}

function typeOf(column: ColumnProfile, draft: Draft): ColumnMatch['type'] {
  if (draft.recordId.headers[0] === column.header && !draft.recordId.hashed) return 'id';
  if ((column.dates?.share ?? 0) > 0.9) return 'time';
  if ((column.numbers?.share ?? 0) > 0.95) return column.numbers?.currency ? 'money' : [...column.values.keys()].every((value) => /^-?\d+$/.test(value)) ? 'integer' : 'number';
  return 'text';
}

function formatOf(column: ColumnProfile, type: string): string | null {
  if (type === 'time') return column.dates?.format ?? null;
  return ['money', 'number'].includes(type) ? column.numbers?.format ?? null : null;
}

/** Date-entered columns of a deals table as a table of stage changes of its own. */
function unfoldedChanges(plan: TablePlan, draft: Draft): TablePlan[] {
  const stage = draft.recognised.matches.find((match) => match.field === 'stage')?.column;
  const unfold = enteredColumns(draft.columns, stage ? [...stage.values.keys()] : []);
  if (unfold.length === 0 || !plan.reading) return [];
  const headers = new Set(unfold.map((one) => one.header));
  const columns = plan.columns.filter((column) => headers.has(column.header)).map((column) => ({ ...column, field: 'at', type: 'time' as const, why: 'dates the change into this stage', confidence: 0.95 }));
  const rows = draft.columns.filter((column) => headers.has(column.header)).reduce((sum, column) => sum + column.filled, 0);
  return [{
    ...plan, file: `${plan.file} (stages entered)`, rows, kind: 'stage_change', kindConfidence: 0.95, warnings: [],
    kindWhy: `${unfold.length} columns date when a deal entered a stage`, columns,
    reading: { ...plan.reading, derivedFrom: plan.file, unfold },
  }];
}

/** A log of changes to many fields: stage changes, and everything else kept as it is. */
function splitChanges(plan: TablePlan, draft: Draft): TablePlan[] {
  const only = stageRows(draft.columns);
  const column = only && draft.columns.find((candidate) => candidate.header === only.header);
  if (!only || !column || !plan.reading) return [plan];
  const ofStage = only.values.reduce((sum, value) => sum + (column.values.get(value) ?? 0), 0);
  const stageOnly = { ...plan, rows: ofStage, reading: { ...plan.reading, only } };
  if (ofStage >= column.rows) return [stageOnly];
  const rest: TablePlan = {
    ...plan, file: `${plan.file} (other changes)`, rows: draft.rows - ofStage, kind: 'other', warnings: [], kindWhy: 'changes to other fields than the stage',
    columns: plan.columns.map((one) => ({ ...one, field: null, check: false })),
    reading: { ...plan.reading, recordId: { headers: draft.columns.map((one) => one.header), hashed: true }, derivedFrom: plan.file, only: { ...only, except: true } },
  };
  return [stageOnly, rest];
}

/** A file that is shown and not read. */
export function listedFile(file: string, why: string): TablePlan {
  const format: FileFormat = { container: 'csv', gzip: false, encoding: 'utf-8', delimiter: null, sheet: null };
  return { file, format, rows: 0, kind: null, kindConfidence: 0, kindWhy: why, use: 'list', listedWhy: why, source: 'files', columns: [], layout: null, warnings: [] };
}

/** Required fields of a kind that no column of the plan holds. */
export function missingRequired(plan: TablePlan): string[] {
  if (plan.kind === null || plan.kind === 'other') return [];
  const held = new Set(plan.columns.map((column) => column.field));
  if (plan.reading && plan.reading.unfold.length > 0) return [];
  return fieldsOf(plan.kind).filter(([field, { required }]) => required && !held.has(field)).map(([field]) => field);
}
