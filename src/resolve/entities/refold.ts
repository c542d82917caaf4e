import { sql, type Kysely, type Transaction } from 'kysely';
import { recordsSpokenOf, writeStandings } from '../../acquire/index.ts';
import type { ChangeCause, IdentityLimits, Person } from '../../model/index.ts';
import { findPersonRecords, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { entityChanges, type EntityChange } from '../fold/entity-changes.ts';
import { connected, fold, type Entity, type Folded } from '../fold/fold.ts';
import type { Edge, Graph, GraphRecord, Word } from '../fold/graph.ts';
import { keepRefusals } from '../limits/keep-refusals.ts';
import { limitedBy, readInForce } from '../limits/limited.ts';
import { edgesAmong, edgesOf } from './edges.ts';
import { readDecisions, readDecisionsOn, recordsNamed, wordsIn } from './read-words.ts';

type State = Transaction<WorkspaceTables>;

/** What entities are folded by and with. */
export interface Cause {
  readonly kind: ChangeCause;
  /** Of the word, the run or the limits. */
  readonly id: number | null;
}

/** A connected part as it is: its entities, and all that they follow from. */
export interface Part {
  readonly graph: Graph;
  /** What was joined before; any other record was an entity by itself. */
  readonly before: readonly Entity[];
  /** Whether anybody set limits: which joins they kept apart is written down. */
  readonly isLimited: boolean;
}

/** Edges of a run that does not count yet and is about to. */
export interface FreshEdges {
  readonly run: number;
  readonly joining: readonly Edge[];
  /** In force now. */
  readonly limits: IdentityLimits;
}

/** The components of some records, with their edges and words, and with what is about to count. */
export async function readPart(state: Kysely<WorkspaceTables>, facts: Facts, seeds: readonly GraphRecord[], fresh?: FreshEdges): Promise<Part> {
  const keys = seeds.map(({ key }) => key);
  const { rows: held } = await sql<{ record: string; entity: string; known_at: Date }>`
    SELECT record, entity, known_at FROM identity_members WHERE component IN (SELECT component FROM identity_members WHERE record = ANY (${keys}::text[]))`.execute(state);
  const records = [...new Map([...seeds, ...held.map(({ record, known_at }): GraphRecord => ({ key: record, knownAt: known_at.getTime() }))].map((record) => [record.key, record])).values()];
  const all = records.map(({ key }) => key);
  const decisions = await readDecisionsOn(state, all);
  // Records that are in no component have no edge that joins.
  const inForce = fresh !== undefined && held.length === 0 ? { runs: [], limits: fresh.limits } : await readInForce(state);
  const edges = await edgesAmong(facts, inForce.runs, all);
  const limited = await limitedBy(state, facts, inForce.limits, { records, isAll: false });
  const before = [...Map.groupBy(held, ({ entity }) => entity)].map(([id, rows]): Entity => ({ id, records: rows.map(({ record }) => record) }));
  return { graph: { ...limited, edges: fresh === undefined ? edges : replaced(edges, fresh.joining), words: wordsIn(decisions) }, before, isLimited: inForce.limits.length > 0 };
}

/** Of two runs that found the same edge the later one's weight counts. */
const replaced = (edges: readonly Edge[], later: readonly Edge[]): Edge[] => [...new Map([...edges, ...later].map((edge) => [JSON.stringify([edge.a, edge.b]), edge])).values()];

export interface FoldWritten extends Folded {
  readonly changes: readonly EntityChange[];
}

/** What everything is folded by. */
export interface Everything {
  readonly runs: readonly number[];
  readonly limits: IdentityLimits;
  /** Records whom the edges of a run name and nothing did before. */
  readonly records?: readonly GraphRecord[];
}

/** All that is connected. */
export async function readEverything(state: Kysely<WorkspaceTables>, facts: Facts, { runs, limits, records = [] }: Everything): Promise<Part> {
  const decisions = await readDecisions(state);
  const held = await state.selectFrom('identity_members').select(['record', 'entity', 'known_at']).execute();
  const all = new Map([...recordsNamed(decisions), ...records, ...held.map((row) => ({ key: row.record, knownAt: row.known_at.getTime() }))].map((record) => [record.key, record]));
  const before = [...Map.groupBy(held, ({ entity }) => entity)].map(([id, rows]): Entity => ({ id, records: rows.map(({ record }) => record) }));
  const limited = await limitedBy(state, facts, limits, { records: [...all.values()], isAll: true });
  return { graph: { ...limited, edges: await edgesOf(facts, runs), words: wordsIn(decisions) }, before, isLimited: limits.length > 0 };
}

/** Folds a part, writes down who is who in it and what changed, and lets the strictest consent count for those who are one now. */
export async function writeFold(state: State, facts: Facts, { graph, before, isLimited }: Part, cause: Cause, now: number): Promise<FoldWritten> {
  const folded = fold(graph);
  const changes = entityChanges(before, folded.entities);
  await writeMembers(state, graph, folded.entities);
  await writeChanges(state, changes, cause, now);
  if (isLimited) await keepRefusals(state, graph.records, folded);
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
