import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export interface CompetitionSeries {
  readonly train: Float64Array;
  readonly test: Float64Array;
}

export interface CompetitionSet {
  readonly name: 'monthly' | 'quarterly';
  readonly period: number;
  readonly horizon: number;
  readonly series: readonly CompetitionSeries[];
}

const folder = fileURLToPath(new URL('../../../shared/data/m3-business-series', import.meta.url));

/** Monthly and quarterly series of the M3 competition; null where the files are not here. */
export function m3Sets(): CompetitionSet[] | null {
  if (!existsSync(`${folder}/m3_quarterly.csv`)) return null;
  return [
    { name: 'monthly', period: 12, horizon: 18, series: seriesOf(gunzipSync(readFileSync(`${folder}/m3_monthly.csv.gz`)).toString()) },
    { name: 'quarterly', period: 4, horizon: 8, series: seriesOf(readFileSync(`${folder}/m3_quarterly.csv`, 'utf8')) },
  ];
}

function seriesOf(text: string): CompetitionSeries[] {
  const byId = new Map<string, { train: number[]; test: number[] }>();
  for (const line of text.trim().split('\n').slice(1)) {
    const [id, , , , , , set, value] = line.replaceAll('"', '').split(',') as [string, string, string, string, string, string, 'train' | 'test', string];
    const series = byId.get(id) ?? { train: [], test: [] };
    byId.set(id, series);
    series[set].push(Number(value));
  }
  return [...byId.values()].map(({ train, test }) => ({ train: Float64Array.from(train), test: Float64Array.from(test) }));
}

/** The same with the last `horizon` training values in place of the test values: what a method may be chosen by. */
export function heldOut({ series, horizon, ...rest }: CompetitionSet): CompetitionSet {
  return { ...rest, horizon, series: series.map(({ train }) => ({ train: train.slice(0, -horizon), test: train.slice(-horizon) })) };
}
