import { chooseThreshold, fitWeightScale, takenAtItsWord, type JudgedPair, type WeightScale } from '../../learn/index.ts';
import { chanceAtLeast, precisionByAnswers } from '../link/index.ts';
import type { Joining, RunModel } from '../runs/run-model.ts';
import type { ComparedPair } from './compared-pairs.ts';
import { pairOf, type PairWord } from './words-on-pairs.ts';

/** Answers before which a comparison takes weights at their word. */
export const answersNeeded = 20;

/** Pairs that people judged, with what evidence says of them; who was not sure judged nothing. */
export function judgedPairs(pairs: ReadonlyArray<Pick<ComparedPair, 'a' | 'b' | 'weighs'>>, words: ReadonlyMap<string, PairWord>): JudgedPair[] {
  return pairs.flatMap(({ a, b, weighs }) => {
    const says = words.get(pairOf(a, b));
    return says === 'same' || says === 'different' ? [{ weight: weighs, isSame: says === 'same' }] : [];
  });
}

/** What weights mean by the answers so far. */
export function scaleOf(pairs: Parameters<typeof judgedPairs>[0], words: ReadonlyMap<string, PairWord>): WeightScale {
  const judged = judgedPairs(pairs, words);
  return judged.length === 0 ? takenAtItsWord : fitWeightScale(judged);
}

/** By answers, where there are enough of them; null where weights are to be taken at their word. Where no joins would be right often enough, none joins. */
export function chosenByAnswers(weights: Float64Array, judged: readonly JudgedPair[]): Joining | null {
  if (judged.length < answersNeeded || weights.length === 0) return null;
  const scale = fitWeightScale(judged);
  const threshold = chooseThreshold(weights, { scale, precisionAtLeast: precisionByAnswers })?.threshold ?? 1 + weights.reduce((most, weight) => Math.max(most, weight), -Infinity);
  return { threshold, scale, chosenBy: 'answers' };
}

/** What a run over everything joins from: a person's choice stays, else answers choose, else the evidence alone. */
export function chosenFor(before: RunModel | null, byEvidence: number, weights: Float64Array, judged: readonly JudgedPair[]): Joining {
  const byAnswers = chosenByAnswers(weights, judged);
  if (before?.chosenBy === 'person') return { threshold: before.threshold, scale: byAnswers?.scale ?? takenAtItsWord, chosenBy: 'person' };
  return byAnswers ?? { threshold: byEvidence, scale: takenAtItsWord, chosenBy: 'evidence' };
}

/** What answers advise, or the weights at their word while there are too few of them; null where nothing was compared. */
export function advisedFor(weights: Float64Array, judged: readonly JudgedPair[]): Joining | null {
  const threshold = chooseThreshold(weights, { chanceAtLeast })?.threshold;
  return chosenByAnswers(weights, judged) ?? (threshold === undefined ? null : { threshold, scale: takenAtItsWord, chosenBy: 'evidence' });
}
