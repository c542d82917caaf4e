import { logistic } from '../logistic.ts';
import { maximise } from '../newton.ts';

/** chance = logistic(shift + stretch · ln 2 · weight): shift 0 and stretch 1 take a weight (log2 odds) at its word. */
export interface WeightScale {
  readonly shift: number;
  readonly stretch: number;
}

/** A pair that a person has judged. */
export interface JudgedPair {
  readonly weight: number;
  readonly isSame: boolean;
}

export const takenAtItsWord: WeightScale = { shift: 0, stretch: 1 };

/** Before any answer: how far shift (in log odds) and stretch may lie from a weight's word, as standard deviations. */
const shiftSpread = 5;
const stretchSpread = 0.7;

export const chanceOfWeight = ({ shift, stretch }: WeightScale, weight: number): number => logistic(shift + stretch * Math.LN2 * weight);

/**
 * What weights mean, from answers: the likeliest shift and stretch given normal priors about a weight's word (maximum a posteriori), so that a
 * handful of answers moves them a little and dozens move them to where they belong. Which pairs were asked may depend on their weights and on nothing else.
 */
export function fitWeightScale(judged: readonly JudgedPair[]): WeightScale {
  const summit = maximise(Float64Array.of(0, 1), (at) => {
    const scale = { shift: at[0] as number, stretch: at[1] as number };
    let value = -0.5 * ((scale.shift / shiftSpread) ** 2 + ((scale.stretch - 1) / stretchSpread) ** 2);
    const gradient = Float64Array.of(-scale.shift / shiftSpread ** 2, -(scale.stretch - 1) / stretchSpread ** 2);
    const information = Float64Array.of(1 / shiftSpread ** 2, 0, 0, 1 / stretchSpread ** 2);
    for (const { weight, isSame } of judged) {
      const x = Math.LN2 * weight;
      const odds = scale.shift + scale.stretch * x;
      const chance = logistic(odds);
      value -= Math.log1p(Math.exp(-Math.abs(odds))) + Math.max(0, isSame ? -odds : odds);
      const residual = Number(isSame) - chance;
      const spread = chance * (1 - chance);
      gradient[0] = (gradient[0] as number) + residual;
      gradient[1] = (gradient[1] as number) + residual * x;
      [1, x, x, x * x].forEach((part, cell) => { information[cell] = (information[cell] as number) + spread * part; });
    }
    return { value, gradient, information: () => information };
  });
  return { shift: summit.at[0] as number, stretch: summit.at[1] as number };
}
