import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, type Confirmation, type ImportPlan, type ImportRequest, type Kind, type TablePlan } from '../../model/index.ts';
import { findTables, notATable, type FoundTable } from '../read/find-tables.ts';
import { confirmationsFor } from './confirmations.ts';
import { withConversions } from './conversions.ts';
import { draftOf, type Draft } from './draft.ts';
import { withOverrides, type SavedMapping } from './overrides.ts';
import { withReferences } from './references.ts';
import { listedFile, missingRequired, plansOf } from './table-plan.ts';
import { newestOf } from './newest-date.ts';
import { detectLayout } from '../layouts/detect-layout.ts';

export interface PlanOptions extends Omit<ImportRequest, 'paths' | 'as'> {
  readonly as?: Kind | undefined;
  /** The clock: dates after it are not taken for "today". */
  readonly now: number;
  /** Column choices that people made before. */
  readonly saved?: readonly SavedMapping[];
}

/**
 * Reads files and folders once and says how they are understood: tables, kinds, columns, formats, and at most five
 * pre-filled confirmations. Nothing is stored. A file of a folder that cannot be read is listed with the reason; where it is the
 * only one asked for, the Failure is thrown.
 */
export async function planFiles(paths: readonly string[], options: PlanOptions): Promise<ImportPlan> {
  const files = await filesUnder(paths);
  const listed: TablePlan[] = [];
  const drafts: Draft[] = [];
  for (const file of files) {
    const found = await draftsOf(file, options, files.length === 1);
    if ('why' in found) listed.push(listedFile(file, found.why));
    else drafts.push(...found.drafts);
  }
  return planDrafts(drafts, listed, options);
}

/** The plan of tables that were read and recognised, in their relation to each other. */
export async function planDrafts(drafts: readonly Draft[], listed: readonly TablePlan[], options: PlanOptions): Promise<ImportPlan> {
  const related = withConversions(withReferences(drafts));
  const source = options.source === undefined ? sourceOf(related) : (): string => options.source as string;
  const tables = related.flatMap((draft) => plansOf(draft, source(draft))).map((plan) => usable(withOverrides(plan, options)));
  const plan = { tables: [...tables, ...listed], confirmations: [] };
  return { ...plan, confirmations: answered(await confirmationsFor(tables, newestOf(related), options.now), options.confirmations ?? []) };
}

/** Files asked for, and every file in folders asked for, by name; hidden ones are passed over. */
async function filesUnder(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const one of paths) {
    const found = await stat(one).catch(() => null);
    if (!found) throw new Failure('not_found', `There is no file or folder ${one}.`, 'Check the spelling of the path.');
    if (!found.isDirectory()) { files.push(one); continue; }
    const entries = await readdir(one, { withFileTypes: true, recursive: true });
    files.push(...entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => path.join(entry.parentPath, entry.name)).sort());
  }
  return [...new Set(files)];
}

async function draftsOf(file: string, options: PlanOptions, isOnly: boolean): Promise<{ drafts: Draft[] } | { why: string }> {
  const why = notATable(file);
  if (why) return { why };
  try {
    const format = options.formats?.find((one) => one.file === file);
    const drafts: Draft[] = [];
    for (const found of await findTables(file, { encoding: format?.encoding, delimiter: format?.delimiter })) {
      const draft = await draftOf(found, options.now, toldKind(found, options));
      if (draft) drafts.push(draft);
    }
    return drafts.length > 0 ? { drafts } : { why: 'it holds no rows' };
  } catch (error) {
    if (!(error instanceof Failure) || isOnly) throw error;
    return { why: error.message };
  }
}

const toldKind = (found: FoundTable, options: PlanOptions): Kind | undefined =>
  options.kinds?.find((one) => one.file === found.label || one.file === found.path)?.kind ?? options.as;

/**
 * The system a table came from: its own layout, else the one layout seen in this import, else plain files. It stays the same from one
 * export to the next, so that records are recognised again.
 */
function sourceOf(drafts: readonly Draft[]): (draft: Draft) => string {
  const layoutOf = (draft: Draft) => detectLayout(draft.columns.map((column) => column.header));
  const seen = new Set(drafts.map(layoutOf).filter((layout) => layout !== null));
  const usual = seen.size === 1 ? [...seen][0] ?? 'files' : 'files';
  return (draft) => layoutOf(draft) ?? usual;
}

/** A table told to be a kind whose required columns it lacks is shown with what is missing. */
function usable(plan: TablePlan): TablePlan {
  const missing = missingRequired(plan);
  return plan.use === 'import' && missing.length > 0 ? { ...plan, use: 'list', listedWhy: `as ${plan.kind} it needs a column for: ${missing.join(', ')}` } : plan;
}

const answered = (confirmations: readonly Confirmation[], given: readonly Confirmation[]): Confirmation[] =>
  confirmations.map((confirmation) => {
    const own = given.find((one) => one.id === confirmation.id);
    return own ? { ...confirmation, answer: { ...confirmation.answer, ...own.answer }, sure: true, why: 'you confirmed it' } : confirmation;
  });
