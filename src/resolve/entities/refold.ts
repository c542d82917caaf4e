import { sql, type Kysely, type Transaction } from 'kysely';
import { recordsSpokenOf, writeStandings } from '../../acquire/index.ts';
import type { ChangeCause, Person } from '../../model/index.ts';
import { findPersonRecords, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { entityChanges, type EntityChange } from '../fold/entity-changes.ts';
import { connected, fold, type Entity, type Folded } from '../fold/fold.ts';
import type { Edge, Graph, GraphRecord, Word } from '../fold/graph.ts';
import { keepRefusals } from '../limits/keep-refusals.ts';
import { isAnything, limitedBy, readInForce, type Heeded } from '../limits/limited.ts';
import { everyRule, namedWith, rulesOn } from '../rules/held-rules.ts';
import { barredBy, wordsUnder } from '../rules/rule-words.ts';
import { edgesAmong, edgesOf, runsInForce } from './edges.ts';
import { readDecisions, readDecisionsOn, recordsNamed, wordsIn } from './read-words.ts';

type State = Transaction<WorkspaceTables>;

/** What entities are folded by and with. */
export interface Cause {
  readonly kind: ChangeCause;
  /** Of the word, the run, the limits or the rule. */
  readonly id: number | null;
}

/** A connected part as it is: its entities, and all that they follow from. */
export interface Part {
  readonly graph: Graph;
  /** What was joined before; any other record was an entity by itself. */
  readonly before: readonly Entity[];
  /** Whether limits or rules are heeded: which joins they kept apart is written down. */
  readonly isHeeding: boolean;
}

/** Edges of a run that does not count yet and is about to. */
export interface FreshEdges {
  readonly run: number;
  readonly joining: readonly Edge[];
  /** As it is now. */
  readonly heeded: Heeded;
}

/** The components of some records, with their edges, words and rules, and with what is about to count. */
export async function readPart(state: Kysely<WorkspaceTables>, facts: Facts, seeds: readonly GraphRecord[], fresh?: FreshEdges): Promise<Part> {
  const inForce = fresh === undefined ? await readInForce(state) : null;
  const heeded = fresh?.heeded ?? inForce as Heeded;
  const named = heeded.isRuled ? await namedWith(state, seeds) : seeds;
  const keys = named.map(({ key }) => key);
  // As a list: the planner takes a join for larger than it is, and reads the whole table.
  const { rows: held } = await sql<{ record: string; entity: string; known_at: Date }>`
    SELECT record, entity, known_at FROM identity_members WHERE component = ANY (ARRAY(SELECT component FROM identity_members WHERE record = ANY (${keys}::text[])))`.execute(state);
  const records = [...new Map([...named, ...held.map(({ record, known_at }): GraphRecord => ({ key: record, knownAt: known_at.getTime() }))].map((record) => [record.key, record])).values()];
  const all = records.map(({ key }) => key);
  const decisions = await readDecisionsOn(state, all);
  // Records that are in no component have no edge that joins.
  const edges = held.length === 0 && fresh !== undefined ? [] : await edgesAmong(facts, inForce?.runs ?? await runsInForce(state), all);
  const before = [...Map.groupBy(held, ({ entity }) => entity)].map(([id, rows]): Entity => ({ id, records: rows.map(({ record }) => record) }));
  const rules = heeded.isRuled ? await rulesOn(state, all) : [];
  const limited = await limitedBy(state, facts, heeded.limits, { records, isAll: false });
  const graph = { ...limited, edges: fresh === undefined ? edges : replaced(edges, fresh.joining), words: wordsUnder(rules, wordsIn(decisions)), barred: barredBy(rules) };
  return { graph, before, isHeeding: isAnything(heeded) };
}

/** Of two runs that found the same edge the later one's weight counts. */
const replaced = (edges: readonly Edge[], later: readonly Edge[]): Edge[] => [...new Map([...edges, ...later].map((edge) => [JSON.stringify([edge.a, edge.b]), edge])).values()];

export interface FoldWritten extends Folded {
  readonly changes: readonly EntityChange[];
}

/** What everything is folded by. */
export interface Everything extends Heeded {
  readonly runs: readonly number[];
  /** Records whom the edges of a run name and nothing did before. */
  readonly records?: readonly GraphRecord[];
}

/** All that is connected. */
export async function readEverything(state: Kysely<WorkspaceTables>, facts: Facts, { runs, records = [], ...heeded }: Everything): Promise<Part> {
  const decisions = await readDecisions(state);
  const held = await state.selectFrom('identity_members').select(['record', 'entity', 'known_at']).execute();
  const ruled = heeded.isRuled ? await everyRule(state) : { rules: [], records: [] };
  const all = new Map([...recordsNamed(decisions), ...records, ...ruled.records, ...held.map((row) => ({ key: row.record, knownAt: row.known_at.getTime() }))].map((record) => [record.key, record]));
  const before = [...Map.groupBy(held, ({ entity }) => entity)].map(([id, rows]): Entity => ({ id, records: rows.map(({ record }) => record) }));
  const limited = await limitedBy(state, facts, heeded.limits, { records: [...all.values()], isAll: true });
  return { graph: { ...limited, edges: await edgesOf(facts, runs), words: wordsUnder(ruled.rules, wordsIn(decisions)), barred: barredBy(ruled.rules) }, before, isHeeding: isAnything(heeded) };
}

/** Folds a part, writes down who is who in it and what changed, and lets the strictest consent count for those who are one now. */
export async function writeFold(state: State, facts: Facts, { graph, before, isHeeding }: Part, cause: Cause, now: number): Promise<FoldWritten> {
  const folded = fold(graph);
  const changes = entityChanges(before, folded.entities);
  await writeMembers(state, graph, folded.entities);
  await writeChanges(state, changes, cause, now);
  if (isHeeding) await keepRefusals(state, graph.records, folded);
  await writeConsent(state, facts, changes, folded.entities, now);
  return { ...folded, changes };
}

/** Rows that go into the database at once. */
const rowsAtOnce = 50_000;

async function writeMembers(state: State, { records, edges, words }: Graph, entities: readonly Entity[]): Promise<void> {
  const component = await componentNumbers(state, records, edges, words);
  const entity = new Map(entities.flatMap(({ id, records: held }) => held.map((key) => [key, id] as const)));
  for (let from = 0; from < records.length; from += rowsAtOnce) {
    const some = records.slice(from, from + rowsAtOnce);
    const linked = some.filter(({ key }) => component.has(key));
    await sql`DELETE FROM identity_members WHERE record = ANY (${some.map(({ key }) => key)}::text[])`.execute(state);
    await sql`INSERT INTO identity_members (record, entity, component, known_at)
      SELECT record, entity, component, to_timestamp(known_at / 1000) FROM unnest(${linked.map(({ key }) => key)}::text[], ${linked.map(({ key }) => entity.get(key))}::text[], ${linked.map(({ key }) => component.get(key))}::bigint[], ${linked.map(({ knownAt }) => knownAt)}::float8[])
      AS found (record, entity, component, known_at)`.execute(state);
  }
}

/** A number for each component of more than one record, by record. */
async function componentNumbers(state: State, records: readonly GraphRecord[], edges: readonly Edge[], words: readonly Word[]): Promise<Map<string, string>> {
  const sizes = Map.groupBy(connected(records, edges, words), ([, label]) => label);
  const several = [...sizes.values()].filter((members) => members.length > 1);
  const { rows } = await sql<{ number: string }>`SELECT nextval('identity_components') AS number FROM generate_series(1, ${several.length}::int)`.execute(state);
  return new Map(several.flatMap((members, index) => members.map(([key]) => [key, rows[index]?.number as string] as const)));
}

async function writeChanges(state: State, changes: readonly EntityChange[], cause: Cause, now: number): Promise<void> {
  for (let from = 0; from < changes.length; from += rowsAtOnce) {
    const some = changes.slice(from, from + rowsAtOnce);
    await sql`INSERT INTO identity_changes (at, kind, entity, parts, cause, cause_id)
      SELECT ${new Date(now)}, kind, entity, parts::jsonb, ${cause.kind}, ${cause.id}::bigint FROM unnest(${some.map(({ kind }) => kind)}::text[], ${some.map(({ entity }) => entity)}::text[], ${some.map(({ parts }) => JSON.stringify(parts))}::text[])
      AS made (kind, entity, parts)`.execute(state);
  }
}

/** Only where something was said does it matter who is one: everybody else is allowed what everybody is. */
async function writeConsent(state: State, facts: Facts, changes: readonly EntityChange[], entities: readonly Entity[], now: number): Promise<void> {
  const spokenOf = await recordsSpokenOf(state, [...new Set(changes.flatMap(({ parts }) => parts.flat()))]);
  const concerned = new Set(changes.filter(({ parts }) => parts.some((part) => part.some((key) => spokenOf.has(key)))).flatMap(({ parts }) => parts.flat()));
  await writePeople(state, facts, entities.filter(({ records }) => records.some((key) => concerned.has(key))), now);
}

async function writePeople(state: State, facts: Facts, people: readonly Person[], now: number): Promise<void> {
  if (people.length === 0) return;
  const known = new Map((await findPersonRecords(facts, people.flatMap(({ records }) => records))).map((record) => [record.key, record]));
  await writeStandings(state, people.map((person) => ({ ...person, known: person.records.flatMap((key) => known.get(key) ?? []) })), now);
}
