import { Failure, kindNames, type ColumnMatch, type FileFormat, type ImportPlan, type Kind, type TablePlan } from '../../model/index.ts';
import { draftOf, type Draft } from '../plan/draft.ts';
import { planDrafts } from '../plan/plan-files.ts';
import type { SavedMapping } from '../plan/overrides.ts';
import type { FoundTable } from '../read/find-tables.ts';
import { fieldTypeOf } from '../plan/table-plan.ts';
import type { CommonSettings, ToldTable } from './source-kind.ts';
import { joinedKey, type StreamSpool } from './spool/stream-spool.ts';

/** Rows of a new stream that are looked at to understand it. */
const looksAtRows = 50_000;

export interface PlanStreams {
  readonly source: string;
  readonly now: number;
  readonly settings: CommonSettings;
  /** How streams were understood before. */
  readonly mappings: ReadonlyMap<string, readonly TablePlan[]>;
  /** Choices of people from imports. */
  readonly saved: readonly SavedMapping[];
}

export interface PlannedStreams {
  readonly plan: ImportPlan;
  /** Mappings that are new or grew, to be saved when the records count. */
  readonly mappings: ReadonlyMap<string, readonly TablePlan[]>;
  readonly notes: readonly string[];
}

/**
 * How the records of some streams are taken: as before where a stream is known, so that nothing is asked twice and ids stay the same;
 * recognised by the names and values of its first records where it is new. Columns that came later are kept under their own names.
 */
export async function planStreams(spools: readonly StreamSpool[], options: PlanStreams): Promise<PlannedStreams> {
  const told = spools.filter((spool) => spool.told !== undefined).map((spool) => ({ spool, table: tableTold(spool, options.source) }));
  const asked = spools.filter((spool) => spool.told === undefined);
  const known = asked.filter(({ stream }) => options.mappings.has(stream)).map((spool) => ({ spool, ...asBefore(spool, options) }));
  // Of a stream that nothing was taken of, nothing can be deleted, and deletions do not say what it is.
  const fresh = asked.filter(({ stream, rows, removals }) => !options.mappings.has(stream) && rows > removals);
  const drafts = (await Promise.all(fresh.map((spool) => draftOfStream(spool, options)))).filter((draft) => draft !== null);
  const planned = await planDrafts(drafts, [], { now: options.now, source: options.source, saved: options.saved, columns: columnsChosen(fresh, options) });
  const tables = planned.tables.map((table) => withKnownMarks(usable(table), spoolOf(table, fresh)));
  const mappings = new Map(fresh.map((spool) => [spool.stream, tables.filter((table) => table.reading?.path === spool.path).map(withoutRows)]));
  for (const { spool, table } of told) mappings.set(spool.stream, [withoutRows(table)]);
  for (const one of known) if (one.grew.length > 0) mappings.set(one.spool.stream, one.tables.map(withoutRows));
  return {
    plan: {
      tables: [...told.map(({ table }) => table), ...known.flatMap((one) => one.tables), ...tables],
      // Records of a live source are known from when they were read, not from a day of the file.
      confirmations: planned.confirmations.filter(({ id }) => id !== 'today'),
    },
    mappings,
    notes: known.flatMap(({ spool, grew }) => (grew.length > 0 ? [`stream ${spool.stream} has new columns, kept under their own names: ${grew.join(', ')}`] : [])),
  };
}

/** A table whose source knows what it is. */
function tableTold(spool: StreamSpool, liveSource: string): TablePlan {
  const { kind, source, fields } = spool.told as ToldTable;
  const [id] = spool.keys ?? [];
  if (id === undefined) throw new Error('A stream that is told has one key');
  return {
    file: labelOf(liveSource, spool.stream), format: recordsFormat, rows: spool.rows + spool.problems, kind, kindConfidence: 1, kindWhy: 'told by the source', use: 'import', listedWhy: null, source,
    columns: spool.names.map((header) => toldColumn(kind, header, fields[header] ?? null)), layout: null, warnings: [],
    reading: { path: spool.path, recordId: { headers: [id], hashed: false }, ofKind: spool.stream, derivedFrom: null, unfold: [], only: null },
  };
}

const toldColumn = (kind: Kind, header: string, field: string | null): ColumnMatch => ({ header, field, confidence: 1, why: 'told by the source', type: field === null ? 'text' : fieldTypeOf(kind, field), format: null, samples: [], emptyShare: 0, check: false });

