import { demandModerate } from '../demand.ts';
import type { Refused } from '../refused.ts';
import { checkClasses, rowOf } from './class-chances.ts';

/** chance of class c = exp(score_c ÷ temperature) ÷ Σ exp(score ÷ temperature). */
export interface TemperatureFit {
  /** Above 1: the scores were too sure. */
  readonly temperature: number;
}

/**
 * Chances of several classes from scores (log odds, margins, or logarithms of chances; n × k, row by row): minimises the log loss of
 * softmax(scores ÷ T) over T > 0 (Guo, Pleiss, Sun and Weinberger 2017, eq. 9), which is convex in 1 ÷ T, by halving its derivative's range. One number for all:
 * the order of classes stays. Throws a `RangeError` for bad input; refuses where no finite T fits best: every row scores its own class highest, or scores point away from the classes.
 */
export function fitTemperature(scores: Float64Array, classes: ArrayLike<number>, k: number): TemperatureFit | Refused {
  checkClasses(scores, classes, k);
  demandModerate('Scores', scores);
  const slope = (sharpness: number): number => slopeAt(scores, classes, k, sharpness);
  if (slope(0) >= 0) return { refused: 'Scores are no higher for the classes that came than for others: the best temperature is infinite' };
  if (Array.from(classes).every((came, row) => rowOf(scores, row, k).every((score) => score <= (scores[row * k + came] as number)))) return { refused: 'Every row scores its own class highest: the best temperature is zero' };
  let [low, high] = [0, 1 / spreadOf(scores, classes.length, k)];
  while (slope(high) < 0) [low, high] = [high, 2 * high];
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return { temperature: 2 / (low + high) };
}

/** Derivative of the loss by 1 ÷ T: what scores are expected less those of the classes that came. */
function slopeAt(scores: Float64Array, classes: ArrayLike<number>, k: number, sharpness: number): number {
  let slope = 0;
  for (let row = 0; row < classes.length; row += 1) {
    const own = rowOf(scores, row, k);
    const came = own[classes[row] as number] as number;
    // Differences to the class that came, so that a class that is certain adds exactly nothing.
    slope += softmax(own, sharpness).reduce((sum, chance, c) => sum + chance * ((own[c] as number) - came), 0);
  }
  return slope;
}

const spreadOf = (scores: Float64Array, n: number, k: number): number => Array.from({ length: n }, (_, row) => { const own = rowOf(scores, row, k); return Math.max(...own) - Math.min(...own); }).reduce((most, spread) => Math.max(most, spread), 0);

function softmax(scores: Float64Array, sharpness: number): Float64Array {
  const most = Math.max(...scores);
  const raw = scores.map((score) => Math.exp(sharpness * (score - most)));
  const whole = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / whole);
}

/** The chances that a fit gives the scores of one row. Throws a `RangeError` for scores that are not finite. */
export function temperatureAt({ temperature }: TemperatureFit, scores: Float64Array): Float64Array {
  if (scores.length === 0 || !scores.every(Number.isFinite)) throw new RangeError('Scores of a row are finite numbers, one a class');
  return softmax(scores, 1 / temperature);
}
