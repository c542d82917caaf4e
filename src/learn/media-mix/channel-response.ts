import { adstockParameters, adstockWeights, carried, type Adstock } from './adstock.ts';
import { saturated, type Saturation } from './saturation.ts';

/** Forms shared by all channels. */
export interface Forms {
  readonly adstock: Adstock;
  readonly saturation: Saturation;
  readonly lags: number;
}

/** A channel's saturated, carried-over spend, row by row, and its derivatives by the free parameters (those of the adstock, then ln κ). */
export interface Response {
  readonly value: Float64Array;
  readonly slopes: readonly Float64Array[];
}

const step = 1e-5;

const weightsAt = ({ adstock, lags }: Forms, free: ArrayLike<number>): Float64Array => adstockWeights(adstock, adstockParameters[adstock].map((one, at) => one.valueOf(free[at] as number, lags)), lags);

/** `spend` in units of its largest value. Slopes by the few adstock weights are central differences; the rest is exact. */
export function responseOf(forms: Forms, spend: Float64Array, free: Float64Array): Response {
  const count = adstockParameters[forms.adstock].length;
  const stock = carried(spend, weightsAt(forms, free));
  const kappa = Math.exp(free[count] as number);
  const [value, slope, byLogKappa] = [new Float64Array(spend.length), new Float64Array(spend.length), new Float64Array(spend.length)];
  for (let t = 0; t < stock.length; t += 1) {
    const here = saturated(forms.saturation, stock[t] as number, kappa);
    value[t] = here.value;
    slope[t] = here.slope;
    byLogKappa[t] = here.byLogKappa;
  }
  const slopes = Array.from({ length: count }, (_, j) => {
    const [above, below] = [step, -step].map((by) => weightsAt(forms, free.map((one, at) => (at === j ? one + by : one)))) as [Float64Array, Float64Array];
    const moved = carried(spend, above.map((one, lag) => (one - (below[lag] as number)) / (2 * step)));
    for (let t = 0; t < moved.length; t += 1) moved[t] = (moved[t] as number) * (slope[t] as number);
    return moved;
  });
  return { value, slopes: [...slopes, byLogKappa] };
}

/** The same without slopes. */
export function responseValue(forms: Forms, spend: Float64Array, free: Float64Array): Float64Array {
  const kappa = Math.exp(free[adstockParameters[forms.adstock].length] as number);
  return carried(spend, weightsAt(forms, free)).map((x) => saturated(forms.saturation, x, kappa).value);
}

/** Shares of the effect by weeks after the spend. */
export const carryOver = (forms: Forms, free: ArrayLike<number>): Float64Array => weightsAt(forms, free);
