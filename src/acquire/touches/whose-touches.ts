import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { personKinds } from '../../model/index.ts';
import { findPersonRecords, newestRows, visibleEvents, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { idsOfVisitor, nameOfVisitor } from '../collect/read-events.ts';
import { isVisitorNode } from '../collect/visitor-consent.ts';
import { peopleOfVisitors, recordsOneWith, visitorsOfRecords } from '../consent/visitors-of-people.ts';

/** Exact ids of visitors, each with when it began to belong there, in epoch ms. */
export interface Nodes {
  readonly nodes: readonly string[];
  readonly since: readonly number[];
}

/**
 * A person by every id that was joined with one of them; a contact by the visitors that are taken for it, and by an id that is its record's. What is one person
 * is found by any id of it.
 */
export async function nodesOfPerson(facts: Facts, state: Kysely<WorkspaceTables>, person: string): Promise<Nodes> {
  const records = isVisitorNode(person) ? await recordsOfVisitor(state, person) : (await facts.query(keysOfContact, { contact: person })).map(({ key }) => key);
  const all = await recordsOneWith(state, records);
  const linked = await visitorsOfRecords(state, all);
  const parted = await nodesPartedFrom(state, all);
  const own = isVisitorNode(person) ? [person] : (await findPersonRecords(facts, all)).filter(({ kind }) => kind === 'contact').map(({ recordId }) => nodeOfId(recordId)).filter((node) => !parted.has(node));
  const nodes = [...new Set([...linked.flatMap((one) => one.nodes), ...(await Promise.all(own.map((node) => idsOfVisitor(state, node)))).flat()])];
  return { nodes, since: nodes.map(() => 0) };
}

async function recordsOfVisitor(state: Kysely<WorkspaceTables>, node: string): Promise<readonly string[]> {
  const visitor = await nameOfVisitor(state, node);
  return (await peopleOfVisitors(state, [visitor])).get(visitor)?.records ?? [];
}

/** An id of the company's own that is a record's, too. */
const nodeOfId = (id: string): string => `user:${id}`;

/** Exact ids of visitors of whom somebody said that they are not the people of some records. */
async function nodesPartedFrom(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ node: string }>`
    SELECT DISTINCT coalesce(others.node, last.node) AS node FROM (SELECT DISTINCT ON (node, record) node, says FROM visitor_words WHERE record = ANY (${[...records]}::text[]) ORDER BY node, record, sequence DESC) AS last
    LEFT JOIN visitor_ids AS ids ON ids.node = last.node LEFT JOIN visitor_ids AS others ON others.visitor = ids.visitor WHERE last.says = 'different'`.execute(state);
  return new Set(rows.map(({ node }) => node));
}

/**
 * Who belongs to an account: those whom a `group` call said to be of it, from then on; visitors that are taken for a contact of it; and those whose
 * id is that of a contact of it.
 */
export async function nodesOfAccount(facts: Facts, state: Kysely<WorkspaceTables>, account: string): Promise<Nodes> {
  const said = await facts.query(membersOfAccount, { account });
  const contacts = await facts.query(contactsOfAccount, { account });
  const keys = contacts.map(({ key }) => key);
  const [linked, parted] = [await visitorsOfRecords(state, await recordsOneWith(state, keys)), await nodesPartedFrom(state, keys)];
  const known = [...linked.flatMap(({ nodes }) => nodes), ...contacts.map(({ id }) => nodeOfId(id)).filter((node) => !parted.has(node))];
  const since = new Map([...said.map(({ node, since: at }) => [node, at] as const), ...known.map((node) => [node, 0] as const)]);
  const { rows } = await sql<{ node: string; member: string }>`
    SELECT other.node, visitor_ids.node AS member FROM visitor_ids JOIN visitor_ids AS other USING (visitor) WHERE visitor_ids.node = ANY (${[...since.keys()]}) ORDER BY 1, 2`.execute(state);
  for (const { node, member } of rows) since.set(node, Math.min(since.get(node) ?? Infinity, since.get(member) ?? Infinity));
  return { nodes: [...since.keys()], since: [...since.values()] };
}

const ofAccount = z.object({ account: z.string() });

const membersOfAccount = {
  name: 'members_of_account', parameters: ofAccount, row: z.object({ node: z.string(), since: z.coerce.number() }),
  text: `SELECT if(user_id = '', concat('anonymous:', anonymous_id), concat('user:', user_id)) AS node, toUnixTimestamp64Milli(min(occurred_at)) AS since FROM ${visibleEvents('analyse')}
    AND type = 'group' AND group_id = {account:String} AND (user_id != '' OR anonymous_id != '') GROUP BY node ORDER BY node`,
};

const keyOfContact = "concat('contact:', source_system, ':', record_id)";

const contactsOfAccount = {
  name: 'contacts_of_account', parameters: ofAccount, row: z.object({ key: z.string(), id: z.string() }),
  text: `SELECT ${keyOfContact} AS key, record_id AS id FROM ${newestRows('contact', 'analyse', 'source_system, record_id, account_id')} AND account_id = {account:String} ORDER BY key`,
};

const keysOfContact = {
  name: 'keys_of_contact', parameters: z.object({ contact: z.string() }), row: z.object({ key: z.string() }),
  text: personKinds.map((kind) => `SELECT concat('${kind}:', source_system, ':', record_id) AS key FROM ${newestRows(kind, 'analyse', 'source_system, record_id', `AND (record_id = {contact:String} OR concat('${kind}:', source_system, ':', record_id) = {contact:String})`)}`).join(' UNION ALL '),
};
