import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { holdsPeople, withoutSamples, type ImportPlan, type Receipt } from '../../model/index.ts';
import type { ErasedRecord, ErasedRows } from '../facts/erase.ts';
import type { AccessTables } from './access-tables.ts';
import type { SystemTables, WorkspaceTables } from './tables.ts';

export interface StateErasure {
  readonly records: readonly ErasedRecord[];
  /** A text without the person's names; the same text where there are none. */
  readonly cleaned: (text: string) => string;
}

/** Tables whose rows are about one record, by its key. A new one of these is listed here, and a test fails until it is. */
export const tablesAboutPeople = [
  { table: 'consent_ledger', column: 'subject', what: 'words on consent' },
  { table: 'identity_decisions', column: 'a', what: 'words on who is who' },
  { table: 'identity_decisions', column: 'b', what: 'words on who is who' },
  { table: 'identity_members', column: 'record', what: 'places in people' },
  { table: 'identity_questions', column: 'a', what: 'pairs to be asked about' },
  { table: 'identity_questions', column: 'b', what: 'pairs to be asked about' },
  { table: 'identity_refusals', column: 'a', what: 'joins that were refused' },
  { table: 'identity_refusals', column: 'b', what: 'joins that were refused' },
  { table: 'identity_bearers', column: 'record', what: 'places in rules on who is who' },
  { table: 'corrections', column: 'record', what: 'corrections' },
  { table: 'corrections', column: 'person', what: 'corrections' },
  { table: 'contact_dials', column: 'subject', what: 'words on how much contact is wanted' },
  { table: 'contacts_made', column: 'subject', what: 'contacts made' },
  { table: 'person_reads', column: 'record', what: 'entries of who looked' },
  { table: 'record_addresses', column: 'record', what: 'addresses to know visitors by' },
  { table: 'visitor_links', column: 'record', what: 'visitors taken for the person' },
  { table: 'visitor_words', column: 'record', what: 'words on visitors' },
  { table: 'role_words', column: 'record', what: 'words on roles' },
  { table: 'visitor_changes', column: 'record', what: 'merges and splits' },
] as const;

/** Tables with texts in which somebody may be named. */
const writtenTables = [
  { table: 'asks', key: 'id', column: 'comment', what: 'comments of buyers' },
  { table: 'notes', key: 'id', column: 'body', what: 'notes' },
  { table: 'imports', key: 'id', column: 'error', what: 'imports' },
  { table: 'corrections', key: 'id', column: 'reason', what: 'corrections' },
  { table: 'source_runs', key: 'id', column: 'error', what: 'runs of sources' },
  { table: 'source_runs', key: 'id', column: 'notes', what: 'runs of sources' },
  { table: 'mailbox_words', key: 'sequence', column: 'wording', what: 'words on mail boxes' },
  { table: 'mailbox_words', key: 'sequence', column: 'source', what: 'words on mail boxes' },
] as const;

/** Every table of a workspace that an erasure may touch. */
export const scouredTables: readonly string[] = [...new Set([...tablesAboutPeople, ...writtenTables].map(({ table }) => table)), 'saved_filters', 'outbox', 'answers', 'recalls', 'visitor_ids', 'visitor_edges', 'visitor_standings', 'visitor_addresses', 'hook_deliveries', 'identity_changes', 'identity_rules', 'settings', 'identity_runs'];
export const scouredSystemTables: readonly string[] = ['audit_entries', 'page_tokens', 'idempotency_keys', 'jobs'];

const keysOf = ({ records }: StateErasure): string[] => records.map(({ key }) => key);
const counted = (rows: readonly { numDeletedRows: bigint }[]): number => rows.reduce((sum, row) => sum + Number(row.numDeletedRows), 0);

