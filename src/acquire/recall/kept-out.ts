import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { KeptOut, KeptOutKind } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { wordsOf, type PersonWords } from './person-pattern.ts';

type Entry = KeptOut['entries'][number];

/** Hashes of forgotten people, with the key to compare others by. HMAC-SHA-256 (RFC 2104); `mark` is FNV-1a of 32 bits over the same, seeded by the key. */
export interface KeptOutList {
  readonly key: Buffer;
  readonly entries: readonly Entry[];
}

/** How a value of each kind is written before it is hashed, so that case and spacing tell nobody apart. */
const folded: Readonly<Record<KeptOutKind, (value: string) => string>> = {
  record: (value) => value,
  id: (value) => wordsOf(value).join(' '),
  email: (value) => value.trim().toLowerCase(),
  phone: (value) => value.replace(/\D/g, '').replace(/^0+/, ''),
  name: (value) => wordsOf(value).join(' '),
};

export const hashOf = (key: Buffer, kind: KeptOutKind, value: string): string => createHmac('sha256', key).update(`${kind}\u0000${folded[kind](value)}`).digest('hex');

/** FNV-1a (Fowler, Noll, Vo) of the text's UTF-16 units, begun with the key. */
export function markOf(seed: number, text: string): number {
  let mark = seed;
  for (let index = 0; index < text.length; index += 1) mark = Math.imul(mark ^ text.charCodeAt(index), 16_777_619);
  return mark >>> 0;
}
export const seedOf = (key: Buffer): number => key.readUInt32LE(0);

/** What is kept of a person: enough to know the person again, nothing to know the person by. */
export function entriesFor(key: Buffer, records: readonly string[], words: PersonWords): Entry[] {
  const entry = (kind: KeptOutKind, value: string): Entry => ({ kind, hash: hashOf(key, kind, value), mark: markOf(seedOf(key), folded[kind](value)), words: kind === 'name' || kind === 'id' ? wordsOf(value).length : 1 });
  return [
    ...records.map((record) => entry('record', record)), ...words.ids.map((id) => entry('id', id)),
    ...words.emails.map((email) => entry('email', email)), ...words.phones.map((phone) => entry('phone', phone)), ...words.names.map((name) => entry('name', name)),
  ];
}

/** The installation's key for one workspace, made at the first recall. */
export async function keyOf(state: Kysely<WorkspaceTables> | Transaction<WorkspaceTables>): Promise<Buffer> {
  const held = await state.selectFrom('recall_key').select('key').executeTakeFirst();
  if (held) return held.key;
  await state.insertInto('recall_key').values({ key: randomBytes(32) }).onConflict((conflict) => conflict.column('only_row').doNothing()).execute();
  return (await state.selectFrom('recall_key').select('key').executeTakeFirstOrThrow()).key;
}

export async function keepOut(state: Transaction<WorkspaceTables>, recallId: string, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await state.insertInto('kept_out').values(entries.map(({ hash, ...entry }) => ({ ...entry, hash: Buffer.from(hash, 'hex'), recall_id: recallId }))).onConflict((conflict) => conflict.columns(['kind', 'hash']).doNothing()).execute();
}

/** Everybody who may not come back, and how many recalls there were: another number means that the list is another. */
export async function readForgotten(state: Kysely<WorkspaceTables> | Transaction<WorkspaceTables>): Promise<{ recalls: number; list: KeptOutList | null }> {
  const { n } = await state.selectFrom('recalls').select((recall) => recall.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  return { recalls: Number(n), list: Number(n) === 0 ? null : await readKeptOut(state) };
}

/** Null where nobody was ever forgotten. */
export async function readKeptOut(state: Kysely<WorkspaceTables> | Transaction<WorkspaceTables>): Promise<KeptOutList | null> {
  const rows = await state.selectFrom('kept_out').select(['kind', 'hash', 'mark', 'words']).orderBy('kind').orderBy('hash').execute();
  if (rows.length === 0) return null;
  return { key: await keyOf(state), entries: rows.map((row) => ({ kind: row.kind, hash: row.hash.toString('hex'), mark: Number(row.mark), words: row.words })) };
}

/** The list as an export carries it. */
export async function keptOutOf(state: Kysely<WorkspaceTables>): Promise<KeptOut | null> {
  const list = await readKeptOut(state);
  return list && { key: list.key.toString('hex'), entries: [...list.entries] };
}

/** Brings the hashes of an export along. A workspace with a key of its own keeps it: hashes under another key would mean nothing there. */
export async function bringBackKeptOut(state: Kysely<WorkspaceTables>, list: KeptOut | null, recallId: string, now: number): Promise<void> {
  if (!list || list.entries.length === 0) return;
  await state.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(4703)`.execute(transaction);
    await transaction.insertInto('recall_key').values({ key: Buffer.from(list.key, 'hex') }).onConflict((conflict) => conflict.column('only_row').doNothing()).execute();
    if ((await keyOf(transaction)).toString('hex') !== list.key) return;
    const held = new Set((await readKeptOut(transaction))?.entries.map(({ kind, hash }) => `${kind} ${hash}`));
    if (list.entries.every(({ kind, hash }) => held.has(`${kind} ${hash}`))) return;
    await transaction.insertInto('recalls').values({ id: recallId, at: new Date(now), by_user: null, records: 0, targets: null, finished_at: new Date(now) }).execute();
    await keepOut(transaction, recallId, list.entries);
  });
}
