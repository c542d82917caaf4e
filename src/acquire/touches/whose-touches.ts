import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { newestRows, visibleEvents, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { idsOfVisitor } from '../collect/read-events.ts';
import { isVisitorNode } from '../collect/visitor-consent.ts';

/** Exact ids of visitors, each with when it began to belong there, in epoch ms. */
export interface Nodes {
  readonly nodes: readonly string[];
  readonly since: readonly number[];
}

/** A person by every id that was joined with one of them; a contact's record by the ids that name it. */
export async function nodesOfPerson(facts: Facts, state: Kysely<WorkspaceTables>, person: string): Promise<Nodes> {
  const named = isVisitorNode(person) ? [person] : (await facts.query(idsOfContact, { contact: person })).flatMap(({ id, email }) => [id, email].filter(Boolean).map((one) => `user:${one}`));
  const nodes = [...new Set((await Promise.all(named.map((node) => idsOfVisitor(state, node)))).flat())];
  return { nodes, since: nodes.map(() => 0) };
}

/**
 * Who belongs to an account: those whom a `group` call said to be of it, from then on; and those whose id is that of a contact of the
 * account, or the contact's address. Exact ids only.
 */
export async function nodesOfAccount(facts: Facts, state: Kysely<WorkspaceTables>, account: string): Promise<Nodes> {
  const said = await facts.query(membersOfAccount, { account });
  const contacts = await facts.query(contactIdsOfAccount, { account });
  const since = new Map([...said.map(({ node, since: at }) => [node, at] as const), ...contacts.flatMap(({ id, email }) => [id, email].filter(Boolean).map((one) => [`user:${one}`, 0] as const))]);
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

const contactIdsOfAccount = {
  name: 'contact_ids_of_account', parameters: ofAccount, row: z.object({ id: z.string(), email: z.string() }),
  text: `SELECT record_id AS id, ifNull(email, '') AS email FROM ${newestRows('contact', 'analyse', 'source_system, record_id, email, account_id')} AND account_id = {account:String} ORDER BY record_id`,
};

const idsOfContact = {
  name: 'ids_of_contact', parameters: z.object({ contact: z.string() }), row: z.object({ id: z.string(), email: z.string() }),
  text: `SELECT record_id AS id, ifNull(email, '') AS email FROM ${newestRows('contact', 'analyse', 'source_system, record_id, email', "AND (record_id = {contact:String} OR concat('contact:', source_system, ':', record_id) = {contact:String})")} ORDER BY record_id`,
};
