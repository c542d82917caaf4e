import { z } from 'zod';
import { sql, type Selectable } from 'kysely';
import type { ComparedRecord, IdentityRun, ReviewAnswer, ReviewPair } from '../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../store/index.ts';
import { comparedPairs, nearestPairs, type ComparedPair } from './answers/compared-pairs.ts';
import { readQuestions } from './answers/questions.ts';
import { pairOf, wordsOnPairs } from './answers/words-on-pairs.ts';
import { runsInForce } from './entities/edges.ts';
import { heededColumn, heededIn, isAnything } from './limits/limited.ts';
import type { RawContact } from './normalise/index.ts';
import { contactsOf } from './runs/read-contacts.ts';
import { evidenceIn, readModel, type RunModel } from './runs/run-model.ts';

/** Pairs that were drawn to ask people about, then those nearest to the threshold, that nobody said anything about, side by side; and what was answered so far. */
export async function readReview(store: WorkspaceStore, limit: number): Promise<ReviewAnswer> {
  const [runs, words, model] = [await readRuns(store), await wordsOnPairs(store.state), await modelInForce(store)];
  const answered = { same: 0, different: 0, unsure: 0 };
  for (const says of words.values()) answered[says] += 1;
  if (model === null) return { rows: [], threshold: null, answered, runs };
  return { rows: await sideBySide(store, (await openPairs(store, words, model, limit)).slice(0, limit), model), threshold: model.threshold, answered, runs };
}

async function openPairs({ state, facts }: WorkspaceStore, words: ReadonlyMap<string, unknown>, model: RunModel, limit: number): Promise<ComparedPair[]> {
  const isOpen = ({ a, b }: ComparedPair): boolean => !words.has(pairOf(a, b));
  const [inForce, questions] = [await runsInForce(state), await readQuestions(state)];
  const places = new Map(questions.map(([a, b], place) => [pairOf(a, b), place]));
  const asked = (await comparedPairs(facts, inForce, questions)).filter(isOpen).sort((x, y) => (places.get(pairOf(x.a, x.b)) ?? 0) - (places.get(pairOf(y.a, y.b)) ?? 0));
  if (asked.length >= limit) return asked;
  return [...asked, ...(await nearestPairs(facts, inForce, model.threshold, limit + words.size + asked.length)).filter((pair) => isOpen(pair) && !places.has(pairOf(pair.a, pair.b)))];
}

/** The model of the newest run over everything that counts. */
export const modelInForce = async ({ state }: Pick<WorkspaceStore, 'state'>): Promise<RunModel | null> => (await modelAndHeeded({ state })).model;

/** The same, with whether limits or rules are heeded. */
export async function modelAndHeeded({ state }: Pick<WorkspaceStore, 'state'>): Promise<{ readonly model: RunModel | null; readonly isHeeding: boolean }> {
  const row = await state.selectFrom('identity_runs').select(['model', heededColumn.as('heeded')]).where('state', '=', 'in_force').where('scope', '=', 'all').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return { model: readModel(row?.model), isHeeding: row !== undefined && isAnything(heededIn(row.heeded)) };
}

async function sideBySide({ facts }: WorkspaceStore, near: readonly ComparedPair[], model: RunModel): Promise<ReviewPair[]> {
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
  return (await state.selectFrom('identity_runs').selectAll().orderBy(sql`id`, 'desc').limit(20).execute()).map(runOf);
}

/** A run by its number; null where there is none. */
export async function readRun({ state }: WorkspaceStore, id: number): Promise<IdentityRun | null> {
  const row = Number.isSafeInteger(id) ? await state.selectFrom('identity_runs').selectAll().where('id', '=', String(id)).executeTakeFirst() : undefined;
  return row === undefined ? null : runOf(row);
}

const runOf = ({ id, scope, state, started_at, finished_at, by_user, counts }: Selectable<WorkspaceTables['identity_runs']>): IdentityRun =>
  ({ id: Number(id), scope, state, startedAt: started_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null, by: by_user, ...countsSchema.parse(counts ?? {}) });

const countsSchema = z.object({ merges: z.number().default(0), splits: z.number().default(0), refused: z.number().default(0), oversized: z.number().default(0) });
