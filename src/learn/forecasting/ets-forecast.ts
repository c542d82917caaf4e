import { weightAfter } from './ets-admissible.ts';
import type { EtsFit } from './ets.ts';
import type { Ahead } from './series.ts';

/** What a fitted model expects, and the standard deviation around it, for each step ahead. */
export interface EtsForecast {
  readonly mean: Ahead;
  readonly sd: Float64Array;
}

/** Forecasts from the last states, without further errors; variances by Hyndman, Koehler, Ord and Snyder 2008 §6.3–6.4, the weights taken as known. */
export function etsForecast(fit: EtsFit, horizon: number): EtsForecast {
  const plain = withoutSeason(fit, horizon);
  const { season } = fit.form;
  const seasonAt = (step: number): number => fit.seasons[step % fit.period] as number;
  const mean = plain.map((value, step) => (season === 'additive' ? value + seasonAt(step) : season === 'multiplicative' ? value * seasonAt(step) : value));
  const variance = fit.form.error === 'additive' ? additiveVariance(fit, horizon) : relativeVariance(fit, season === 'multiplicative' ? plain : mean);
  const sd = variance.map((value, step) => Math.sqrt(Math.max(0, value)) * (season === 'multiplicative' ? seasonAt(step) : 1));
  return { mean, sd };
}

function withoutSeason({ level, slope, phi }: EtsFit, horizon: number): Float64Array {
  let [value, step] = [level, slope];
  return Float64Array.from({ length: horizon }, () => {
    step *= phi;
    value += step;
    return value;
  });
}

/** σ² (1 + Σ c_j²) (eq. 6.1). */
function additiveVariance(fit: EtsFit, horizon: number): Float64Array {
  let total = 1;
  return Float64Array.from({ length: horizon }, (_, step) => {
    if (step > 0) total += weightAfter(fit.form, fit.period, fit.parameters, step, fit.form.season === 'additive') ** 2;
    return fit.variance * total;
  });
}

/** (1 + σ²) θ_h − μ_h², θ_h = μ_h² + σ² Σ c_j² θ_{h−j} (eq. 6.2); with multiplicative seasons (1 + σ²)(1 + γ² σ²)^k θ_h − μ_h² by the season squared (eq. 6.5), k rounds. */
function relativeVariance(fit: EtsFit, mean: Float64Array): Float64Array {
  const { variance, form, period, parameters, gamma } = fit;
  const seasonal = form.season === 'multiplicative';
  const thetas: number[] = [];
  return mean.map((value, step) => {
    let theta = value * value;
    for (let j = 1; j <= step; j += 1) theta += variance * weightAfter(form, period, parameters, j, !seasonal && form.season !== 'none') ** 2 * (thetas[step - j] as number);
    thetas.push(theta);
    return theta * (1 + variance) * (seasonal ? (1 + gamma * gamma * variance) ** Math.floor(step / period) : 1) - value * value;
  });
}
