import { demandFinite, demandRows } from './demand.ts';
import { randomStream } from './random.ts';

const clip = (probability: number): number => Math.min(Math.max(probability, 1e-9), 1 - 1e-9);

function demandScored(y: readonly number[], p: readonly number[]): void {
  demandRows('Scores', y.length, [p]);
  demandFinite('Outcomes', y);
  demandFinite('Probabilities', p);
}

/** Mean negative log-likelihood of outcomes y ∈ {0,1} under probabilities p. Throws a RangeError on no rows and on numbers that are not finite, as all scores here. */
export function logLoss(y: readonly number[], p: readonly number[]): number {
  demandScored(y, p);
  return y.reduce((sum, outcome, index) => sum + logLossOf(outcome, p[index] as number), 0) / y.length;
}

/** Log loss of a single outcome. */
export const logLossOf = (outcome: number, probability: number): number => (outcome === 1 ? -Math.log(clip(probability)) : -Math.log(1 - clip(probability)));

/** Mean squared difference (Brier 1950). */
export function brier(y: readonly number[], p: readonly number[]): number {
  demandScored(y, p);
  return y.reduce((sum, outcome, index) => sum + (outcome - (p[index] as number)) ** 2, 0) / y.length;
}

/** Area under the ROC curve by ranks, ties counted half (Mann and Whitney 1947); null when one class is absent. Throws on a score that is not a number. */
export function auc(y: readonly number[], score: readonly number[]): number | null {
  if (score.some(Number.isNaN)) throw new RangeError('A score that is not a number has no rank');
  const order = score.map((value, index) => ({ value, outcome: y[index] as number })).sort((a, b) => a.value - b.value);
  const positives = order.filter((item) => item.outcome === 1).length;
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let index = start; index < end; index += 1) if (order[index]?.outcome === 1) rankSum += rank;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Expected calibration error over bins of equal count: mean |share − mean probability|, weighted by bin size. Equal probabilities share their mean outcome, so the order of rows changes nothing. */
export function calibrationError(y: readonly number[], p: readonly number[], bins = 10): number {
  demandScored(y, p);
  const shares = shareByProbability(y, p);
  const order = p.map((value) => ({ value, outcome: shares.get(value) as number })).sort((a, b) => a.value - b.value);
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const part = order.slice(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
    if (part.length === 0) continue;
    const gap = part.reduce((sum, item) => sum + item.outcome - item.value, 0);
    error += Math.abs(gap) / order.length;
  }
  return error;
}

/** What a perfectly calibrated model with these probabilities would show on average: sampling alone makes it positive. */
export function expectedCalibrationError(p: readonly number[], seed: number, draws = 40): number {
  const random = randomStream('calibration', seed, p.length);
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1) sum += calibrationError(p.map((value) => (random() < value ? 1 : 0)), p);
  return sum / draws;
}

function shareByProbability(y: readonly number[], p: readonly number[]): Map<number, number> {
  const sums = new Map<number, { sum: number; n: number }>();
  p.forEach((value, index) => {
    const held = sums.get(value) ?? { sum: 0, n: 0 };
    sums.set(value, { sum: held.sum + (y[index] as number), n: held.n + 1 });
  });
  return new Map([...sums].map(([value, held]) => [value, held.sum / held.n]));
}
