import { demandNotNegative, demandRows } from '../demand.ts';
import { chiSquareAbove } from '../gamma.ts';

export interface SampleRatio {
  /** Pearson's chi-square of the counts; null where fewer than five subjects were to be expected in an arm. */
  readonly chiSquare: number | null;
  readonly p: number | null;
  /** Whether the counts cannot be luck at the level asked: then something let subjects in or out by arm, and no effect should be read. */
  readonly mismatch: boolean | null;
}

const usualAlpha = 0.001;
const fewestExpected = 5;

/**
 * Do the arms hold as many subjects as the assignment meant them to (sample-ratio mismatch; Fabijan et al. 2019)? `shares` are the arms' chances to be drawn.
 * Throws a RangeError on fewer than two arms, counts that are not whole, no subject, shares that are not above zero; shares need not sum to one.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[], alpha = usualAlpha): SampleRatio {
  demandRows('Sample ratio', counts.length, [shares]);
  demandNotNegative('Counts', counts);
  demandNotNegative('Shares', shares);
  const [n, whole] = [counts.reduce((sum, count) => sum + count, 0), shares.reduce((sum, share) => sum + share, 0)];
  if (counts.length < 2 || n === 0 || !counts.every(Number.isInteger)) throw new RangeError('At least two arms with whole counts are needed, and a subject');
  if (shares.includes(0)) throw new RangeError('Every arm needs a share above zero');
  const expected = shares.map((share) => (n * share) / whole);
  if (expected.some((count) => count < fewestExpected)) return { chiSquare: null, p: null, mismatch: null };
  const chiSquare = counts.reduce((sum, count, arm) => sum + (count - (expected[arm] as number)) ** 2 / (expected[arm] as number), 0);
  const p = chiSquareAbove(chiSquare, counts.length - 1);
  return { chiSquare, p, mismatch: p < alpha };
}
