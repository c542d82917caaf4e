import { digamma, logGamma } from '../gamma.ts';
import type { Refused } from '../refused.ts';
import { fitPositive, type Likelihood, type PositiveFit } from './fit-positive.ts';

/** Parameters p, q, v, in this order; v in units of money. */
export interface GammaGammaFit extends PositiveFit {
  /** Mean value of an event across subjects: p v / (q − 1). */
  readonly mean: number;
}

const fewest = 30;

/**
 * Gamma-gamma model of money (Fader and Hardie 2013, note 025; the density of the mean): each event of a subject is worth gamma(p, ν), ν is
 * gamma(q, v) across subjects, and the worth has nothing to do with how often events come: look at their correlation first. `frequency` holds the number of
 * events behind each mean, whole and ≥ 1; `money` the mean per event, > 0. Refuses with fewer than 30 subjects or less than 30 with more than one event (then
 * the spread within is not seen), with q ≤ 1 (the mean across subjects is infinite, and expected values turn negative), and as `fitPositive` says. Throws a `RangeError` for
 * arrays that differ in length and numbers out of range.
 */
export function gammaGamma(frequency: Float64Array, money: Float64Array): GammaGammaFit | Refused {
  checkMoney(frequency, money);
  const several = frequency.filter((x) => x > 1).length;
  if (several < fewest) return { refused: `${several} of ${frequency.length} have more than one value: at least ${fewest} are needed` };
  const mean = money.reduce((sum, z) => sum + z, 0) / money.length;
  const fit = fitPositive(['p', 'q', 'v'], [[5, 4, mean / 2]], (at) => likelihoodOf(frequency, money, at));
  if ('refused' in fit) return fit;
  const [p, q, v] = fit.parameters as unknown as [number, number, number];
  return q <= 1 ? { refused: `q is ${q.toFixed(3)}: values differ so much between subjects that their mean is infinite` } : { ...fit, mean: (p * v) / (q - 1) };
}

function checkMoney(frequency: Float64Array, money: Float64Array): void {
  if (frequency.length === 0 || frequency.length !== money.length) throw new RangeError('There must be one mean value for each frequency, and at least one');
  if (frequency.some((x) => !Number.isInteger(x) || x < 1)) throw new RangeError('A frequency must be a whole number from one');
  if (money.some((z) => !Number.isFinite(z) || z <= 0)) throw new RangeError('A mean value must be a number above zero');
}

function likelihoodOf(frequency: Float64Array, money: Float64Array, at: Float64Array): Likelihood {
  const [p, q, v] = at as unknown as [number, number, number];
  const [constant, psiQ] = [q * Math.log(v) - logGamma(q), digamma(q)];
  const gradient = new Float64Array(3);
  let value = 0;
  frequency.forEach((x, i) => {
    const z = money[i] as number;
    const total = Math.log(x * z + v);
    const psi = digamma(p * x + q);
    value += logGamma(p * x + q) - logGamma(p * x) + constant + (p * x - 1) * Math.log(z) + p * x * Math.log(x) - (p * x + q) * total;
    gradient[0] = (gradient[0] as number) + x * (psi - digamma(p * x) + Math.log(z * x) - total);
    gradient[1] = (gradient[1] as number) + psi - psiQ + Math.log(v) - total;
    gradient[2] = (gradient[2] as number) + q / v - (p * x + q) / (x * z + v);
  });
  return { value, gradient };
}

/** Expected worth of an event of a subject of whom `frequency` events of mean `money` were seen; the mean across subjects where none was (note 025). */
export function expectedWorth(fit: GammaGammaFit, frequency: number, money: number): number {
  const [p, q, v] = fit.parameters as unknown as [number, number, number];
  if (!(frequency >= 0 && money >= 0 && Number.isFinite(frequency * money))) throw new RangeError('A frequency and a mean value must be numbers from zero');
  return (p * (v + frequency * money)) / (p * frequency + q - 1);
}
