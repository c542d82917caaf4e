import type { Refused } from '../refused.ts';
import type { Forms } from './channel-response.ts';
import type { LiftTest, MixData } from './posterior.ts';

/** One row a week (or another even step), in order. */
export interface MediaRows {
  readonly outcome: Float64Array;
  readonly channels: ReadonlyArray<{ readonly name: string; readonly spend: Float64Array }>;
  /** What else moves the outcome: prices, events, competitors. Not what the spend itself brings about (visits, leads), which would hide its effect. */
  readonly controls?: ReadonlyArray<{ readonly name: string; readonly values: Float64Array }>;
}

export interface BaselineOptions {
  /** A straight trend; true by default. */
  readonly trend?: boolean;
  /** Rows a year and pairs of sine and cosine; { period: 52.18, pairs: 2 } by default, null for none. */
  readonly season?: { readonly period: number; readonly pairs: number } | null;
}

/** The controls of a model: ones, trend, season and those given, by name. */
export function controlColumns({ outcome, controls = [] }: MediaRows, { trend = true, season = { period: 52.18, pairs: 2 } }: BaselineOptions): Array<{ name: string; values: Float64Array }> {
  const n = outcome.length;
  const column = (name: string, valueAt: (t: number) => number): { name: string; values: Float64Array } => ({ name, values: Float64Array.from({ length: n }, (_, t) => valueAt(t)) });
  if (season && !(season.period > 2 && Number.isInteger(season.pairs) && season.pairs >= 0 && 2 * season.pairs < season.period)) throw new RangeError('A season has a period above two rows and whole pairs, fewer than half of it');
  const waves = season ? Array.from({ length: season.pairs }, (_, k) => k + 1).flatMap((k) => [column(`season, sine ${k}`, (t) => Math.sin((2 * Math.PI * k * t) / season.period)), column(`season, cosine ${k}`, (t) => Math.cos((2 * Math.PI * k * t) / season.period))]) : [];
  return [column('ones', () => 1), ...(trend ? [column('trend', (t) => t / n)] : []), ...waves, ...controls];
}

/** Throws a RangeError for no rows, no channels, arrays that differ in length, numbers that are not finite, and spend below zero. */
export function checkRows({ outcome, channels, controls = [] }: MediaRows): void {
  if (outcome.length === 0) throw new RangeError('A media mix needs at least one row');
  if (channels.length === 0) throw new RangeError('A media mix needs at least one channel');
  if (new Set([...channels, ...controls].map(({ name }) => name)).size < channels.length + controls.length) throw new RangeError('Two channels or controls have one name');
  checkSeries('The outcome', outcome, outcome.length);
  for (const { name, values } of controls) checkSeries(`Control ${name}`, values, outcome.length);
  for (const { name, spend } of channels) {
    checkSeries(`Channel ${name}`, spend, outcome.length);
    const below = spend.findIndex((value) => value < 0);
    if (below >= 0) throw new RangeError(`Channel ${name}: row ${below} is below zero`);
  }
}

function checkSeries(what: string, values: Float64Array, n: number): void {
  if (values.length !== n) throw new RangeError(`${what}: ${values.length} values for ${n} rows`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${what}: row ${bad} is not a finite number`);
}

/** Throws a RangeError for a test of a channel that is not there, of no rows, or without a result. */
export function checkLifts(lifts: readonly LiftTest[], { outcome, channels }: MediaRows): void {
  lifts.forEach(({ channel, from, to, scale, lift, standardError }, at) => {
    if (!channels.some(({ name }) => name === channel)) throw new RangeError(`Lift test ${at}: there is no channel ${channel}`);
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= outcome.length)) throw new RangeError(`Lift test ${at}: rows ${from} to ${to} are not rows of the table`);
    if (!(scale >= 0 && scale !== 1 && Number.isFinite(scale) && Number.isFinite(lift) && standardError > 0 && Number.isFinite(standardError))) throw new RangeError(`Lift test ${at}: a scale from zero other than one, a finite lift and a standard error above zero are needed`);
  });
}

/** Columns made orthonormal, one after the other (Gram and Schmidt, twice); the name of the first one that the others make up, if any. */
export function orthonormal(columns: ReadonlyArray<{ name: string; values: Float64Array }>): { basis: Float64Array[]; madeUp: string | null } {
  const basis: Float64Array[] = [];
  for (const { name, values } of columns) {
    const before = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    let rest = Float64Array.from(values);
    for (let round = 0; round < 2; round += 1) for (const one of basis) {
      const along = one.reduce((sum, value, t) => sum + value * (rest[t] as number), 0);
      rest = rest.map((value, t) => value - along * (one[t] as number));
    }
    const length = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
    if (!(length > 1e-8 * before)) return { basis, madeUp: name };
    basis.push(rest.map((value) => value / length));
  }
  return { basis, madeUp: null };
}

/** Units, basis and lifts of the channels that ever spent (`used`: their places). */
export function mixDataOf(rows: MediaRows, used: readonly number[], forms: Forms, settings: BaselineOptions & { readonly priorShares: readonly number[]; readonly lifts: readonly LiftTest[] }): MixData | Refused {
  const firstRow = forms.lags - 1;
  const judged = rows.outcome.length - firstRow;
  const columns = controlColumns(rows, settings).map(({ name, values }) => ({ name, values: values.slice(firstRow) }));
  if (judged < columns.length + 4 * used.length + 10) return { refused: `${Math.max(0, judged)} rows after ${firstRow} of history are too few for ${columns.length} controls and ${used.length} channels` };
  const { basis, madeUp } = orthonormal(columns);
  if (madeUp !== null) return { refused: `The control "${madeUp}" is constant or made of the others` };
  const level = rows.outcome.slice(firstRow).reduce((sum, value) => sum + value / judged, 0);
  if (!(level > 0)) return { refused: 'The outcome is not above zero on average: shares of it mean nothing' };
  const [low, high] = rows.outcome.subarray(firstRow).reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  if (high - low <= 1e-9 * level) return { refused: 'The outcome never changes' };
  const spends = used.map((channel) => scaledSpend(rows.channels[channel]?.spend as Float64Array));
  return {
    forms, firstRow, controls: controlColumns(rows, settings), outcome: rows.outcome.map((value) => value / level), spends, basis, priorShares: used.map((channel) => settings.priorShares[channel] as number),
    lifts: settings.lifts.flatMap((lift) => {
      const channel = used.findIndex((one) => rows.channels[one]?.name === lift.channel);
      const altered = spends[channel]?.map((value, t) => (t >= lift.from && t < lift.to ? value * lift.scale : value));
      return altered ? [{ channel, spend: altered, lift: lift.lift / level, standardError: lift.standardError / level }] : [];
    }),
  };
}

function scaledSpend(spend: Float64Array): Float64Array {
  const most = spend.reduce((largest, value) => Math.max(largest, value), 0);
  return spend.map((value) => value / most);
}