/** Removes everything of some records from a workspace's state, and the person's names from texts. Run again it finds nothing more. */
export async function eraseState(state: Kysely<WorkspaceTables>, erasure: StateErasure): Promise<{ erased: ErasedRows[]; askTokens: string[] }> {
  const erased: ErasedRows[] = [{ what: 'words on who is who', rows: await leaveSides(state, keysOf(erasure)) }, { what: 'merges and splits', rows: await leaveChanges(state, keysOf(erasure)) }, { what: 'rules on who is who', rows: await eraseRules(state, erasure) }];
  for (const { table, column, what } of tablesAboutPeople) {
    const { rows } = await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ANY (${keysOf(erasure)}) RETURNING 1`.execute(state);
    erased.push({ what, rows: rows.length });
  }
  const contacts = erasure.records.filter(({ kind }) => kind === 'contact').map(({ recordId }) => recordId);
  const asks = contacts.length === 0 ? [] : await state.deleteFrom('asks').where('contact_id', 'in', contacts).returning('token_id').execute();
  erased.push({ what: 'questions asked', rows: asks.length });
  for (const { table, key, column, what } of writtenTables) erased.push({ what, rows: await cleanColumn(state, table, key, column, erasure) });
  erased.push({ what: 'saved filters', rows: await eraseFilters(state, erasure) }, { what: 'imports', rows: await cleanImports(state, erasure) });
  erased.push({ what: 'blocked values', rows: await eraseBlocked(state, erasure) }, { what: 'deliveries of webhooks', rows: await eraseDeliveries(state, erasure) });
  await state.deleteFrom('answers').execute();
  return { erased: erased.filter(({ rows }) => rows > 0), askTokens: asks.map(({ token_id }) => token_id) };
}

/** Groups without some records; null where fewer than two are left, so that there is nothing to part. */
function without(groups: readonly string[][], gone: ReadonlySet<string>): string[][] | null {
  const left = groups.map((keys) => keys.filter((key) => !gone.has(key))).filter((keys) => keys.length > 0);
  return left.length < 2 ? null : left;
}

const naming = (column: string, keys: readonly string[]) => sql<boolean>`EXISTS (SELECT 1 FROM jsonb_array_elements(${sql.ref(column)}) AS side WHERE side ?| ${[...keys]}::text[])`;

/** A word that parts groups goes on parting the others. */
async function leaveSides(state: Kysely<WorkspaceTables>, keys: readonly string[]): Promise<number> {
  const rows = await state.selectFrom('identity_decisions').select(['sequence', 'sides']).where('sides', 'is not', null).where(naming('sides', keys)).execute();
  for (const { sequence, sides } of rows) {
    const left = without(sides ?? [], new Set(keys));
    if (left === null) await state.deleteFrom('identity_decisions').where('sequence', '=', sequence).execute();
    else await state.updateTable('identity_decisions').set({ sides: JSON.stringify(left), a: left[0]?.[0] as string, b: left[1]?.[0] as string }).where('sequence', '=', sequence).execute();
  }
  return rows.length;
}

async function leaveChanges(state: Kysely<WorkspaceTables>, keys: readonly string[]): Promise<number> {
  const gone = new Set(keys);
  const rows = await state.selectFrom('identity_changes').select(['id', 'entity', 'parts']).where(naming('parts', keys)).execute();
  for (const { id, entity, parts } of rows) {
    const left = without(parts, gone);
    if (left === null) await state.deleteFrom('identity_changes').where('id', '=', id).execute();
    else await state.updateTable('identity_changes').set({ parts: JSON.stringify(left), entity: gone.has(entity) ? left[0]?.[0] as string : entity }).where('id', '=', id).execute();
  }
  return rows.length;
}

async function cleanColumn(state: Kysely<WorkspaceTables>, table: string, key: string, column: string, { cleaned }: StateErasure): Promise<number> {
  const { rows } = await sql<{ key: unknown; text: string }>`SELECT ${sql.ref(key)} AS key, ${sql.ref(column)} AS text FROM ${sql.table(table)} WHERE ${sql.ref(column)} IS NOT NULL`.execute(state);
  const changed = rows.filter(({ text }) => cleaned(text) !== text);
  for (const row of changed) await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${cleaned(row.text)} WHERE ${sql.ref(key)} = ${row.key}`.execute(state);
  return changed.length;
}

/** Deliveries as they came in which the person stands, by name or by the id of a record, read or not: what is left of each is that it came. */
async function eraseDeliveries(state: Kysely<WorkspaceTables>, { records, cleaned }: StateErasure): Promise<number> {
  let [erased, from] = [0, '0'];
  for (;;) {
    const rows = await state.selectFrom('hook_deliveries').select(['number', 'source', 'payload']).where('payload', 'is not', null).where('number', '>', from).orderBy('number').limit(deliveriesAtOnce).execute();
    const last = rows.at(-1);
    if (!last) return erased;
    from = last.number;
    const naming = rows.filter(({ source, payload }) => {
      const ids = new Set(records.filter((record) => record.source === source).map(({ recordId }) => recordId));
      return cellsIn(payload ?? '').some((cell) => ids.has(cell) || cleaned(cell) !== cell);
    });
    if (naming.length > 0) await state.updateTable('hook_deliveries').set({ payload: null, code: null, path: null }).where('number', 'in', naming.map(({ number }) => number)).execute();
    erased += naming.length;
  }
}

const deliveriesAtOnce = 1_000;

/** Every text and number of a JSON text, as it reads. */
function cellsIn(json: string): string[] {
  const cells: string[] = [];
  JSON.parse(json, (name, value: unknown) => { cells.push(name, typeof value === 'string' || typeof value === 'number' ? String(value) : ''); return value; });
  return cells;
}

async function eraseFilters(state: Kysely<WorkspaceTables>, { cleaned }: StateErasure): Promise<number> {
  const rows = await state.selectFrom('saved_filters').select(['id', 'name', 'query']).execute();
  const naming = rows.filter(({ name, query }) => [name, query, spelled(query)].some((text) => cleaned(text) !== text));
  return naming.length === 0 ? 0 : counted(await state.deleteFrom('saved_filters').where('id', 'in', naming.map(({ id }) => id)).execute());
}

/** Rules whose values name the person, in the person's words or since no other record has them. */
async function eraseRules(state: Kysely<WorkspaceTables>, erasure: StateErasure): Promise<number> {
  const { rows: ofThemAlone } = await sql<{ rule: string }>`SELECT DISTINCT rule FROM (SELECT rule, side FROM identity_bearers GROUP BY rule, side HAVING bool_and(record = ANY (${keysOf(erasure)}::text[]))) AS alone`.execute(state);
  const alone = new Set(ofThemAlone.map(({ rule }) => rule));
  const rules = await state.selectFrom('identity_rules').select(['id', 'value', 'other_value']).execute();
  const gone = rules.filter(({ id, value, other_value }) => alone.has(id) || [value, other_value ?? ''].some((text) => erasure.cleaned(text) !== text)).map(({ id }) => id);
  if (gone.length === 0) return 0;
  await state.deleteFrom('identity_bearers').where('rule', 'in', gone).execute();
  return counted(await state.deleteFrom('identity_rules').where('id', 'in', gone).execute());
}

/** Values that somebody blocked in who is who and that name the person: in the list, and with the runs that did not heed them. */
async function eraseBlocked(state: Kysely<WorkspaceTables>, { cleaned }: StateErasure): Promise<number> {
  const left = <T extends { readonly pattern: string }>(list: readonly T[] = []): T[] => list.filter(({ pattern }) => cleaned(pattern) === pattern);
  let gone = 0;
  for (const row of await state.selectFrom('settings').select('body').execute()) {
    const body = row.body as { blockedValues?: Array<{ pattern: string }> };
    const kept = left(body.blockedValues);
    gone += (body.blockedValues?.length ?? 0) - kept.length;
    if (kept.length < (body.blockedValues?.length ?? 0)) await state.updateTable('settings').set({ body: JSON.stringify({ ...body, blockedValues: kept }) }).execute();
  }
  for (const { id, model } of await state.selectFrom('identity_runs').select(['id', 'model']).execute()) {
    const kept = model as { blocked?: Array<{ pattern: string }> } | null;
    const blocked = left(kept?.blocked);
    if (blocked.length < (kept?.blocked?.length ?? 0)) await state.updateTable('identity_runs').set({ model: JSON.stringify({ ...kept, blocked }) }).where('id', '=', id).execute();
  }
  return gone;
}

/** A query string in the letters that a person typed. */
const spelled = (query: string): string => [...new URLSearchParams(query)].flat().join(' ');

/** Receipts and plans keep a few cells of their files to show: those of files about people are emptied, others lose the name. */
async function cleanImports(state: Kysely<WorkspaceTables>, { cleaned }: StateErasure): Promise<number> {
  const rows = await state.selectFrom('imports').select(['id', 'plan', 'receipt']).execute();
  let changed = 0;
  for (const row of rows) {
    const plan = withoutSamples(row.plan as ImportPlan);
    const receipt = row.receipt === null ? null : withoutRejects(row.receipt as Receipt, plan);
    const [before, after] = [JSON.stringify([row.plan, row.receipt]), cleanTexts([plan, receipt], cleaned) as [unknown, unknown]];
    if (before === JSON.stringify(after)) continue;
    await state.updateTable('imports').set({ plan: JSON.stringify(after[0]), receipt: after[1] === null ? null : JSON.stringify(after[1]) }).where('id', '=', row.id).execute();
    changed += 1;
  }
  return changed;
}

function withoutRejects(receipt: Receipt, plan: ImportPlan): Receipt {
  const personal = new Set(plan.tables.filter(({ kind }) => kind !== null && holdsPeople(kind)).map(({ file }) => file));
  return { ...receipt, firstRejects: receipt.firstRejects.map((reject) => (personal.has(reject.file) ? { ...reject, value: null } : reject)) };
}

function cleanTexts(value: unknown, cleaned: (text: string) => string): unknown {
  if (typeof value === 'string') return cleaned(value);
  if (Array.isArray(value)) return value.map((one) => cleanTexts(one, cleaned));
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleanTexts(one, cleaned)])) : value;
}

