import type { Kysely } from 'kysely';
import { z } from 'zod';
import { endOfDay, touchChannels, touchFilterSchema, touchKindSchema, type Touch, type TouchFilter } from '../../model/index.ts';
import { visibleTouches, visitorsWithTouches, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { membershipsOf, visitorsOf, type Membership } from '../collect/read-events.ts';
import { peopleOfVisitors } from '../consent/visitors-of-people.ts';
import { hasCollected } from './build-touches.ts';
import { touchRule } from './rules.ts';
import { ruleParameters, scopeParameters, touchRowsOfEvents } from './sql/touch-rows-of-events.ts';
import { nodesOfAccount, nodesOfPerson, type Nodes } from './whose-touches.ts';

const orNull = z.string().transform((text) => text || null);

const rowSchema = z.object({
  id: z.string(), kind: touchKindSchema, name: z.string(), firstAt: z.string(), lastAt: z.string(), knownAt: z.string(), pages: z.array(z.string()), pageViews: z.coerce.number(), referrer: orNull,
  channel: z.enum(touchChannels).transform((channel) => channel || null), campaign: orNull, who: z.string(), groupIds: z.array(z.string()), sources: z.array(z.string()), ruleVersion: z.coerce.number(), events: z.array(z.string()),
});
type Row = z.output<typeof rowSchema>;

const listed = `SELECT touch_id AS id, kind, name, first_at AS firstAt, last_at AS lastAt, known_at AS knownAt, pages, page_views AS pageViews, referrer, channel, campaign, who, group_ids AS groupIds, sources, rule_version AS ruleVersion, events`;
const asked = `thinned = '' AND kind != '' AND ({kind:String} = '' OR kind = {kind:String}) AND ({anyone:UInt8} = 1 OR has(group_ids, {account:String})
  OR (({account:String} = '' OR empty(group_ids)) AND arrayExists((node, since) -> since <= toUnixTimestamp64Milli(first_at) AND (node = who OR has(arrayMap(one -> concat('anonymous:', one), anonymous_ids), node)), {nodes:Array(String)}, {since:Array(Int64)})))
  ORDER BY first_at DESC, touch_id LIMIT {last:UInt32}`;
const askedParameters = { kind: z.string(), anyone: z.number(), account: z.string(), nodes: z.array(z.string()), since: z.array(z.number()), last: z.number() };

const withThoseAsked = "hasAny(arrayMap(one -> concat('anonymous:', one), anonymous_ids), {nodes:Array(String)}) OR has(group_ids, {account:String}) OR who IN {nodes:Array(String)}";
/** Where somebody is asked for, only that visitor's days are looked through. */
const ofThoseAsked = `{anyone:UInt8} = 1 OR who IN (${visitorsWithTouches(withThoseAsked)})`;
/** The same of events: whoever was seen in such a touch by now was seen in it then, or not yet. */
const eventsOfThoseAsked = `{anyone:UInt8} = 1 OR (user_id != '' AND user_id IN (${visitorsWithTouches(withThoseAsked, 'user_id')})) OR (anonymous_id != '' AND anonymous_id IN (${visitorsWithTouches(withThoseAsked, 'arrayJoin(anonymous_ids)')})) OR (user_id = '' AND anonymous_id = '' AND group_id = {account:String})`;

const matching = { name: 'touches_matching', parameters: z.object(askedParameters), row: rowSchema, text: `${listed} FROM ${visibleTouches('analyse', ofThoseAsked)} AND ${asked}` };

/** Made anew from what had been received by then: a visit that went on later is as long as it was known to be. */
const asKnown = {
  name: 'touches_as_known', parameters: z.object({ ...askedParameters, ...scopeParameters, version: z.number() }), row: rowSchema,
  text: `${listed} FROM (SELECT *, {version:UInt32} AS rule_version FROM (${touchRowsOfEvents({ keys: '', events: eventsOfThoseAsked })})) WHERE ${asked}`,
};

/** Touches, the newest first. What a person refuses to have analysed is not among them. Touches must have been brought up to date before. */
export async function readTouches({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, given: TouchFilter): Promise<Touch[]> {
  const filter = touchFilterSchema.parse(given);
  if (!(await hasCollected(facts))) return [];
  const { nodes, since } = await nodesAsked(facts, state, filter);
  const parameters = { kind: filter.kind ?? '', anyone: filter.account === undefined && filter.person === undefined ? 1 : 0, account: filter.account ?? '', nodes: [...nodes], since: [...since], last: filter.last };
  const rows = filter.asOf === undefined ? await facts.query(matching, parameters) : await asKnownBy(facts, state, filter.asOf, parameters);
  return withPeople(facts, state, rows, filter.account);
}

const nodesAsked = async (facts: Facts, state: Kysely<WorkspaceTables>, { account, person }: TouchFilter): Promise<Nodes> =>
  (person !== undefined ? nodesOfPerson(facts, state, person) : account !== undefined ? nodesOfAccount(facts, state, account) : { nodes: [], since: [] });

async function asKnownBy(facts: Facts, state: Kysely<WorkspaceTables>, asOf: string, parameters: z.input<typeof matching.parameters>): Promise<Row[]> {
  const { rule, version } = await touchRule(state);
  return facts.query(asKnown, { ...parameters, ...ruleParameters(rule), version, fromDay: '1970-01-01', toDay: asOf, upTo: endOfDay(asOf) });
}

async function withPeople(facts: Facts, state: Kysely<WorkspaceTables>, rows: readonly Row[], account: string | undefined): Promise<Touch[]> {
  const visitors = await visitorsOf(state, [...new Set(rows.map(({ who }) => who))]);
  const known = await peopleOfVisitors(state, [...new Set(visitors.values())]);
  const memberships = await membershipsOf(facts, state, [...new Set(visitors.values())]);
  return rows.map(({ groupIds, ...row }) => {
    const visitor = visitors.get(row.who) ?? row.who;
    return { ...row, person: known.get(visitor)?.id ?? visitor, accounts: accountsOf(groupIds, memberships.get(visitor) ?? [], Date.parse(row.firstAt), account) };
  });
}

/** Those that its events name, else those the visitor belonged to then; the one that was asked for is among them by a contact's id. */
function accountsOf(said: readonly string[], held: readonly Membership[], at: number, asked: string | undefined): string[] {
  if (said.length > 0) return [...said];
  return [...new Set([...held.filter(({ since }) => since <= at).map(({ account }) => account), ...(asked === undefined ? [] : [asked])])];
}
