import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { crossFitRewards, evaluatePolicy, linearRewards, type PolicyEstimator } from '../../src/learn/index.ts';
import type { BenchContext, Figure } from '../bench.ts';

const runs = 30;
const digits = 10;
/** Relative errors that the Open Bandit Pipeline publishes for this case. */
const published: ReadonlyArray<readonly [PolicyEstimator, number]> = [['dm', 0.436541], ['ipw', 0.030288], ['snipw', 0.022764], ['dr', 0.016156], ['sndr', 0.022082], ['switchDr', 0.034657], ['drOs', 0.015868]];

interface DigitsLogs {
  readonly version: string;
  readonly pixels: number[][];
  readonly logs: ReadonlyArray<{ readonly rows: number[]; readonly action: number[]; readonly reward: number[]; readonly propensity: number[]; readonly choice: number[]; readonly truth: number }>;
}

/** Null where scikit-learn is not installed. */
function digitsLogs(): DigitsLogs | null {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'PASSIVE', OPENBLAS_NUM_THREADS: '1' };
  try {
    return JSON.parse(execFileSync('/usr/bin/python3', [join(import.meta.dirname, 'digits-logs.py'), String(runs)], { encoding: 'utf8', env, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] })) as DigitsLogs;
  } catch {
    return null;
  }
}

/** Digits as actions: the errors of seven estimators beside those published, on logs made in the same way by scikit-learn; no promise, as the published settings of its classifiers are not known. */
export function digitsFigures(context: BenchContext): Figure[] {
  const made = digitsLogs();
  if (made === null) {
    context.say('scikit-learn is not installed: the digits are left out.');
    return [];
  }
  const errors = made.logs.map((log, run) => relativeErrors(made.pixels, log, run));
  context.say(`digits by scikit-learn ${made.version}`);
  return published.map(([name, value]) => ({ name: `digits: relative error of ${name}, mean of ${runs} logs (published ${value})`, unit: '', values: [errors.reduce((sum, one) => sum + (one[name] ?? Number.NaN) / runs, 0)] }));
}

function relativeErrors(pixels: readonly number[][], { rows, action, reward, propensity, choice, truth }: DigitsLogs['logs'][number], run: number): Partial<Record<PolicyEstimator, number>> {
  const columns = (pixels[0] as number[]).map((_, pixel) => rows.map((row) => pixels[row]?.[pixel] as number));
  const rounds = { actions: digits, action, reward, propensity, columns };
  const target = Float64Array.from(choice.flatMap((chosen) => Array.from({ length: digits }, (_, digit) => 0.01 + (digit === chosen ? 0.9 : 0))));
  const { estimates } = evaluatePolicy(rounds, target, { rewards: crossFitRewards(rounds, linearRewards(), { seed: run, folds: 3 }) });
  return Object.fromEntries(Object.entries(estimates ?? {}).map(([name, { estimate }]) => [name, Math.abs(estimate - truth) / truth]));
}
