import { informationByDifferences, maximise } from '../newton.ts';
import { inversePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';

/** A maximum-likelihood fit of positive parameters, in the order that the model gives them. */
export interface PositiveFit {
  readonly parameters: Float64Array;
  /** Standard errors of the logarithms: a 95 % interval is parameter · exp(± 1.96 of it). */
  readonly logStandardErrors: Float64Array;
  /** Covariance of the logarithms, row by row: the inverse of the observed information. */
  readonly logCovariance: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
}

/** Log-likelihood with its gradient by the parameters themselves. */
export interface Likelihood { readonly value: number; readonly gradient: Float64Array }

/** Logarithms beyond ± this are out of bounds: e^12 is about 160,000. */
const farthest = 12;

/**
 * Maximises a likelihood over the logarithms of its parameters, where nothing can turn negative, from each of `starts`; the best counts. The
 * gradient is exact, the second derivatives are differences of it. Refuses, with the reason, where a parameter runs to zero or
 * infinity, where no maximum is found, or where the likelihood is flat in some direction.
 */
export function fitPositive(names: readonly string[], starts: ReadonlyArray<readonly number[]>, likelihoodAt: (parameters: Float64Array) => Likelihood): PositiveFit | Refused {
  const p = names.length;
  const inLogs = (logs: Float64Array): Likelihood => {
    const parameters = logs.map(Math.exp);
    const { value, gradient } = likelihoodAt(parameters);
    return { value: logs.some((one) => Math.abs(one) > farthest + 1) ? -Infinity : value, gradient: gradient.map((slope, j) => slope * (parameters[j] as number)) };
  };
  const curveAt = (logs: Float64Array) => ({ ...inLogs(logs), information: () => informationByDifferences(logs, (at) => inLogs(at).gradient) });
  const summits = starts.map((start) => maximise(Float64Array.from(start, Math.log), curveAt));
  const best = summits.reduce((one, other) => (other.value > one.value ? other : one));
  const runaway = best.at.findIndex((log) => Math.abs(log) > farthest);
  if (runaway >= 0) return { refused: `The data ask for a ${names[runaway]} of ${(best.at[runaway] as number) > 0 ? 'infinity' : 'zero'}: what it describes does not differ between subjects, or was not seen` };
  if (!best.converged) return { refused: 'The likelihood has no maximum that could be found' };
  const logCovariance = inversePositive(best.information, p);
  const logStandardErrors = logCovariance && Float64Array.from(names, (_, j) => Math.sqrt(logCovariance[j * p + j] as number));
  if (!logCovariance || !logStandardErrors || logStandardErrors.some((error) => !(error < 10))) return { refused: `The data do not tell ${names.join(', ')} apart: other values fit as well` };
  return { parameters: best.at.map(Math.exp), logStandardErrors, logCovariance, logLikelihood: best.value, iterations: best.iterations };
}
