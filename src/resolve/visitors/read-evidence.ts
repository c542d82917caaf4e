import { sql, type Kysely } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';
import { judgeVisitor, type Judged, type SharedAddress, type VisitorWord } from './judge-visitor.ts';

type State = Kysely<WorkspaceTables>;

/** A link as it is kept, with the visitor and the person it means now. */
export interface KeptLink {
  readonly visitor: string;
  readonly node: string;
  readonly record: string;
  readonly entity: string;
  readonly reason: 'address' | 'phone' | 'word';
  readonly address: string | null;
}

/** A visitor with what follows from what is known, and what is kept of it. */
export interface Weighed extends Judged {
  readonly visitor: string;
  readonly kept: readonly KeptLink[];
}

/** Whom visitors are to be taken for: all of whom anything is known, or those alone that some exact ids belong to. */
export async function weighEvidence(state: State, nodes: readonly string[] | null): Promise<Weighed[]> {
  const ids = nodes === null ? null : await idsWith(state, nodes);
  const [shared, words, kept] = [await sharedAddresses(state, ids), await wordsOnVisitors(state, ids), await keptLinks(state, ids)];
  const of = <T extends { readonly visitor: string }>(rows: readonly T[]): Map<string, T[]> => Map.groupBy(rows, ({ visitor }) => visitor);
  const [sharedOf, wordsOf, keptOf] = [of(shared), of(words), of(kept)];
  return [...new Set([...sharedOf.keys(), ...wordsOf.keys(), ...keptOf.keys()])].sort().map((visitor) => ({ visitor, ...judgeVisitor(sharedOf.get(visitor) ?? [], wordsOf.get(visitor) ?? []), kept: keptOf.get(visitor) ?? [] }));
}

/** Some exact ids with all that were joined with them. */
async function idsWith(state: State, nodes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ node: string }>`SELECT node FROM visitor_ids WHERE visitor IN (SELECT visitor FROM visitor_ids WHERE node = ANY (${[...nodes]}::text[]))`.execute(state);
  return [...new Set([...nodes, ...rows.map(({ node }) => node)])];
}

const among = (column: string, ids: readonly string[] | null) => (ids === null ? sql`true` : sql`${sql.ref(column)} = ANY (${[...ids]}::text[])`);

async function sharedAddresses(state: State, ids: readonly string[] | null): Promise<Array<SharedAddress & { visitor: string }>> {
  const { rows } = await sql<Omit<SharedAddress, 'saidAt' | 'people' | 'surnames'> & { visitor: string; said_at: Date; people: string; surnames: string }>`
    SELECT coalesce(ids.visitor, said.node) AS visitor, said.address, min(said.said_at) AS said_at, (array_agg(said.source ORDER BY said.said_at, said.source))[1] AS source,
      count(DISTINCT coalesce(place.entity, held.record)) AS people, min(coalesce(place.entity, held.record) COLLATE "C") AS entity, min(held.record COLLATE "C") AS record, max(held.silent COLLATE "C") AS silent, max(held.kind COLLATE "C") AS kind,
      count(DISTINCT nullif(held.surname, '')) AS surnames
    FROM visitor_addresses AS said JOIN record_addresses AS held USING (hash) LEFT JOIN visitor_ids AS ids ON ids.node = said.node LEFT JOIN identity_members AS place ON place.record = held.record
    WHERE ${among('said.node', ids)} GROUP BY 1, 2`.execute(state);
  return rows.map(({ said_at, people, surnames, ...row }) => ({ ...row, saidAt: said_at.getTime(), people: Number(people), surnames: Number(surnames) }));
}

async function wordsOnVisitors(state: State, ids: readonly string[] | null): Promise<Array<VisitorWord & { visitor: string }>> {
  const { rows } = await sql<Omit<VisitorWord, 'sequence' | 'undoes'> & { visitor: string; sequence: string; undoes: string | null }>`
    SELECT coalesce(ids.visitor, said.node) AS visitor, said.sequence, said.record, coalesce(place.entity, said.record) AS entity, said.says, said.undoes
    FROM visitor_words AS said LEFT JOIN visitor_ids AS ids ON ids.node = said.node LEFT JOIN identity_members AS place ON place.record = said.record WHERE ${among('said.node', ids)} ORDER BY said.sequence`.execute(state);
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence), undoes: row.undoes === null ? null : Number(row.undoes) }));
}

async function keptLinks(state: State, ids: readonly string[] | null): Promise<KeptLink[]> {
  const { rows } = await sql<KeptLink>`
    SELECT coalesce(ids.visitor, link.node) AS visitor, link.node, link.record, coalesce(place.entity, link.record) AS entity, link.reason, link.address
    FROM visitor_links AS link LEFT JOIN visitor_ids AS ids ON ids.node = link.node LEFT JOIN identity_members AS place ON place.record = link.record WHERE ${among('link.node', ids)} ORDER BY link.node`.execute(state);
  return rows;
}
