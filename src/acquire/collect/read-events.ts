import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { cutGoverned, eventFilterSchema, eventWarningSchema, fateSchema, readersOfWaysOut, type EventFilter, type ReceivedEvent } from '../../model/index.ts';
import { visibleEvents, visibleFates, visibleTouches, type Facts, type WorkspaceTables } from '../../store/index.ts';

const jsonColumn = z.string().transform((text): Record<string, unknown> => (text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)));

const rowSchema = z.object({
  id: z.string(), source: z.string(), receivedAt: z.string(), occurredAt: z.string(), messageId: z.string(), type: z.string(), name: z.string(), fate: fateSchema, reason: z.string(), path: z.string(),
  warnings: z.array(eventWarningSchema), anonymousId: z.string(), userId: z.string(), groupId: z.string(), properties: jsonColumn, traits: jsonColumn, isGoverned: z.coerce.number(),
});
type Row = z.output<typeof rowSchema>;

/** Events, the last received first, with their fates, persons and accounts. What a person refuses to have analysed is not among them. */
export async function readEvents(facts: Facts, state: Kysely<WorkspaceTables>, given: EventFilter): Promise<ReceivedEvent[]> {
  const filter = eventFilterSchema.parse(given);
  const ids = filter.person === undefined ? null : await idsOfVisitor(state, filter.person);
  const rows = await facts.query(matching, {
    last: filter.last, message: filter.message ?? '', source: filter.source ?? '', fate: filter.fate ?? '', name: filter.name ?? '', touch: filter.touch ?? '',
    anyone: ids === null ? 1 : 0, users: idsOfKind(ids ?? [], 'user'), anonymous: idsOfKind(ids ?? [], 'anonymous'),
  });
  const visitors = await visitorsOf(state, rows.flatMap(nodesOfRow));
  const memberships = await membershipsOf(facts, state, [...new Set(visitors.values())]);
  return rows.map((row) => shown(row, visitors, memberships));
}

const matching = {
  name: 'events_matching',
  text: `SELECT event_id AS id, source, received_at AS receivedAt, occurred_at AS occurredAt, message_id AS messageId, type, name, fate, reason, path, warnings, anonymous_id AS anonymousId, user_id AS userId, group_id AS groupId, properties, traits, JSONHas(context, 'ceddl') AS isGoverned
    FROM ${visibleFates('analyse')} AS shown
    WHERE ({message:String} = '' OR message_id = {message:String}) AND ({source:String} = '' OR source = {source:String}) AND ({fate:String} = '' OR toString(fate) = {fate:String}) AND ({name:String} = '' OR name = {name:String})
      AND ({anyone:UInt8} = 1 OR user_id IN {users:Array(String)} OR anonymous_id IN {anonymous:Array(String)})
      AND ({touch:String} = '' OR event_id IN (SELECT arrayJoin(events) FROM ${visibleTouches('analyse')} AND touch_id = toUUIDOrZero({touch:String})))
    ORDER BY received_at DESC, event_id LIMIT {last:UInt32}`,
  parameters: z.object({ last: z.number(), message: z.string(), source: z.string(), fate: z.string(), name: z.string(), touch: z.string(), anyone: z.number(), users: z.array(z.string()), anonymous: z.array(z.string()) }),
  row: rowSchema,
};

const nodesOfRow = ({ userId, anonymousId }: Row): string[] => [...(userId ? [`user:${userId}`] : []), ...(anonymousId ? [`anonymous:${anonymousId}`] : [])];
const idsOfKind = (nodes: readonly string[], kind: 'user' | 'anonymous'): string[] => nodes.filter((node) => node.startsWith(`${kind}:`)).map((node) => node.slice(kind.length + 1));

/** Every exact id of the visitor that one of them names; that id alone where it was never joined. */
export async function idsOfVisitor(state: Kysely<WorkspaceTables>, node: string): Promise<string[]> {
  const { rows } = await sql<{ node: string }>`SELECT node FROM visitor_ids WHERE visitor = (SELECT visitor FROM visitor_ids WHERE node = ${node})`.execute(state);
  return rows.length === 0 ? [node] : rows.map((row) => row.node);
}

/** The name among its ids of the visitor that an exact id belongs to. */
export const nameOfVisitor = async (state: Kysely<WorkspaceTables>, node: string): Promise<string> => (await visitorsOf(state, [node])).get(node) ?? node;

export async function visitorsOf(state: Kysely<WorkspaceTables>, nodes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE node = ANY (${nodes})`.execute(state);
  return new Map([...nodes.map((node) => [node, node] as const), ...rows.map(({ node, visitor }) => [node, visitor] as const)]);
}

export interface Membership { readonly account: string; readonly since: number }

/** Accounts that visitors were said to belong to, each from the first time on. */
export async function membershipsOf(facts: Facts, state: Kysely<WorkspaceTables>, visitors: readonly string[]): Promise<Map<string, Membership[]>> {
  const { rows: ids } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE visitor = ANY (${visitors})`.execute(state);
  const visitorOf = new Map([...visitors.map((visitor) => [visitor, visitor] as const), ...ids.map(({ node, visitor }) => [node, visitor] as const)]);
  const nodes = [...visitorOf.keys()];
  const rows = await facts.query(memberships, { users: idsOfKind(nodes, 'user'), anonymous: idsOfKind(nodes, 'anonymous') });
  const held = new Map<string, Membership[]>();
  for (const { userId, anonymousId, account, since } of rows) {
    const visitor = visitorOf.get(userId ? `user:${userId}` : `anonymous:${anonymousId}`);
    if (visitor !== undefined) held.set(visitor, [...(held.get(visitor) ?? []), { account, since: Date.parse(since) }]);
  }
  return held;
}

const memberships = {
  name: 'accounts_of_visitors',
  text: `SELECT user_id AS userId, if(user_id = '', anonymous_id, '') AS anonymousId, group_id AS account, min(occurred_at) AS since FROM ${visibleEvents('analyse')}
    AND type = 'group' AND (user_id IN {users:Array(String)} OR (user_id = '' AND anonymous_id IN {anonymous:Array(String)})) GROUP BY userId, anonymousId, account ORDER BY since, account`,
  parameters: z.object({ users: z.array(z.string()), anonymous: z.array(z.string()) }),
  row: z.object({ userId: z.string(), anonymousId: z.string(), account: z.string(), since: z.string() }),
};

function shown(row: Row, visitors: ReadonlyMap<string, string>, held: ReadonlyMap<string, Membership[]>): ReceivedEvent {
  const { groupId, isGoverned, ...rest } = row;
  const person = visitors.get(nodesOfRow(row)[0] ?? '') ?? null;
  const then = Date.parse(row.occurredAt);
  const accounts = groupId ? [groupId] : [...new Set((held.get(person ?? '') ?? []).filter(({ since }) => since <= then).map(({ account }) => account))];
  return { ...rest, ...(isGoverned ? cutForLists(row) : {}), messageId: row.messageId || null, reason: row.reason || null, path: row.fate === 'quarantined' ? row.path : null, anonymousId: row.anonymousId || null, userId: row.userId || null, person, accounts };
}

/** What came from a `digitalData` holds its rules of access, and is cut by them. */
const cutForLists = ({ properties, traits }: Row): Pick<Row, 'properties' | 'traits'> => ({ properties: { ...cutGoverned(properties, readersOfWaysOut.lists) }, traits: { ...cutGoverned(traits, readersOfWaysOut.lists) } });
