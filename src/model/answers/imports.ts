import { z } from 'zod';
import { kindNames, type Kind } from '../kinds.ts';

export const kindSchema = z.enum(kindNames as [Kind, ...Kind[]]);

/** How one column was understood, and how sure that is. */
export const columnMatchSchema = z.object({
  header: z.string(),
  /** Declared field of the kind; null when kept as an attribute. */
  field: z.string().nullable(),
  confidence: z.number(),
  why: z.string(),
  type: z.enum(['empty', 'id', 'text', 'money', 'number', 'integer', 'boolean', 'time', 'currency']),
  /** Format in use, such as `DD.MM.YYYY` or `1.234,56`. */
  format: z.string().nullable(),
  samples: z.array(z.string()),
  emptyShare: z.number(),
  check: z.boolean(),
});

export const fileFormatSchema = z.object({
  /** `records`: what a live source told, put down to be imported. */
  container: z.enum(['csv', 'tsv', 'jsonl', 'xlsx', 'xml', 'fixed', 'parquet', 'records']),
  gzip: z.boolean(),
  encoding: z.string(),
  /** Between cells; for fixed width `fixed:` and the widths of the columns. */
  delimiter: z.string().nullable(),
  /** Sheet of a workbook, or path of an XML file's records. */
  sheet: z.string().nullable(),
});

/** How the rows of a table become records, where the columns alone do not say it. */
export const tableReadingSchema = z.object({
  /** The file; `file` of the plan is a label that also names the sheet or the part. */
  path: z.string(),
  /** Headers that tell records apart; hashed where they are contents rather than an id. */
  recordId: z.object({ headers: z.array(z.string()), hashed: z.boolean() }),
  /** Name of the table, for kind `other`. */
  ofKind: z.string(),
  /** Label of the table this one was made from, such as stage changes unfolded from a deals table. */
  derivedFrom: z.string().nullable(),
  /** Date columns each of which is a change into a stage. */
  unfold: z.array(z.object({ header: z.string(), stage: z.string() })),
  /** Only rows whose cell is (or, with `except`, is not) one of the values belong to this table. */
  only: z.object({ header: z.string(), values: z.array(z.string()), except: z.boolean() }).nullable(),
});

/** One table found in the files, with its kind and columns. `listed` tables are shown, not imported. */
export const tablePlanSchema = z.object({
  file: z.string(),
  format: fileFormatSchema,
  rows: z.number().int(),
  kind: kindSchema.nullable(),
  kindConfidence: z.number(),
  kindWhy: z.string(),
  use: z.enum(['import', 'list']),
  listedWhy: z.string().nullable(),
  source: z.string(),
  columns: z.array(columnMatchSchema),
  /** Layout recognised: `salesforce`, `hubspot`, `pipedrive`, `dynamics` or null. */
  layout: z.string().nullable(),
  warnings: z.array(z.string()),
  /** How its rows are read. Absent on tables that are listed only, and on exports read back. */
  reading: tableReadingSchema.optional(),
});

/** At most five, pre-filled. */
export const confirmationSchema = z.object({
  id: z.enum(['stages', 'amount_currency', 'fiscal_year', 'deal_types', 'today']),
  question: z.string(),
  answer: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
  sure: z.boolean(),
  why: z.string(),
});

export const importPlanSchema = z.object({
  tables: z.array(tablePlanSchema),
  confirmations: z.array(confirmationSchema),
});

/** A change made to the data while importing; it can be undone by itself. */
export const repairSchema = z.object({
  id: z.string(),
  table: z.string(),
  column: z.string(),
  from: z.string(),
  to: z.string(),
  rows: z.number().int(),
  why: z.string(),
  undone: z.boolean(),
});

export const receiptTableSchema = z.object({
  file: z.string(),
  kind: kindSchema,
  rowsInFile: z.number().int(),
  rowsHere: z.number().int(),
  rowsNew: z.number().int(),
  rowsChanged: z.number().int(),
  rowsUnchanged: z.number().int(),
  rowsRejected: z.number().int(),
  /** Records that their source deleted: they count no more. */
  rowsRemoved: z.number().int().default(0),
  /** Rows of people who asked to be forgotten. */
  rowsLeftOut: z.number().int().default(0),
  /** Sums of each money column, in major units, in the file and here; `difference` is file minus here minus rejected. */
  sums: z.array(z.object({ column: z.string(), currency: z.string().nullable(), inFile: z.number(), here: z.number(), rejected: z.number(), difference: z.number() })),
  difference: z.number().int(),
});

export const rejectSchema = z.object({ file: z.string(), line: z.number().int(), column: z.string().nullable(), reason: z.string(), value: z.string().nullable() });

export const receiptSchema = z.object({
  tables: z.array(receiptTableSchema),
  listed: z.array(z.object({ file: z.string(), why: z.string() })),
  repairs: z.array(repairSchema),
  missing: z.array(z.string()),
  rejects: z.number().int(),
  firstRejects: z.array(rejectSchema),
  reconciled: z.boolean(),
  /** First finding that needs no model, in one sentence. */
  firstFinding: z.string().nullable(),
});

export const importStateSchema = z.enum(['planned', 'queued', 'running', 'done', 'partly', 'failed', 'cancelled', 'undone']);

export const importAnswerSchema = z.object({
  id: z.string(),
  state: importStateSchema,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  by: z.string().nullable(),
  files: z.array(z.string()),
  rowsDone: z.number().int(),
  rowsTotal: z.number().int().nullable(),
  stage: z.string(),
  plan: importPlanSchema,
  receipt: receiptSchema.nullable(),
  error: z.string().nullable(),
  undoUntil: z.string().nullable(),
});

export type ColumnMatch = z.infer<typeof columnMatchSchema>;
export type FileFormat = z.infer<typeof fileFormatSchema>;
export type TableReading = z.infer<typeof tableReadingSchema>;
export type TablePlan = z.infer<typeof tablePlanSchema>;
export type Confirmation = z.infer<typeof confirmationSchema>;
export type ImportPlan = z.infer<typeof importPlanSchema>;
export type Repair = z.infer<typeof repairSchema>;
export type ReceiptTable = z.infer<typeof receiptTableSchema>;
export type Reject = z.infer<typeof rejectSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
export type ImportState = z.infer<typeof importStateSchema>;
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** Kinds of table whose rows are about people, or may be. */
const kindsWithPeople: ReadonlySet<Kind> = new Set(['contact', 'lead', 'activity', 'answer', 'deal_contact', 'other']);
export const holdsPeople = (kind: Kind): boolean => kindsWithPeople.has(kind);

/** A plan as it is kept: cells of people's rows are shown while one looks at the plan, and stored nowhere. */
export const withoutSamples = (plan: ImportPlan): ImportPlan => ({
  ...plan,
  tables: plan.tables.map((table) => (table.kind === null || holdsPeople(table.kind) ? { ...table, columns: table.columns.map((column) => ({ ...column, samples: [] })) } : table)),
});
