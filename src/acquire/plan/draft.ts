import type { Kind } from '../../model/index.ts';
import { openTable, type FoundTable } from '../read/find-tables.ts';
import { ColumnWatch, type ColumnProfile } from '../recognise/profile.ts';
import { recogniseKind, type RecognisedTable } from '../recognise/recognise-kind.ts';
import { idNames } from '../recognise/synonyms.ts';

/** A table while it is being understood. */
export interface Draft {
  readonly found: FoundTable;
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  readonly warnings: readonly string[];
  readonly recognised: RecognisedTable;
  readonly recordId: { headers: string[]; hashed: boolean };
  /** Imported whatever it holds: a live source was set up on purpose. */
  readonly always?: boolean;
}

/** Reads a table to its end, or its first `atMost` rows, and says what it is; null where it holds no row. */
export async function draftOf(found: FoundTable, now: number, told?: Kind, atMost = Infinity): Promise<Draft | null> {
  const table = await openTable(found.path, found.format);
  if (!table) return null;
  const watches = table.header.names.map((name) => new ColumnWatch(name, now));
  let rows = 0;
  for await (const block of table.blocks) {
    for (const { cells } of block.rows) watches.forEach((watch, index) => watch.add(cells[index] ?? ''));
    rows += block.rows.length + block.problems.length;
    if (rows >= atMost) break;
  }
  const columns = watches.map((watch) => watch.profile());
  const recognised = recogniseKind(found.label, columns, told);
  const warnings = [...(found.warning ? [found.warning] : []), ...table.header.warnings, ...untouchedWarning(columns)];
  return { found, columns, rows, warnings, recognised, recordId: recordIdOf(recognised, columns) };
}

function untouchedWarning(columns: readonly ColumnProfile[]): string[] {
  const words = new Map<string, { cells: number; columns: number }>();
  for (const column of columns) {
    for (const [word, cells] of column.untouched) {
      const held = words.get(word) ?? { cells: 0, columns: 0 };
      words.set(word, { cells: held.cells + cells, columns: held.columns + 1 });
    }
  }
  return [...words].map(([word, { cells, columns: count }]) => `"${word}" in ${cells} cell(s) of ${count} column(s) is read as empty.`);
}

const uniqueEnough = 0.995;

/** A column of its own that tells records apart, else their name where it is unique, else a hash of what identifies them. */
export function recordIdOf({ kind, matches }: RecognisedTable, columns: readonly ColumnProfile[]): Draft['recordId'] {
  const isId = (column: ColumnProfile) => column.unique >= uniqueEnough && column.filled >= column.rows * uniqueEnough && column.filled > 0;
  const named = idNames[kind].map((name) => columns.find((column) => column.folded === name)).find((column) => column && isId(column));
  const generic = columns.find((column) => isId(column) && /^(record|row|unique|external|source)?(id|uuid|guid|key|number|nr|no)$/.test(column.folded));
  const ending = columns.find((column) => isId(column) && /(^|[\s_-])(id|key|number|nr|no)$|[a-z]I[dD]$/i.test(column.header.trim()) && (column.longest <= 64) && column.dates === null);
  const nameless = columns.find((column) => isId(column) && looksLikeKey(column));
  const own = named ?? generic ?? (kind === 'stage_change' ? undefined : ending ?? nameless);
  if (own) return { headers: [own.header], hashed: false };
  const of = (field: string) => matches.find((match) => match.field === field)?.column;
  const name = of('name');
  if (name && isId(name) && ['account', 'product', 'rep', 'deal'].includes(kind)) return { headers: [name.header], hashed: false };
  const telling = tellingFields[kind]?.map(of).filter((column) => column !== undefined) ?? [];
  const isTelling = telling.length >= 2 && (of('createdAt') !== undefined || kind === 'stage_change' || telling.some((column) => column.unique > 0.98));
  const headers = isTelling ? telling.map((column) => column.header) : columns.map((column) => column.header);
  return { headers, hashed: true };
}

/** Keys without a telling header: single tokens of letters and digits, all of one length, each once. */
function looksLikeKey(column: ColumnProfile): boolean {
  const samples = column.samples.slice(0, 500);
  const length = samples[0]?.length ?? 0;
  return column.rows >= 20 && column.unique === 1 && length >= 5 && column.dates === null && samples.every((value) => value.length === length && /^[A-Za-z0-9-]+$/.test(value))
    && samples.filter((value) => /\d/.test(value) && /[A-Za-z]/.test(value)).length > samples.length / 2;
}

/** Fields that hardly change, which together tell records of a kind apart where there is no id. */
const tellingFields: Partial<Record<Kind, readonly string[]>> = {
  stage_change: ['dealId', 'at', 'stage', 'fromStage', 'amount', 'expectedCloseAt'],
  deal: ['createdAt', 'name', 'accountName', 'accountId', 'product', 'owner'],
  lead: ['createdAt', 'email', 'name', 'company'],
  contact: ['email', 'name', 'accountName'],
  answer: ['dealId', 'contactId', 'askedAt'],
  deal_contact: ['dealId', 'contactId', 'role', 'toldBy'],
};
