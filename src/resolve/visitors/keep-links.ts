import { sql, type Transaction } from 'kysely';
import { recordsOneWith, visitorsOfRecords, weighVisitorsAnew, writeStandings } from '../../acquire/index.ts';
import { findPersonRecords, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { entitiesOf } from '../entities/read-entities.ts';
import type { Weighed } from './read-evidence.ts';
import { visitorChanges, writeVisitorChanges, type LinksCause } from './visitor-changes.ts';

type State = Transaction<WorkspaceTables>;

/** True where what is kept of a visitor is not what follows. */
export const differs = ({ link, kept }: Weighed): boolean => {
  const [only, ...more] = kept;
  if (link === null || only === undefined) return link !== null || only !== undefined;
  return more.length > 0 || only.record !== link.record || only.reason !== link.reason || only.address !== link.address;
};

/**
 * Writes down whom some visitors are taken for, tells it in the feed, and what follows for consent: while visitor and contact are one, the strictest word of either counts
 * for both; apart, each has its own again. The caller has both turns, that of visitors first.
 */
export async function keepLinks(state: State, facts: Facts, weighed: readonly Weighed[], { word, look }: LinksCause, now: number): Promise<void> {
  const changes = weighed.flatMap((one) => visitorChanges(one, word));
  const before = weighed.flatMap(({ kept }) => kept.map(({ record }) => record));
  await writeLinks(state, weighed, now);
  if (changes.length > 0) await writeVisitorChanges(state, changes, look, now);
  await weighTogether(state, facts, { visitors: weighed.map(({ visitor }) => visitor), records: [...before, ...weighed.flatMap(({ link }) => (link === null ? [] : [link.record]))] }, now);
}

async function writeLinks(state: State, weighed: readonly Weighed[], now: number): Promise<void> {
  const at = new Date(now);
  const linked = weighed.flatMap(({ visitor, link }) => (link === null ? [] : [{ visitor, ...link }]));
  await sql`DELETE FROM visitor_links WHERE node = ANY (${weighed.flatMap(({ kept }) => kept.map(({ node }) => node))}::text[])`.execute(state);
  await sql`INSERT INTO visitor_ids (node, visitor, first_at) SELECT node, node, ${at} FROM unnest(${linked.map(({ visitor }) => visitor)}::text[]) AS ids (node) ON CONFLICT (node) DO NOTHING`.execute(state);
  await sql`INSERT INTO visitor_links (node, record, reason, address, source, said_at, linked_at)
    SELECT node, record, reason, address, source, to_timestamp(said / 1000), ${at} FROM unnest(${linked.map(({ visitor }) => visitor)}::text[], ${linked.map(({ record }) => record)}::text[], ${linked.map(({ reason }) => reason)}::text[], ${linked.map(({ address }) => address)}::text[],
      ${linked.map(({ source }) => source)}::text[], ${linked.map(({ saidAt }) => saidAt)}::float8[]) AS links (node, record, reason, address, source, said)`.execute(state);
}

/** Works out anew what visitors and records allow, together with all that is one with either now. Where nobody said anything, nothing is written. */
export async function weighTogether(state: State, facts: Facts, { visitors, records }: { readonly visitors: readonly string[]; readonly records: readonly string[] }, now: number): Promise<void> {
  const all = await recordsOneWith(state, records);
  const linked = await visitorsOfRecords(state, all);
  const named = [...new Set([...visitors, ...linked.map(({ visitor }) => visitor)])];
  const { rows } = await sql<{ n: string }>`SELECT count(*) AS n FROM consent_ledger WHERE subject = ANY (${all}::text[]) OR subject IN (SELECT node FROM visitor_ids WHERE visitor = ANY (${named}::text[]))`.execute(state);
  if (Number(rows[0]?.n) === 0) return;
  const known = Map.groupBy(await findPersonRecords(facts, all), ({ key }) => key);
  const people = new Map([...(await entitiesOf(state, all)).values()].map((person) => [person.id, person]));
  await writeStandings(state, [...people.values()].map((person) => ({ ...person, known: person.records.flatMap((key) => known.get(key) ?? []) })), now);
  await weighVisitorsAnew(state, named, now);
}
