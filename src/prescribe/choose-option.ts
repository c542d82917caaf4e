import { randomStream } from '../learn/index.ts';
import type { Candidate } from './candidates.ts';

export interface Choice {
  readonly chosen: Candidate;
  /** Probability with which each option could have been chosen, the chosen one included; sums to one. */
  readonly options: ReadonlyArray<{ readonly kind: string; readonly probability: number }>;
}

/** Options whose assumed change is this near to the best are ties: nobody knows which is better, so chance decides. */
const tiePoints = 2;
/** No option is ever less likely than this, or it could never be compared. */
export const floorProbability = 0.05;

/**
 * Chooses one option: the best ones by assumed change share the probability equally, every other keeps the floor.
 * Drawn from a stream keyed by seed, subject and date, so asking again gives the same choice.
 */
export function chooseOption(candidates: readonly Candidate[], key: ReadonlyArray<string | number>): Choice {
  const best = Math.max(...candidates.map((candidate) => candidate.assumedPoints));
  const isTied = (candidate: Candidate): boolean => best - candidate.assumedPoints <= tiePoints;
  const ties = candidates.filter(isTied).length;
  const shared = (1 - floorProbability * (candidates.length - ties)) / ties;
  const options = candidates.map((candidate) => ({ kind: candidate.kind, probability: isTied(candidate) ? shared : floorProbability }));
  return { chosen: candidates[drawn(options, randomStream('option', ...key)())] as Candidate, options };
}

function drawn(options: Choice['options'], uniform: number): number {
  let sum = 0;
  const index = options.findIndex((option) => (sum += option.probability) > uniform);
  return index < 0 ? options.length - 1 : index;
}
