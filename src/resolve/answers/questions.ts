import type { Kysely } from 'kysely';
import { pairsToAsk, randomStream, shuffled } from '../../learn/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { runsInForce } from '../entities/edges.ts';
import { comparedPairs, spreadPairs } from './compared-pairs.ts';
import { scaleOf } from './judged.ts';
import { pairOf, wordsOnPairs } from './words-on-pairs.ts';

/** Pairs drawn at once, and how few open ones make more be drawn. */
const [drawnAtOnce, fewest] = [40, 10];

/** Pairs that people were asked about, in the order in which they were drawn. */
export async function readQuestions(state: Kysely<WorkspaceTables>): Promise<Array<readonly [string, string]>> {
  return (await state.selectFrom('identity_questions').select(['a', 'b']).orderBy('id').execute()).map(({ a, b }) => [a, b] as const);
}

/**
 * Draws pairs to ask people about where few are open, by the doubt that is left after their answers so far. Nothing but weights decides which, so answers say what weights
 * mean. Nobody is asked before a run is in force.
 */
export async function drawQuestions({ state, facts }: WorkspaceStore, now: number): Promise<void> {
  const [runs, drawn, words] = [await runsInForce(state), await readQuestions(state), await wordsOnPairs(state)];
  const compared = await comparedPairs(facts, runs, drawn);
  if (runs.length === 0 || compared.filter(({ a, b }) => !words.has(pairOf(a, b))).length >= fewest) return;
  const known = new Set([...drawn.map(([a, b]) => pairOf(a, b)), ...words.keys()]);
  const free = (await spreadPairs(facts, runs)).filter(({ a, b }) => !known.has(pairOf(a, b)));
  const random = randomStream('pairs to ask', drawn.length);
  const chosen = pairsToAsk(Float64Array.from(free, ({ weighs }) => weighs), drawnAtOnce, random, { scale: scaleOf(compared, words) });
  // In no order of weight: whoever answers the first of them has answered pairs of every weight.
  const rows = shuffled(chosen, random).flatMap((place) => free[place] ?? []).map(({ a, b }) => ({ a, b, drawn_at: new Date(now) }));
  if (rows.length > 0) await state.insertInto('identity_questions').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}
