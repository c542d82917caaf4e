import { randomStream } from '../random.ts';
import { checkChances, checkClasses, rowOf } from './class-chances.ts';
import { checkMiss, conformalBound } from './conformal.ts';

export interface ClassSets {
  readonly kind: 'lac' | 'aps';
  /** Bound of the score of each class; Infinity where too few rows promise anything. */
  readonly bounds: readonly number[];
}

export interface ClassSetOptions {
  /** Share of rows whose class may be outside its set. */
  readonly miss: number;
  /** `lac`: the smallest sets on average, sometimes empty; `aps`: larger where a row is hard, so that coverage is more alike for easy and hard ones. */
  readonly kind: ClassSets['kind'];
  /** Of the random part of `aps`. */
  readonly seed: number;
  /** The promise within each class that comes, not only over all rows. */
  readonly byClass?: boolean;
}

/**
 * Sets of classes that hold the class that comes with probability 1 − miss or more, and at most 1 ÷ (n + 1) more where scores do not tie, from chances (n × k, row by row) of rows that the model
 * has not seen. Scores are 1 − p of the class that came (least ambiguous sets: Sadinle, Lei and Wasserman 2019, eq. 6), or the chances of all likelier classes and a random part of
 * its own (adaptive sets: Romano, Sesia and Candès 2020, eq. 7); the bound is that of `conformalBound`. Assumes rows that could have come in any order.
 * Throws a `RangeError` for bad input.
 */
export function fitClassSets(chances: Float64Array, classes: ArrayLike<number>, k: number, { miss, kind, seed, byClass = false }: ClassSetOptions): ClassSets {
  checkMiss(miss);
  checkClasses(chances, classes, k);
  checkChances(chances, k);
  const random = randomStream('class sets', seed, classes.length);
  const scores = Float64Array.from(classes, (came, row) => scoresOf(kind, rowOf(chances, row, k), random())[came] as number);
  const boundOf = (among: (row: number) => boolean): number => conformalBound(scores.filter((_, row) => among(row)), miss);
  if (!byClass) return { kind, bounds: new Array<number>(k).fill(boundOf(() => true)) };
  return { kind, bounds: Array.from({ length: k }, (_, c) => boundOf((row) => classes[row] === c)) };
}

/** Scores of all classes of a row. Classes of one chance count in order of their numbers. */
function scoresOf(kind: ClassSets['kind'], chances: Float64Array, uniform: number): Float64Array {
  if (kind === 'lac') return chances.map((chance) => 1 - chance);
  const scores = new Float64Array(chances.length);
  const order = [...chances.keys()].sort((a, b) => (chances[b] as number) - (chances[a] as number) || a - b);
  order.reduce((before, c) => {
    scores[c] = before + uniform * (chances[c] as number);
    return before + (chances[c] as number);
  }, 0);
  return scores;
}

/**
 * The classes of a row's set, likeliest first; it can be empty. `uniform` is a fresh uniform number in [0, 1) for `aps`, which makes the promise exact; 1 is careful (larger sets), and `lac` does not look at it.
 * Throws a `RangeError` for a row that is not one chance a class.
 */
export function classSetOf({ kind, bounds }: ClassSets, chances: Float64Array, uniform = 1): number[] {
  if (chances.length !== bounds.length) throw new RangeError(`${chances.length} chances for ${bounds.length} classes`);
  checkChances(chances, chances.length);
  if (!(uniform >= 0 && uniform <= 1)) throw new RangeError(`The uniform number is ${uniform}, not in [0, 1]`);
  const scores = scoresOf(kind, chances, uniform);
  return [...chances.keys()].filter((c) => (scores[c] as number) <= (bounds[c] as number)).sort((a, b) => (chances[b] as number) - (chances[a] as number) || a - b);
}