export interface HouseErasure extends StateErasure {
  readonly workspace: string;
  /** Links of questions that are gone. */
  readonly askTokens: readonly string[];
  /** Exact ids of visitors, as `user:<id>`. */
  readonly visitors: readonly string[];
}

/** The same for what the house keeps beside its workspaces: links, the audit, answers to repeated requests, jobs. */
export async function eraseHouse(system: Kysely<SystemTables>, people: Kysely<AccessTables>, erasure: HouseErasure): Promise<void> {
  const keys = [...keysOf(erasure), ...erasure.visitors];
  await people.deleteFrom('page_tokens').where('workspace', '=', erasure.workspace).where((token) => token.or([token('subject', 'in', ['', ...keys]), token('id', 'in', ['', ...erasure.askTokens])])).execute();
  await cleanSubjects(people, keys);
  const kept = await people.selectFrom('idempotency_keys').select(['key_hash', 'body']).where('body', 'is not', null).execute();
  const naming = kept.filter(({ body }) => keys.some((key) => body?.includes(JSON.stringify(key).slice(1, -1))) || erasure.cleaned(body ?? '') !== (body ?? ''));
  if (naming.length > 0) await people.deleteFrom('idempotency_keys').where('key_hash', 'in', naming.map(({ key_hash }) => key_hash)).execute();
  const failed = await system.selectFrom('jobs').select(['id', 'error']).where('error', 'is not', null).execute();
  for (const { id, error } of failed.filter((job) => erasure.cleaned(job.error ?? '') !== job.error)) await system.updateTable('jobs').set({ error: erasure.cleaned(error ?? '') }).where('id', '=', id).execute();
}

/** The audit says what was done and by whom, and no longer to whom. */
async function cleanSubjects(people: Kysely<AccessTables>, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await sql`UPDATE audit_entries SET subject = replace(subject, ${key}, 'a forgotten person') WHERE position(${key} IN subject) > 0`.execute(people);
  }
}
