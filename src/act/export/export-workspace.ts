import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure, attributePrefix, formulaSafe, influenceSchema, kindNames, kinds, manifestName, recordFolder, removedHeader, workspaceSettingsSchema, type Kind, type Manifest, type Progress } from '../../model/index.ts';
import { correctionsToKeep, keptOutOf, readTerms, saidByPeople } from '../../acquire/index.ts';
import { exportCollected } from './export-collected.ts';
import { exportRecord } from './export-record.ts';
import { columnsOf, refusedKeys, visibleRows, type Facts, type WorkspaceStore } from '../../store/index.ts';

type Table = Manifest['groups'][number]['tables'][number];

const groupsStatement = (kind: Kind) => ({
  name: `export_groups_${kind}`,
  text: `SELECT toUnixTimestamp64Milli(known_at) AS known, source_system AS system, count() AS rows, arraySort(arrayDistinct(arrayFlatten(groupArray(mapKeys(attributes))))) AS attributes FROM ${visibleRows(kind, 'store')} GROUP BY known, system ORDER BY known, system`,
  parameters: z.object({}),
  row: z.object({ known: z.coerce.number(), system: z.string(), rows: z.coerce.number(), attributes: z.array(z.string()) }),
});

/**
 * Writes everything a workspace holds as CSV files that import again, with every version under the moment it became known.
 * Cells never start a formula. The folder must be empty or new. Returns the files, the manifest last.
 */
export async function exportWorkspace(store: WorkspaceStore, folder: string, progress: Progress): Promise<{ files: string[] }> {
  await emptyFolder(folder);
  const files: string[] = [];
  const groups = new Map<number, Table[]>();
  for (const [index, kind] of kindNames.entries()) {
    progress(`writing ${kinds[kind].plural}`, index, kindNames.length);
    for (const group of await store.facts.query(groupsStatement(kind), {})) {
      const tables = groups.get(group.known) ?? [];
      groups.set(group.known, tables);
      const name = tables.some((table) => table.kind === kind) ? `${kinds[kind].table}_${letters(tables.length)}.csv` : `${kinds[kind].table}.csv`;
      tables.push({ file: name, kind, source: group.system, rows: group.rows, attributes: group.attributes });
    }
  }
  const ordered = [...groups].sort(([a], [b]) => a - b).map(([knownAt, tables], index) => ({ folder: String(index + 1).padStart(4, '0'), knownAt, tables }));
  for (const group of ordered) {
    await mkdir(path.join(folder, group.folder));
    for (const table of group.tables) {
      const file = path.join(folder, group.folder, table.file);
      await writeTable(store.facts, table, group.knownAt, file);
      files.push(file);
    }
  }
  const record = await exportRecord(store.facts, path.join(folder, recordFolder));
  const manifest = path.join(folder, manifestName);
  await writeFile(manifest, JSON.stringify({ ...await manifestOf(store, ordered), record }, null, 1));
  const collected = await exportCollected(store.facts, folder);
  return { files: [...files, ...collected, ...record.map(({ file }) => path.join(folder, recordFolder, file)), manifest] };
}

const letters = (number: number): string => String.fromCharCode(97 + (number % 26));

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Failure('conflict', `${folder} is not empty.`, 'Name a new folder.');
}

async function writeTable(facts: Facts, table: Table, knownAt: number, file: string): Promise<void> {
  const columns = columnsOf(table.kind);
  const list = columns.map(([, column, field]) => (field.type === 'time' ? `toUnixTimestamp64Milli(${column})` : column)).join(', ');
  const text = `SELECT record_id, attributes, removed, ${list} FROM ${visibleRows(table.kind, 'store')} `
    + 'AND known_at = fromUnixTimestamp64Milli({knownAt:Int64}) AND source_system = {source:String} ORDER BY record_id, line';
  const stream = createWriteStream(file, { mode: 0o600 });
  const header = ['record_id', removedHeader, ...columns.map(([name]) => name), ...table.attributes.map((name) => attributePrefix + name)];
  stream.write(`${header.map(cell).join(',')}\n`);
  for await (const block of facts.stream(text, { knownAt, source: table.source })) {
    const lines = block.map((row) => lineOf(row, columns, table.attributes)).join('');
    if (!stream.write(lines)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function lineOf(row: unknown[], columns: ReturnType<typeof columnsOf>, attributes: readonly string[]): string {
  const held = (row[1] ?? {}) as Record<string, string>;
  const fields = columns.map(([, , field], index) => fieldText(row[index + 3], field.type));
  return `${[cell(String(row[0])), row[2] === true || row[2] === 1 ? 'true' : '', ...fields, ...attributes.map((name) => cell(held[name] ?? ''))].join(',')}\n`;
}

function fieldText(value: unknown, type: string): string {
  if (value === null || value === undefined) return '';
  if (type === 'time') return new Date(Number(value)).toISOString();
  if (type === 'money') return centsText(String(value));
  return cell(String(value));
}

/** Hundredths as an exact decimal: `-105` → `-1.05`. */
function centsText(cents: string): string {
  const negative = cents.startsWith('-');
  const digits = (negative ? cents.slice(1) : cents).padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function cell(text: string): string {
  const safe = formulaSafe(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function manifestOf(store: WorkspaceStore, groups: Manifest['groups']): Promise<Omit<Manifest, 'record'>> {
  const { state } = store;
  const settings = await state.selectFrom('settings').select('body').executeTakeFirstOrThrow();
  const calls = await state.selectFrom('calls').selectAll().orderBy('at').execute();
  const notes = await state.selectFrom('notes').selectAll().orderBy('at').execute();
  const states = await state.selectFrom('action_states').selectAll().orderBy('action_id').execute();
  const filters = await state.selectFrom('saved_filters').selectAll().orderBy('name').execute();
  return {
    format: 1,
    workspace: store.name,
    settings: workspaceSettingsSchema.parse(settings.body),
    groups,
    calls: calls.map((call) => ({ quarter: call.quarter, value: call.value, at: call.at.toISOString(), by: call.by_user })),
    notes: notes.map((note) => ({ id: note.id, dealId: note.deal_id, text: note.body, by: note.by_user, at: note.at.toISOString() })),
    actionStates: states.map((row) => ({ actionId: row.action_id, dealId: row.deal_id, state: row.state, reason: row.reason, by: row.by_user, at: row.at.toISOString() })),
    ...await saidByPeople(state),
    keptOut: await keptOutOf(state),
    sourceTerms: await readTerms(state),
    corrections: await correctionsToKeep(state, await refusedKeys(store.facts, 'store')),
    asks: await asksOf(store),
    savedFilters: filters.map(({ id, name, screen, query }) => ({ id, name, screen, query })),
  };
}

async function asksOf({ state }: WorkspaceStore): Promise<Manifest['asks']> {
  const rows = await state.selectFrom('asks').selectAll().orderBy('created_at').orderBy('id').execute();
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return rows.map((row) => ({
    id: row.id, dealId: row.deal_id, contactId: row.contact_id, createdAt: row.created_at.toISOString(), by: row.by_user, asker: row.asker, expiresAt: row.expires_at.toISOString(),
    said: influenceSchema.nullable().parse(row.said), offerWanted: row.offer_wanted, text: row.comment, answeredAt: iso(row.answered_at), declinedAt: iso(row.declined_at), takenBackAt: iso(row.taken_back_at),
  }));
}
