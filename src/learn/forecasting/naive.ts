import { demandSeries, type Ahead, type Outlook } from './series.ts';

/** The last value of the same season again (for period 1, the last value). A series shorter than a round of the seasons repeats its last value. */
export function seasonalNaive(values: ArrayLike<number>, outlook: Outlook): Ahead {
  const y = demandSeries(values, outlook);
  const round = y.length < outlook.period ? 1 : outlook.period;
  return Float64Array.from({ length: outlook.horizon }, (_, step) => y[y.length - round + (step % round)] as number);
}

/** The last value, moved on by the mean change so far: the line through the first and the last value. One value is repeated. */
export function naiveDrift(values: ArrayLike<number>, outlook: Outlook): Ahead {
  const y = demandSeries(values, outlook);
  const last = y[y.length - 1] as number;
  const drift = y.length > 1 ? (last - (y[0] as number)) / (y.length - 1) : 0;
  return Float64Array.from({ length: outlook.horizon }, (_, step) => last + drift * (step + 1));
}
