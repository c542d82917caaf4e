import { z } from 'zod';
import { sql } from 'kysely';
import type { ComparedRecord, IdentityRun, ReviewAnswer, ReviewPair } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { runsInForce } from './entities/edges.ts';
import type { RawContact } from './normalise/index.ts';
import { contactsOf } from './runs/read-contacts.ts';
import { evidenceIn, readModel, type RunModel } from './runs/run-model.ts';

/** How far from the threshold a pair is still worth a person's time, in doublings of the odds. */
const doubtfulWithin = 8;

const doubtful = {
  name: 'identity_doubtful',
  text: `SELECT a, b, argMax(weight, run_id) AS weighs, argMax(probability, run_id) AS chance, argMax(levels, run_id) AS held, argMax(rule, run_id) AS found_by, argMax(joins, run_id) AS joined FROM identity_edges WHERE run_id IN {runs:Array(UInt64)}
    GROUP BY a, b HAVING abs(weighs - {threshold:Float64}) < {within:Float64} ORDER BY abs(weighs - {threshold:Float64}), a, b LIMIT {limit:UInt32}`,
  parameters: z.object({ runs: z.array(z.number()), threshold: z.number(), within: z.number(), limit: z.number() }),
  row: z.object({ a: z.string(), b: z.string(), weighs: z.number(), chance: z.number(), held: z.array(z.number()), found_by: z.string(), joined: z.coerce.boolean() }),
};
type Doubtful = z.output<typeof doubtful.row>;

/** Pairs near the threshold of the runs in force that nobody said anything about, side by side, and what was answered so far. */
export async function readReview(store: WorkspaceStore, limit: number): Promise<ReviewAnswer> {
  const [runs, words] = [await readRuns(store), await answeredPairs(store)];
  const model = await modelInForce(store);
  const answered = { same: 0, different: 0, unsure: 0 };
  for (const says of words.values()) if (says in answered) answered[says as keyof typeof answered] += 1;
  if (model === null) return { rows: [], threshold: null, answered, runs };
  const near = await store.facts.query(doubtful, { runs: await runsInForce(store.state), threshold: model.threshold, within: doubtfulWithin, limit: limit + words.size });
  return { rows: await sideBySide(store, near.filter(({ a, b }) => !words.has(pairOf(a, b))).slice(0, limit), model), threshold: model.threshold, answered, runs };
}

const pairOf = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** The last word on each pair. */
async function answeredPairs({ state }: WorkspaceStore): Promise<Map<string, string>> {
  const rows = await state.selectFrom('identity_decisions').select(['a', 'b', 'says']).where('sides', 'is', null).orderBy('sequence').execute();
  return new Map(rows.map(({ a, b, says }) => [pairOf(a, b), says]));
}

/** The model of the newest run over everything that counts. */
export async function modelInForce({ state }: WorkspaceStore): Promise<RunModel | null> {
  const row = await state.selectFrom('identity_runs').select('model').where('state', '=', 'in_force').where('scope', '=', 'all').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return readModel(row?.model);
}

async function sideBySide({ facts }: WorkspaceStore, near: readonly Doubtful[], model: RunModel): Promise<ReviewPair[]> {
  const contacts = await contactsOf(facts, [...new Set(near.flatMap(({ a, b }) => [a, b]))]);
  return near.flatMap(({ a, b, weighs, chance, held, found_by, joined }) => {
    const [left, right] = [contacts.get(a), contacts.get(b)];
    // Whoever refuses to be analysed since is not shown.
    if (!left || !right) return [];
    return [{ a: compared(left), b: compared(right), weight: weighs, probability: chance, joined, evidence: evidenceIn(model, { weight: weighs, levels: held, rule: found_by }) }];
  });
}

const compared = ({ key, name = '', email = '', phone = '', company = '', title = '' }: RawContact): ComparedRecord => ({ key, name, email, phone, company, title });

/** The last 20 runs, newest first. */
export async function readRuns({ state }: WorkspaceStore): Promise<IdentityRun[]> {
  const rows = await state.selectFrom('identity_runs').selectAll().orderBy(sql`id`, 'desc').limit(20).execute();
  return rows.map(({ id, scope, state: stands, started_at, finished_at, by_user, counts }) => ({
    id: Number(id), scope, state: stands, startedAt: started_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null, by: by_user, ...countsSchema.parse(counts ?? {}),
  }));
}

const countsSchema = z.object({ merges: z.number().default(0), splits: z.number().default(0), refused: z.number().default(0), oversized: z.number().default(0) });
