import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, attributePrefix, fieldsOf, isoDate, manifestName, manifestSchema, removedHeader, type ColumnMatch, type Confirmation, type ImportPlan, type Manifest, type TablePlan } from '../../model/index.ts';

/** Marks tables that came out of an export, so that they are read back exactly rather than recognised. */
export const exportedLayout = 'hindcast';

/** The manifest of an exported folder, or undefined where a path is anything else. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const file = path.join(folder, manifestName);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const parsed = manifestSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Failure('unreadable_file', `${file} is not an export this version can read: ${parsed.error.issues[0]?.message ?? 'unknown reason'}.`, 'Export again with the same version, or import the CSV files one by one.');
  return parsed.data;
}

/** One plan per moment of knowledge, oldest first: each is imported by itself, so that versions keep their dates. */
export function plansOfExport(folder: string, manifest: Manifest): ImportPlan[] {
  return manifest.groups.map((group) => ({
    tables: group.tables.map((table) => tablePlan(path.join(folder, group.folder, table.file), table)),
    confirmations: [knownAt(group.knownAt)],
  }));
}

const knownAt = (at: number): Confirmation => ({
  id: 'today', question: 'Which day is "today" for these files?', answer: { date: isoDate(at), at }, sure: true, why: 'the export says when these rows became known',
});

function tablePlan(file: string, table: Manifest['groups'][number]['tables'][number]): TablePlan {
  const fields: ColumnMatch[] = fieldsOf(table.kind).map(([name, field]) => column(name, name, field.type));
  const attributes = table.attributes.map((name) => column(attributePrefix + name, null, 'text'));
  return {
    file, rows: table.rows, kind: table.kind, kindConfidence: 1, kindWhy: 'written by an export', use: 'import', listedWhy: null,
    source: table.source, layout: exportedLayout, warnings: [],
    format: { container: 'csv', gzip: false, encoding: 'utf-8', delimiter: ',', sheet: null },
    columns: [column('record_id', null, 'id'), column(removedHeader, null, 'boolean'), ...fields, ...attributes],
  };
}

const column = (header: string, field: string | null, type: ColumnMatch['type']): ColumnMatch => ({
  header, field, type, confidence: 1, why: 'written by an export', format: null, samples: [], emptyShare: 0, check: false,
});
