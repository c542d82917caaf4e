import type { Kysely } from 'kysely';
import type { IdentityDecision, PairSays } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { readDecisions } from '../entities/read-words.ts';

export type PairWord = PairSays;

/** Names a pair, either way round. */
export const pairOf = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** The last word on each pair, without those that were taken back. An undone merge of two records is a word on them, too. */
export async function wordsOnPairs(state: Kysely<WorkspaceTables>): Promise<Map<string, PairWord>> {
  const [last, undone] = [new Map<string, PairWord>(), new Set<number>()];
  for (const decision of (await readDecisions(state)).toReversed()) {
    if (undone.has(decision.sequence)) continue;
    if (decision.says === 'undo') undone.add(decision.undoes ?? 0);
    else if (isOnPair(decision) && decision.says !== 'below' && decision.says !== 'alone' && !last.has(pairOf(decision.a, decision.b))) last.set(pairOf(decision.a, decision.b), decision.says);
  }
  return last;
}

const isOnPair = ({ sides }: IdentityDecision): boolean => sides === null || (sides.length === 2 && sides.every((side) => side.length === 1));
