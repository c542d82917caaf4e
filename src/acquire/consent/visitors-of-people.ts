import { sql, type Kysely } from 'kysely';
import type { Person, Purpose, Subjects } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** A visitor of websites that is taken for the person of a record. */
export interface LinkedVisitor {
  readonly record: string;
  readonly visitor: string;
  /** Every exact id of the visitor. */
  readonly nodes: readonly string[];
}

/** Visitors that are taken for the people of some records. The records are to be all of each person: a link names one of them. */
export async function visitorsOfRecords(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<LinkedVisitor[]> {
  const { rows } = await sql<LinkedVisitor>`
    SELECT min(links.record) AS record, ids.visitor, array_agg(DISTINCT others.node) AS nodes
    FROM visitor_links AS links JOIN visitor_ids AS ids ON ids.node = links.node JOIN visitor_ids AS others ON others.visitor = ids.visitor
    WHERE links.record = ANY (${[...records]}::text[]) GROUP BY ids.visitor ORDER BY ids.visitor`.execute(state);
  return rows;
}

/** The people whom some visitors are taken for, by visitor. */
export async function peopleOfVisitors(state: Kysely<WorkspaceTables>, visitors: readonly string[]): Promise<Map<string, Person>> {
  const { rows } = await sql<{ visitor: string; id: string; records: string[] }>`
    SELECT visitor, id, array_agg(record ORDER BY record) AS records FROM (
      SELECT DISTINCT ids.visitor, coalesce(place.entity, links.record) AS id, coalesce(others.record, links.record) AS record
      FROM visitor_links AS links JOIN visitor_ids AS ids ON ids.node = links.node LEFT JOIN identity_members AS place ON place.record = links.record LEFT JOIN identity_members AS others ON others.entity = place.entity
      WHERE ids.visitor = ANY (${[...visitors]}::text[])) AS found
    GROUP BY visitor, id ORDER BY visitor, id DESC`.execute(state);
  return new Map(rows.map(({ visitor, id, records }) => [visitor, { id, records }]));
}

/** Every record that is one with some records, themselves included. */
export async function recordsOneWith(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`SELECT record FROM identity_members WHERE entity = ANY (ARRAY(SELECT entity FROM identity_members WHERE record = ANY (${[...records]}::text[])))`.execute(state);
  return [...new Set([...records, ...rows.map(({ record }) => record)])];
}

/** Which of some records something was said of: of them, or of a visitor that a link of theirs names. */
export async function recordsSpokenOf(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ record: string }>`
    SELECT DISTINCT subject AS record FROM consent_ledger WHERE subject = ANY (${[...records]}::text[])
    UNION SELECT links.record FROM visitor_links AS links JOIN visitor_ids AS ids ON ids.node = links.node JOIN visitor_ids AS others ON others.visitor = ids.visitor JOIN consent_ledger ON consent_ledger.subject = others.node
    WHERE links.record = ANY (${[...records]}::text[])`.execute(state);
  return new Set(rows.map(({ record }) => record));
}

/**
 * Visitors whose words count for the records of their person. That what somebody does on a website may not be kept is said of just that: records that came by another
 * way stay, and are not analysed.
 */
export const othersFor = (purpose: Purpose, visitors: readonly LinkedVisitor[]): Subjects[] => (purpose === 'store' ? [] : visitors.map(subjectsOfVisitor));

export const subjectsOfVisitor = ({ visitor, nodes }: LinkedVisitor): Subjects => ({ person: visitor, records: nodes });
export const subjectsOfPerson = ({ id, records }: Person): Subjects => ({ person: id, records });
