import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { endOfDay, isoDate, touchKindSchema, type Person, type TouchKind } from '../../model/index.ts';
import { visibleTouches, visitorsWithTouches, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { visitorsOfRecords } from '../consent/visitors-of-people.ts';
import { hasCollected } from './build-touches.ts';
import { touchRule } from './rules.ts';
import { ruleParameters, scopeParameters, touchRowsOfEvents } from './sql/touch-rows-of-events.ts';

/** Touches of one kind of one person, between two instants. */
export interface TouchesOfPerson {
  /** The person's id, as it was given. */
  readonly person: string;
  readonly kind: TouchKind;
  readonly times: number;
  /** Epoch ms. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface TouchesAsked {
  /** Each with every record of theirs. */
  readonly people: readonly Person[];
  /** Epoch ms; touches that began between the two count. */
  readonly from: number;
  readonly to: number;
  /** Only what had been received by the end of that day, ISO date; all that is known where it is left out. */
  readonly asOf?: string | undefined;
}

const device = "arrayMap(one -> concat('anonymous:', one), anonymous_ids)";
const theirs = `who IN {nodes:Array(String)} OR hasAny(${device}, {nodes:Array(String)})`;
/** Whoever was seen in such a touch by now was seen in it then, or not yet. */
const theirEvents = `(user_id != '' AND user_id IN (${visitorsWithTouches(theirs, 'user_id')})) OR (anonymous_id != '' AND anonymous_id IN (${visitorsWithTouches(theirs, 'arrayJoin(anonymous_ids)')}))`;
const parameters = { nodes: z.array(z.string()), from: z.number(), to: z.number() };
const row = z.object({ node: z.string(), kind: touchKindSchema, times: z.coerce.number(), firstAt: z.coerce.number(), lastAt: z.coerce.number() });

/** By the id that a person is known by: the visitor's own, else a device's. */
const counted = (rows: string): string =>
  `SELECT if(who IN {nodes:Array(String)}, who, arrayFirst(one -> has({nodes:Array(String)}, one), ${device})) AS node, kind, count() AS times, toUnixTimestamp64Milli(min(first_at)) AS firstAt, toUnixTimestamp64Milli(max(first_at)) AS lastAt FROM ${rows}
    thinned = '' AND kind != '' AND first_at >= fromUnixTimestamp64Milli({from:Int64}) AND first_at <= fromUnixTimestamp64Milli({to:Int64}) AND (${theirs}) GROUP BY node, kind ORDER BY node, kind`;

const standing = { name: 'touches_of_people', parameters: z.object(parameters), row, text: counted(`${visibleTouches('analyse', `who IN (${visitorsWithTouches(theirs)})`)} AND`) };

/** Made anew from what had been received by then. */
const asKnown = {
  name: 'touches_of_people_as_known', parameters: z.object({ ...parameters, ...scopeParameters }), row,
  text: counted(`(${touchRowsOfEvents({ keys: '', events: theirEvents })}) WHERE`),
};

/** The most ids that one statement asks for: they travel in its address. */
const mostAsked = 4_000;

/**
 * What people did on websites, counted by person and kind, with the first and the last day. Visitors that are taken for a person count, and
 * an id of the company's own that is a contact's record. Only their touches are read. Touches must have been brought up to date before.
 */
export async function touchesOfPeople({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, { people, from, to, asOf }: TouchesAsked): Promise<TouchesOfPerson[]> {
  if (people.length === 0 || !(await hasCollected(facts))) return [];
  const personOf = await nodesOf(state, people);
  const nodes = [...personOf.keys()];
  const rule = asOf === undefined ? null : (await touchRule(state)).rule;
  const until = asOf === undefined ? to : Math.min(to, endOfDay(asOf));
  const rows: Array<z.output<typeof row>> = [];
  for (let place = 0; place < nodes.length; place += mostAsked) {
    const asked = { nodes: nodes.slice(place, place + mostAsked), from, to: until };
    rows.push(...(rule === null || asOf === undefined ? await facts.query(standing, asked)
      : await facts.query(asKnown, { ...asked, ...ruleParameters(rule), fromDay: isoDate(Math.max(0, from)), toDay: isoDate(until), upTo: endOfDay(asOf) })));
  }
  return together(rows.flatMap(({ node, ...counts }) => { const person = personOf.get(node); return person === undefined ? [] : [{ ...counts, person }]; }));
}

/** Several ids of one person are counted together. */
const together = (rows: readonly TouchesOfPerson[]): TouchesOfPerson[] => [...Map.groupBy(rows, ({ person, kind }) => `${kind} ${person}`).values()].map((same) => ({
  ...(same[0] as TouchesOfPerson), times: same.reduce((sum, { times }) => sum + times, 0),
  firstAt: Math.min(...same.map(({ firstAt }) => firstAt)), lastAt: Math.max(...same.map(({ lastAt }) => lastAt)),
}));

/** Exact ids of visitors by which people are known, each with the person's id. */
async function nodesOf(state: Kysely<WorkspaceTables>, people: readonly Person[]): Promise<Map<string, string>> {
  const personOf = new Map(people.flatMap(({ id, records }) => records.map((record) => [record, id] as const)));
  const [linked, own] = [await visitorsOfRecords(state, [...personOf.keys()]), await ownIds(state, [...personOf.keys()])];
  return new Map([...own.map(({ record, node }) => [node, personOf.get(record) ?? record] as const), ...linked.flatMap(({ record, nodes }) => nodes.map((node) => [node, personOf.get(record) ?? record] as const))]);
}

/** Contacts whose id is a user's of our own, with what was joined with that user, unless somebody said that they are not the same. */
async function ownIds(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<Array<{ record: string; node: string }>> {
  const contacts = records.filter((record) => record.startsWith('contact:'));
  const users = contacts.map((record) => `user:${record.split(':').slice(2).join(':')}`);
  const { rows } = await sql<{ record: string; node: string }>`
    WITH own AS (SELECT * FROM unnest(${contacts}::text[], ${users}::text[]) AS given (record, node)),
      all_ids AS (SELECT own.record, coalesce(others.node, own.node) AS node FROM own LEFT JOIN visitor_ids AS ids ON ids.node = own.node LEFT JOIN visitor_ids AS others ON others.visitor = ids.visitor),
      parted AS (SELECT DISTINCT ON (node, record) node, record, says FROM visitor_words WHERE record = ANY (${[...records]}::text[]) ORDER BY node, record, sequence DESC)
    SELECT DISTINCT record, node FROM all_ids WHERE NOT EXISTS (
      SELECT 1 FROM parted JOIN visitor_ids AS said ON said.node = parted.node JOIN visitor_ids AS same ON same.visitor = said.visitor WHERE parted.says = 'different' AND same.node = all_ids.node)
      AND node NOT IN (SELECT node FROM parted WHERE says = 'different') ORDER BY record, node`.execute(state);
  return rows;
}
