import { Failure } from '../model/index.ts';

/** The number of a run of comparisons. */
export function runNumber(word: unknown): number {
  const id = Number(word);
  if (!Number.isSafeInteger(id) || id < 1) throw new Failure('bad_request', `"${String(word)}" is not the number of a run.`, 'See the numbers: hindcast resolve runs');
  return id;
}
