import { carried, adstockWeights } from './adstock.ts';
import { orthonormal } from './mix-data.ts';
import { unexplained } from './posterior.ts';

/** Spend that varies by less than this share of its mean never varied. */
const varies = 0.05;
/** Above this variance inflation a channel moves with the others (Kutner et al. 2005, §10.5). */
const inflated = 10;

/**
 * Why the rows cannot tell a channel's effect whatever the model says: its spend never varied, or its carried-over spend (half of it a week) is made up of the controls and the other channels.
 * Null where they can.
 */
export function reasonUntold(spends: ReadonlyArray<{ name: string; spend: Float64Array }>, channel: number, controls: ReadonlyArray<{ readonly name: string; readonly values: Float64Array }>, firstRow: number): string | null {
  const own = spends[channel] as { name: string; spend: Float64Array };
  const mean = own.spend.reduce((sum, value) => sum + value / own.spend.length, 0);
  const sd = Math.sqrt(own.spend.reduce((sum, value) => sum + (value - mean) ** 2 / own.spend.length, 0));
  if (sd < varies * mean) return 'Its spend never varied';
  const stocks = spends.map(({ name, spend }) => ({ name, values: carried(spend, adstockWeights('geometric', [0.5], 13)).slice(firstRow) }));
  const target = stocks[channel]?.values as Float64Array;
  const alone = squares(unexplained(target, spanOf([{ name: 'ones', values: target.map(() => 1) }])));
  const besideControls = spanOf(controls.map(({ name, values }) => ({ name, values: values.slice(firstRow) })));
  if (alone > inflated * squares(unexplained(target, besideControls))) return 'It moves with the trend, the season or the controls';
  const others = stocks.filter((_, at) => at !== channel);
  if (alone <= inflated * squares(unexplained(target, spanOf([...besideControls.map((values, at) => ({ name: `${at}`, values })), ...others])))) return null;
  const nearest = others.reduce((best, one) => (Math.abs(correlation(one.values, target)) > Math.abs(correlation(best.values, target)) ? one : best));
  return `It moves with ${nearest.name}`;
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

/** A basis of what the columns span; those made of others add nothing. */
function spanOf(columns: ReadonlyArray<{ name: string; values: Float64Array }>): Float64Array[] {
  return columns.reduce<Float64Array[]>((basis, column) => orthonormal([...basis.map((values, at) => ({ name: `${at}`, values })), column]).basis, []);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const centre = (values: Float64Array): Float64Array => { const mean = values.reduce((sum, value) => sum + value / values.length, 0); return values.map((value) => value - mean); };
  const [x, y] = [centre(a), centre(b)];
  const size = Math.sqrt(squares(x) * squares(y));
  return size > 0 ? x.reduce((sum, value, t) => sum + value * (y[t] as number), 0) / size : 0;
}
