import type { Refused } from '../refused.ts';
import { fitEts, type EtsFit } from './ets.ts';
import type { EtsForm } from './ets-path.ts';

/** Forms tried: all of no, additive and damped trend with no, additive and multiplicative seasons, but additive errors with multiplicative seasons, whose variance runs away (Hyndman and Khandakar 2008 §2.3). */
export function etsForms(seasonal: boolean, aboveZero: boolean): EtsForm[] {
  const errors = aboveZero ? (['additive', 'multiplicative'] as const) : (['additive'] as const);
  const seasons = (error: EtsForm['error']): Array<EtsForm['season']> => [...(['none'] as const), ...(seasonal ? (['additive'] as const) : []), ...(seasonal && error === 'multiplicative' ? (['multiplicative'] as const) : [])];
  return errors.flatMap((error) => (['none', 'additive', 'damped'] as const).flatMap((trend) => seasons(error).map((season) => ({ error, trend, season }))));
}

/**
 * The form of least AICc among those that the series allows (Hyndman and Khandakar 2008). Refuses where none can be fitted: the series is
 * too short or never changes.
 */
export function chooseEts(values: ArrayLike<number>, period: number, forms?: readonly EtsForm[]): EtsFit | Refused {
  const y = Float64Array.from(values);
  const tried = (forms ?? etsForms(period > 1 && y.length >= 2 * period, y.every((value) => value > 0))).map((form) => fitEts(y, { form, period }));
  const fits = tried.filter((fit): fit is EtsFit => !('refused' in fit));
  if (fits.length === 0) return tried[0] as Refused;
  return fits.reduce((one, other) => (other.aicc < one.aicc ? other : one));
}
