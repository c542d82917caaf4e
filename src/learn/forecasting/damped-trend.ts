import { fitEts } from './ets.ts';
import { etsForecast } from './ets-forecast.ts';
import { withoutSeasons } from './seasonal-factors.ts';
import { demandSeries, type Ahead, type Outlook } from './series.ts';
import { naiveDrift } from './naive.ts';

/**
 * Damped trend on the series without its seasons (Gardner and McKenzie 1985; "Dampen" of the M competitions): exponential smoothing with
 * additive errors and a damped trend; then the seasons again. Where that cannot be fitted, the last value with half of the mean change.
 */
export function dampedTrend(values: ArrayLike<number>, outlook: Outlook): Ahead {
  const y = demandSeries(values, outlook, 3);
  const { values: plain, restore } = withoutSeasons(y, outlook.period);
  const fit = fitEts(plain, { form: { error: 'additive', trend: 'damped', season: 'none' }, period: 1 });
  if (!('refused' in fit)) return restore(etsForecast(fit, outlook.horizon).mean);
  const last = plain[plain.length - 1] as number;
  return restore(naiveDrift(plain, outlook).map((value) => (value + last) / 2));
}