const recordsFormat: FileFormat = { container: 'records', gzip: false, encoding: 'utf-8', delimiter: null, sheet: null };

/** What the source says of its columns, and on top of it what a person chose. */
function columnsChosen(spools: readonly StreamSpool[], { source, settings }: PlanStreams): { file: string; header: string; field: string | null }[] {
  const said = spools.flatMap(({ stream, fields }) => Object.entries(fields).map(([header, field]) => ({ file: labelOf(source, stream), header, field })));
  return [...said, ...settings.columns.map(({ stream, column, field }) => ({ file: labelOf(source, stream), header: column, field: field === '' ? null : field }))];
}

export const labelOf = (source: string, stream: string): string => `${source}/${stream}`;

async function draftOfStream(spool: StreamSpool, { source, now, settings }: PlanStreams): Promise<Draft | null> {
  const found: FoundTable = { path: spool.path, label: labelOf(source, spool.stream), format: recordsFormat, warning: null };
  const draft = await draftOf(found, now, kindChosen(spool.stream, settings) ?? spool.kind ?? undefined, looksAtRows);
  return draft && { ...draft, rows: spool.rows + spool.problems, recordId: keyOf(spool) ?? draft.recordId, always: true };
}

function kindChosen(stream: string, { kinds }: CommonSettings): Kind | undefined {
  const chosen = kinds.get(stream);
  if (chosen === undefined) return undefined;
  const kind = kindNames.find((name) => name === chosen);
  if (!kind) throw new Failure('unknown_kind', `"${chosen}" is no kind of record.`, `Choose one of: ${kindNames.join(', ')}.`);
  return kind;
}

/** What the source says tells its records apart; null where it says nothing. */
function keyOf({ keys }: StreamSpool): Draft['recordId'] | null {
  if (keys === null || keys.length === 0) return null;
  return { headers: [keys.length === 1 ? keys[0] as string : joinedKey], hashed: false };
}

const spoolOf = (table: TablePlan, spools: readonly StreamSpool[]): StreamSpool | undefined => spools.find(({ path }) => path === table.reading?.path);

/** Numbers that came as numbers have a point before their decimals, whatever their digits look like. */
function withKnownMarks(table: TablePlan, spool: StreamSpool | undefined): TablePlan {
  const isNumber = ({ header, type }: ColumnMatch): boolean => spool?.numeric.has(header) === true && (type === 'money' || type === 'number');
  return { ...table, columns: table.columns.map((column) => (isNumber(column) ? { ...column, format: column.format?.endsWith('%') ? '1,234.56 %' : '1,234.56', check: false } : column)) };
}

function usable(table: TablePlan): TablePlan {
  if (table.use === 'import') return table;
  throw new Failure('not_confirmed', `The stream ${table.file} cannot be taken: ${table.listedWhy}.`, 'Say what its columns are with --setting column.STREAM.COLUMN=FIELD, or choose another kind with --setting as.STREAM=KIND.');
}

/** A mapping as it is saved: no value of a record stands in it. */
const withoutRows = (table: TablePlan): TablePlan => ({ ...table, rows: 0, columns: table.columns.map((column) => ({ ...column, samples: [] })) });

function asBefore(spool: StreamSpool, { source, mappings }: PlanStreams): { tables: TablePlan[]; grew: string[] } {
  const held = mappings.get(spool.stream) ?? [];
  const [main] = held;
  const key = keyOf(spool);
  const before = main?.reading?.recordId;
  if (key && before && (before.hashed || before.headers[0] !== key.headers[0])) {
    throw new Failure('conflict', `Records of ${labelOf(source, spool.stream)} were told apart by ${before.headers.join(', ')} and now are by ${(spool.keys ?? []).join(', ')}.`, `hindcast source run ${source} --full reads everything again under the new key.`);
  }
  const grew = spool.names.filter((name) => name !== joinedKey && main?.columns.every(({ header }) => header !== name));
  const tables = held.map((table, index) => ({
    ...table, rows: spool.rows + spool.problems,
    columns: index === 0 ? [...table.columns, ...grew.map(keptAsItIs)] : table.columns,
    ...(table.reading ? { reading: { ...table.reading, path: spool.path } } : {}),
  }));
  return { tables, grew };
}

const keptAsItIs = (header: string): ColumnMatch => ({ header, field: null, confidence: 1, why: 'came after the stream was first read', type: 'text', format: null, samples: [], emptyShare: 0, check: false });
