import { thresholdOutlooks, type ThresholdOutlook } from '../../learn/index.ts';
import type { ThresholdsAnswer } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { runsInForce } from '../entities/edges.ts';
import { joinsFrom } from '../fold/joins-from.ts';
import { modelInForce } from '../review.ts';
import { comparedPairs } from './compared-pairs.ts';
import { advisedFor, answersNeeded, judgedPairs, scaleOf } from './judged.ts';
import { readQuestions } from './questions.ts';
import { countRecords, weighedEdges } from './weighed-edges.ts';
import { wordsOnPairs } from './words-on-pairs.ts';

/** Thresholds are shown so many doublings of the odds about the one in force, at such steps. */
const [below, above, step] = [6, 8, 2];

/** What several thresholds would do, as expected from the answers so far, held against the edges that were kept. */
export async function readThresholds(store: WorkspaceStore): Promise<ThresholdsAnswer> {
  const [model, words] = [await modelInForce(store), await wordsOnPairs(store.state)];
  if (model === null) return { threshold: null, chosenBy: null, answers: { same: 0, different: 0 }, needed: answersNeeded, advised: null, rows: [] };
  const pairs = await comparedPairs(store.facts, await runsInForce(store.state), await readQuestions(store.state));
  const judged = judgedPairs(pairs, words);
  const { graph, weights } = await weighedEdges(store);
  const outlooks = thresholdOutlooks(weights, scaleOf(pairs, words));
  const advised = advisedFor(weights, judged)?.threshold ?? null;
  const thresholds = thresholdsAround(model.threshold, [advised, bestOf(outlooks)], weights);
  const [joins, records] = [joinsFrom(graph, thresholds), await countRecords(store)];
  const rows = thresholds.map((threshold) => ({ threshold, ...expectedFrom(outlooks, threshold), people: records - (joins.get(threshold) ?? 0) }));
  const same = judged.filter(({ isSame }) => isSame).length;
  return { threshold: model.threshold, chosenBy: model.chosenBy, answers: { same, different: judged.length - same }, needed: answersNeeded, advised, rows };
}

/** The highest first; none below the weakest pair that was kept. */
function thresholdsAround(inForce: number, others: ReadonlyArray<number | null>, weights: Float64Array): number[] {
  const weakest = weights.reduce((least, weight) => Math.min(least, weight), Infinity);
  const steps = Array.from({ length: (below + above) / step + 1 }, (_, place) => Math.round(inForce) - below + place * step);
  const close = (threshold: number): boolean => [inForce, ...others].some((one) => one !== null && Math.abs(one - threshold) < step / 2);
  return [...new Set([inForce, ...others.flatMap((one) => one ?? []), ...steps.filter((one) => one >= weakest && !close(one))])].sort((x, y) => y - x);
}

const bestOf = (outlooks: readonly ThresholdOutlook[]): number | null => outlooks.reduce<ThresholdOutlook | null>((best, one) => (best === null || one.f1 > best.f1 ? one : best), null)?.threshold ?? null;

function expectedFrom(outlooks: readonly ThresholdOutlook[], threshold: number) {
  const outlook = outlooks.findLast((one) => one.threshold >= threshold);
  return outlook === undefined ? { precision: null, recall: null, f1: null, joins: 0 } : { precision: outlook.precision, recall: outlook.recall, f1: outlook.f1, joins: outlook.found };
}
