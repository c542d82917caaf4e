import { takeTurn } from '../../acquire/index.ts';
import { Failure, type RunPreview } from '../../model/index.ts';
import { refusedKeys, type Facts, type WorkspaceStore } from '../../store/index.ts';
import { runsInForce, withKeys } from '../entities/edges.ts';
import { modelInForce } from '../review.ts';
import { proposed, readPreview } from '../runs/preview.ts';
import type { Joining, RunModel } from '../runs/run-model.ts';
import { beginRun, failRun } from '../runs/run.ts';
import { comparedPairs } from './compared-pairs.ts';
import { advisedFor, chosenByAnswers, judgedPairs } from './judged.ts';
import { readQuestions } from './questions.ts';
import { weighedEdges } from './weighed-edges.ts';
import { wordsOnPairs } from './words-on-pairs.ts';

export interface ThresholdWanted {
  /** Null: as answers say, or the evidence alone. */
  readonly threshold: number | null;
  readonly by: string | null;
  readonly now: number;
}

/**
 * Proposes a run over the edges that are held, which join from another weight on; later runs over everything keep a person's choice. Throws `conflict` before the first run
 * and where nothing would be another, `bad_request` where pairs so weak were not kept.
 */
export async function proposeThreshold(store: WorkspaceStore, { threshold, by, now }: ThresholdWanted): Promise<RunPreview> {
  const model = await modelInForce(store);
  if (model === null) throw new Failure('conflict', 'Nothing was compared yet, so no threshold is in force.', 'Compare what is held: hindcast resolve run');
  const joining = await joiningFrom(store, threshold);
  if (joining.threshold === model.threshold && joining.chosenBy === model.chosenBy) throw new Failure('conflict', `Evidence joins from ${model.threshold.toFixed(2)} on already.`, 'See what others would do: hindcast resolve threshold');
  const run = await beginRun(store, { scope: 'all', by, model: { ...model, ...joining } satisfies RunModel }, now);
  try {
    await store.state.transaction().execute(async (state) => {
      await takeTurn(state);
      await copyEdges(store.facts, { run, from: await runsInForce(state), ...joining });
    });
    await proposed(store, run, now);
  } catch (error) {
    await failRun(store, run, now);
    throw error;
  }
  return readPreview(store, run);
}

async function joiningFrom(store: WorkspaceStore, threshold: number | null): Promise<Joining> {
  const [{ weights }, pairs] = [await weighedEdges(store), await comparedPairs(store.facts, await runsInForce(store.state), await readQuestions(store.state))];
  const judged = judgedPairs(pairs, await wordsOnPairs(store.state));
  const advised = advisedFor(weights, judged);
  if (advised === null) throw new Failure('conflict', 'No two records have anything in common, so there is no threshold to set.', 'Import more, then: hindcast resolve run');
  if (threshold === null) return advised;
  const weakest = weights.reduce((least, weight) => Math.min(least, weight), Infinity);
  if (!(threshold >= Math.floor(weakest) && Number.isFinite(threshold))) throw new Failure('bad_request', `Pairs below ${weakest.toFixed(2)} were not kept, so a threshold of ${threshold} cannot be tried.`, `Choose ${Math.ceil(weakest)} or more.`);
  return { threshold, scale: chosenByAnswers(weights, judged)?.scale ?? advised.scale, chosenBy: 'person' };
}

/** Who refuses to be analysed is in no run: what joined them is carried over when one counts. */
async function copyEdges(facts: Facts, { run, from, threshold, scale }: Joining & { readonly run: number; readonly from: readonly number[] }): Promise<void> {
  const copy = (where: string) => facts.command(
    `INSERT INTO identity_edges SELECT {run:UInt64}, a, b, argMax(weight, run_id) AS weighs, 1 / (1 + exp(-({shift:Float64} + {stretch:Float64} * ln(2) * weighs))), argMax(levels, run_id), argMax(rule, run_id), weighs >= {threshold:Float64}, argMax(known_at, run_id)
    FROM identity_edges WHERE run_id IN {from:Array(UInt64)} ${where} GROUP BY a, b`, { run, from: [...from], threshold, ...scale },
  );
  const refused = await refusedKeys(facts, 'analyse');
  await (refused.size === 0 ? copy('') : withKeys(facts, refused, (table) => copy(`AND a NOT IN (SELECT record FROM ${table}) AND b NOT IN (SELECT record FROM ${table})`)));
}
