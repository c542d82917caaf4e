import { place, type EtsForm } from './ets-path.ts';
import { seasonalFactors } from './seasonal-factors.ts';
import { slopeOf } from './theta.ts';
import { sum } from './series.ts';

/**
 * A first guess of the first states, and the size of an error (Hyndman, Koehler, Ord and Snyder 2008 §2.6.1): seasons by classical
 * decomposition, level and slope from a line through the first values without them.
 */
export function firstStates(form: EtsForm, period: number, y: Float64Array): { states: Float64Array; error: number } {
  const seasons = firstSeasons(form, period, y);
  const plain = y.map((value, t) => (form.season === 'multiplicative' ? value / (seasons[t % period] as number) : value - (seasons[t % period] as number)));
  const first = plain.subarray(0, Math.min(plain.length, Math.max(10, 2 * period)));
  const mean = sum(first) / first.length;
  const slope = form.trend === 'none' ? 0 : slopeOf(first);
  const states = new Float64Array(place.seasons + period);
  states.set([0, 0, 0, 1, mean - (slope * (first.length + 1)) / 2, slope]);
  states.set(seasons, place.seasons);
  if (form.error === 'multiplicative' || form.season === 'multiplicative') states[place.level] = Math.max(states[place.level] as number, 0.1 * mean);
  return { states, error: Math.max(1e-4, changeSize(plain)) };
}

/** Root mean square of the changes from one value to the next. */
function changeSize(plain: Float64Array): number {
  let squares = 0;
  for (let t = 1; t < plain.length; t += 1) squares += ((plain[t] as number) - (plain[t - 1] as number)) ** 2;
  return Math.sqrt(squares / (plain.length - 1));
}

function firstSeasons({ season }: EtsForm, period: number, y: Float64Array): Float64Array {
  if (season === 'none') return new Float64Array(period);
  const factors = seasonalFactors(y, period, season);
  if (season === 'additive' || factors.every((factor) => factor > 0.01)) return factors;
  const kept = factors.map((factor) => Math.max(factor, 0.01));
  return kept.map((factor) => (factor * period) / sum(kept));
}
