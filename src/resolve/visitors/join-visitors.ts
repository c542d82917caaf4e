import { sql, type Kysely, type Selectable } from 'kysely';
import { takeTurnIfFree, takeVisitorTurn } from '../../acquire/index.ts';
import type { BlockedValue } from '../../model/index.ts';
import { batchesThatCount, drainOutbox, everCollected, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { z } from 'zod';
import { differs, keepLinks, weighTogether } from './keep-links.ts';
import { weighEvidence } from './read-evidence.ts';
import { keepAddressesOf, keepAllAddresses } from './record-addresses.ts';
import { keepSaidAddresses } from './said-addresses.ts';

/** One at a time, and none while somebody is being forgotten. */
const joinTurn = 4717;
const recallTurn = 4704;
/** Events between their arrival and their being stored: so far back it is looked whether any is new. */
const underWayMs = 10 * 60_000;
/** Visitors whose links are written in one transaction: events wait for it. */
const visitorsAtOnce = 500;

type State = Kysely<WorkspaceTables>;
type Looked = Selectable<WorkspaceTables['visitor_joins']>;

export interface JoinVisitorsParts {
  readonly now: number;
  /** Values that say nothing of who somebody is. */
  readonly blocked: readonly BlockedValue[];
}

/**
 * Takes visitors of websites for the people whose address or number they gave, and parts those that no longer are: by the events, imports, merges, splits and words since
 * the last time. What follows for consent is in force for every read when it returns. Where nothing happened it costs a few small reads.
 */
export async function joinVisitors({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, parts: JoinVisitorsParts): Promise<void> {
  if (!(await hasCollected(facts))) return;
  await state.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${joinTurn})`.execute(connection);
    try {
      await unlessForgetting(connection, () => lookAndJoin(facts, connection, parts));
    } finally {
      await sql`SELECT pg_advisory_unlock(${joinTurn})`.execute(connection);
    }
  });
  await drainOutbox(state, facts);
}

const hasCollected = async (facts: Facts): Promise<boolean> =>
  ((await facts.query({ name: 'ever_collected', text: everCollected, parameters: z.object({}), row: z.object({ rows: z.coerce.number() }) }, {}))[0]?.rows ?? 0) > 0;

async function unlessForgetting(connection: State, work: () => Promise<void>): Promise<void> {
  const { rows: [turn] } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock_shared(${recallTurn}) AS taken`.execute(connection);
  if (!turn?.taken) return;
  try {
    await work();
  } finally {
    await sql`SELECT pg_advisory_unlock_shared(${recallTurn})`.execute(connection);
  }
}

async function lookAndJoin(facts: Facts, state: State, { now, blocked }: JoinVisitorsParts): Promise<void> {
  const looked = await state.selectFrom('visitor_joins').selectAll().executeTakeFirstOrThrow();
  const fresh = await keepSaidAddresses(facts, state, Math.max(0, looked.events_to.getTime() - underWayMs), now);
  const { rows: [row] } = await sql<{ hasJoins: boolean }>`SELECT EXISTS (SELECT 1 FROM visitor_addresses) OR EXISTS (SELECT 1 FROM visitor_words) AS "hasJoins"`.execute(state);
  const next = row?.hasJoins ? await newest(facts, state, blocked) : null;
  if (next === null) return keep(state, { events_to: new Date(now) });
  await keepRecords(facts, state, { looked, next, blocked });
  const isFresh = looked.changes !== next.changes || looked.phones !== next.phones || looked.blocked !== next.blocked || looked.batches.join() !== next.batches.join();
  const settled = await settle(facts, state, { nodes: isFresh ? null : fresh, spokenSince: Number(looked.standing), look: Number(looked.looks) + 1, now });
  if (settled !== 'later') await keep(state, { ...next, standing: await newestStanding(state), events_to: new Date(now), looks: Number(looked.looks) + (settled === 'changed' ? 1 : 0) });
}

interface Newest { readonly changes: string; readonly batches: string[]; readonly blocked: string; readonly phones: boolean }

async function newest(facts: Facts, state: State, blocked: readonly BlockedValue[]): Promise<Newest> {
  const { rows: [last] } = await sql<{ changes: string; phones: boolean }>`SELECT coalesce(max(id), 0) AS changes, EXISTS (SELECT 1 FROM visitor_addresses WHERE kind = 'phone') AS phones FROM identity_changes`.execute(state);
  return { changes: String(last?.changes ?? 0), batches: (await batchesThatCount(facts)).sort((a, b) => a - b).map(String), blocked: JSON.stringify(blocked), phones: last?.phones ?? false };
}

async function newestStanding(state: State): Promise<number> {
  const { rows: [last] } = await sql<{ sequence: string }>`SELECT coalesce(max(sequence), 0) AS sequence FROM visitor_standings`.execute(state);
  return Number(last?.sequence ?? 0);
}

async function keepRecords(facts: Facts, state: State, { looked, next, blocked }: { readonly looked: Looked; readonly next: Newest; readonly blocked: readonly BlockedValue[] }): Promise<void> {
  const parts = { blocked, numbers: next.phones };
  if (looked.batches.length === 0 || looked.blocked !== next.blocked || looked.phones !== next.phones) return keepAllAddresses(facts, state, parts);
  const changed = [...looked.batches.filter((batch) => !next.batches.includes(batch)), ...next.batches.filter((batch) => !looked.batches.includes(batch))];
  if (changed.length > 0) await keepAddressesOf(facts, state, changed.map(Number), parts);
}

interface Settling {
  /** Exact ids whose visitors alone are looked at; null for all. */
  readonly nodes: readonly string[] | null;
  readonly spokenSince: number;
  readonly look: number;
  readonly now: number;
}

/** Brings links up to date. `later` where another command has the turn: then it is done the next time. */
async function settle(facts: Facts, state: State, { nodes, spokenSince, look, now }: Settling): Promise<'changed' | 'same' | 'later'> {
  const wrong = nodes !== null && nodes.length === 0 ? [] : (await weighEvidence(state, nodes)).filter(differs).map(({ visitor }) => visitor);
  for (let from = 0; from < wrong.length; from += visitorsAtOnce) {
    const some = wrong.slice(from, from + visitorsAtOnce);
    const isDone = await inBothTurns(state, async (transaction) => keepLinks(transaction, facts, (await weighEvidence(transaction, some)).filter(differs), { word: null, look }, now));
    if (!isDone) return 'later';
  }
  if (!(await weighSpoken(facts, state, spokenSince, now))) return 'later';
  return wrong.length > 0 ? 'changed' : 'same';
}

/** Events carry words on consent: of visitors that are taken for somebody they count for that person, too. */
async function weighSpoken(facts: Facts, state: State, since: number, now: number): Promise<boolean> {
  const { rows } = await sql<{ visitor: string; record: string }>`
    SELECT DISTINCT ids.visitor, links.record FROM visitor_standings JOIN visitor_ids AS others ON others.node = visitor_standings.node JOIN visitor_ids AS ids ON ids.visitor = others.visitor JOIN visitor_links AS links ON links.node = ids.node
    WHERE visitor_standings.sequence > ${since}`.execute(state);
  return rows.length === 0 || inBothTurns(state, (transaction) => weighTogether(transaction, facts, { visitors: rows.map(({ visitor }) => visitor), records: rows.map(({ record }) => record) }, now));
}

async function inBothTurns(state: State, work: (transaction: Parameters<typeof keepLinks>[0]) => Promise<void>): Promise<boolean> {
  return state.transaction().execute(async (transaction) => {
    await takeVisitorTurn(transaction);
    if (!(await takeTurnIfFree(transaction))) return false;
    await work(transaction);
    return true;
  });
}

const keep = async (state: State, row: Partial<Newest> & { readonly events_to: Date; readonly standing?: number; readonly looks?: number }): Promise<void> => {
  const { changes, ...others } = row;
  await state.updateTable('visitor_joins').set({ ...others, ...(changes === undefined ? {} : { changes: Number(changes) }) }).execute();
};
