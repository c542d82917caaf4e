import { sql, type Kysely, type Transaction } from 'kysely';
import { isVisitorNode, recordsOneWith } from '../../acquire/index.ts';
import { addressSilences, type AddressSilence, type IdentityChange } from '../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { addressesOf, textOf } from './address-in-clear.ts';
import type { HeldAddress } from './held-addresses.ts';
import type { KeptLink, Weighed } from './read-evidence.ts';

/** A visitor that is taken for the person of a record from now on, or no longer. */
export interface VisitorChange {
  readonly kind: 'merge' | 'split';
  readonly node: string;
  readonly record: string;
  /** The word that made it; null where addresses did. */
  readonly word: number | null;
  readonly address: string | null;
  readonly source: string | null;
  readonly saidAt: number | null;
  /** Why an address speaks no more; '' where no record has it, and of a merge. */
  readonly silent: AddressSilence | '';
}

/** What made links change: a word, by its number, or a look at what is known, by how many there were. */
export interface LinksCause {
  readonly word: number | null;
  readonly look: number;
}

/** What becomes of a visitor by what follows, or by a word that was just said: whom it leaves, and whom it is from now on. Another record of the same person is no change. */
export function visitorChanges({ visitor, link, kept, silent }: Weighed, said: number | null): VisitorChange[] {
  const word = said ?? link?.word ?? null;
  const left = [...new Map(kept.filter(({ entity }) => entity !== link?.entity).map((one) => [one.entity, one])).values()];
  const splits = left.map(({ node, record, address }): VisitorChange => ({ kind: 'split', node, record, word, address, source: null, saidAt: null, silent: word === null ? whyLeft(silent, address) : '' }));
  if (link === null || kept.some(({ entity }) => entity === link.entity)) return splits;
  return [...splits, { kind: 'merge', node: visitor, record: link.record, word, address: link.address, source: link.source, saidAt: link.saidAt, silent: '' }];
}

const whyLeft = (silent: Weighed['silent'], address: KeptLink['address']): AddressSilence | '' => silent.find(({ shared }) => shared.address === address)?.why ?? '';

/** Tells them in the feed of merges and splits. */
export async function writeVisitorChanges(state: Transaction<WorkspaceTables>, changes: readonly VisitorChange[], look: number, now: number): Promise<void> {
  const column = <Field extends keyof VisitorChange>(field: Field): Array<VisitorChange[Field]> => changes.map((change) => change[field]);
  await sql`INSERT INTO visitor_changes (at, kind, node, record, word, address, source, said_at, silent, look)
    SELECT ${new Date(now)}, kind, node, record, word, address, source, to_timestamp(said / 1000), silent, ${look}
    FROM unnest(${column('kind')}::text[], ${column('node')}::text[], ${column('record')}::text[], ${column('word')}::bigint[], ${column('address')}::text[], ${column('source')}::text[], ${column('saidAt')}::float8[], ${column('silent')}::text[])
    AS made (kind, node, record, word, address, source, said, silent)`.execute(state);
}

export interface VisitorChangesWanted {
  /** Key of a record of the person, or an exact id of a visitor; everybody where it is left out. */
  readonly of?: string;
  readonly before: number;
  readonly limit: number;
}

/** The feed's part on visitors, newest first. Addresses are shown of whoever may be analysed. */
export async function readVisitorChanges({ state, facts }: Pick<WorkspaceStore, 'state' | 'facts'>, { of, before, limit }: VisitorChangesWanted): Promise<IdentityChange[]> {
  const { rows } = await sql<{ id: string; at: Date; kind: IdentityChange['kind']; node: string; record: string; person: string; word: string | null; by: string | null; address: string | null; source: string | null; said_at: Date | null; silent: AddressSilence | ''; look: string }>`
    SELECT change.*, coalesce(place.entity, change.record) AS person, words.by_user AS by FROM visitor_changes AS change
    LEFT JOIN identity_members AS place ON place.record = change.record LEFT JOIN visitor_words AS words ON words.sequence = change.word
    WHERE change.id < ${before} AND ${of === undefined ? sql`true` : await among(state, of)} ORDER BY change.id DESC LIMIT ${limit}`.execute(state);
  const addresses = rows.length === 0 ? new Map<string, HeldAddress[]>() : await addressesOf(facts, rows.map(({ record }) => record));
  return rows.map(({ id, at, kind, node, record, person, word, by, address, source, said_at: saidAt, silent, look }) => ({
    id: Number(id), at: at.toISOString(), kind, person, parts: [[node], [record]], cause: word === null ? 'address' : 'word', by, run: word === null && Number(look) > 0 ? Number(look) : null,
    why: word !== null ? null : kind === 'split' ? leftWords(silent) : `${textOf(addresses.get(record), address) ?? 'an address or number'}, given to ${source ?? 'a source'}${saidAt === null ? '' : ` on ${saidAt.toISOString().slice(0, 10)}`}`,
  }));
}

const leftWords = (silent: AddressSilence | ''): string => (silent === '' ? 'no record of the person has the address or number any more' : addressSilences[silent]);

async function among(state: Kysely<WorkspaceTables>, of: string) {
  return isVisitorNode(of)
    ? sql<boolean>`change.node IN (SELECT ${of} UNION SELECT node FROM visitor_ids WHERE visitor IN (SELECT visitor FROM visitor_ids WHERE node = ${of}))`
    : sql<boolean>`change.record = ANY (${await recordsOneWith(state, [of])}::text[])`;
}
