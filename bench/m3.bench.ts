import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forecastSeries, intervalScore, mase, medianForecast, seasonalNaive, smape, type Ahead, type MedianForecast, type SeriesForecast } from '../src/learn/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { heldOut, m3Sets, type CompetitionSet } from './m3/m3-series.ts';

/** sMAPE over the same test values, from the entrants' own forecasts (Makridakis and Hibon 2000; Mcomp's M3Forecast). */
const published = {
  monthly: { Theta: 13.89, ForecastPro: 13.9, 'Comb S-H-D': 14.47, Dampen: 14.58, 'Naive 2': 16.89 },
  quarterly: { Theta: 8.96, 'Comb S-H-D': 9.22, Dampen: 9.36, 'PP-Autocast': 9.39, 'Naive 2': 9.95 },
};
/** What the default method is held to. */
const most = { monthly: 14, quarterly: 9.25 };
const level = 0.8;

interface Referee { readonly version: string; readonly forecasts: readonly Ahead[] }

/** statsmodels' Theta, run as a child; its threads do not spin. */
async function theirTheta({ series, period, horizon }: CompetitionSet): Promise<Referee | null> {
  const script = fileURLToPath(new URL('./m3/theta-of-statsmodels.py', import.meta.url));
  const child = spawn('/usr/bin/python3', [script], { env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', OMP_WAIT_POLICY: 'PASSIVE' }, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)).on('error', () => resolve(1)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(series.map(({ train }) => JSON.stringify({ period, horizon, series: [...train] })).join('\n'));
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  if (await ended !== 0) return null;
  const [first, ...rest] = text.trim().split('\n').map((line) => JSON.parse(line) as unknown);
  return { version: (first as { version: string }).version, forecasts: rest.map((one) => Float64Array.from(one as number[])) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const errorOf = ({ series }: CompetitionSet, forecasts: readonly Ahead[]): number => mean(series.map(({ test }, at) => smape(test, forecasts[at] as Ahead)));

interface Ours { readonly forecasts: readonly SeriesForecast[]; readonly cpuSeconds: number }

function forecastAll({ series, period, horizon }: CompetitionSet): Ours {
  const before = process.cpuUsage();
  const forecasts = series.map(({ train }) => forecastSeries(train, { horizon, period, level }));
  const { user, system } = process.cpuUsage(before);
  return { forecasts, cpuSeconds: (user + system) / 1e6 };
}

type MiddleAndParts = Pick<MedianForecast, 'mean' | 'parts'>;

/** Each method of the median by itself; where one could not be fitted, the median stands in. */
const partOf = (forecasts: readonly MiddleAndParts[], name: string): Ahead[] => forecasts.map((one) => one.parts[name] ?? one.mean);

function errorFigures(set: CompetitionSet, forecasts: readonly MiddleAndParts[], when: string, promise: { atMost?: number }): Figure[] {
  const figure = (name: string, aheads: readonly Ahead[], held: { atMost?: number } = {}): Figure => ({ name: `${set.name}, ${when}: ${name}`, unit: '% sMAPE', values: [errorOf(set, aheads)], ...held });
  return [
    figure('the default (median of four)', forecasts.map((one) => one.mean), promise),
    ...[['exponential smoothing by AICc', 'ets'], ['Theta', 'theta'], ['optimised Theta', 'optimisedTheta'], ['damped trend', 'dampedTrend']].map(([name, part]) => figure(name as string, partOf(forecasts, part as string))),
    figure('seasonal naive', set.series.map(({ train }) => seasonalNaive(train, { horizon: set.horizon, period: set.period }))),
  ];
}

function intervalFigures(set: CompetitionSet, { forecasts, cpuSeconds }: Ours): Figure[] {
  const judged = forecasts.flatMap((one, at) => (one.low && one.high ? [intervalScore((set.series[at] as { test: Float64Array }).test, one.low, one.high, level)] : []));
  const scaled = set.series.flatMap(({ train, test }, at) => mase(test, (forecasts[at] as SeriesForecast).mean, train, set.period) ?? []);
  return [
    { name: `${set.name}: test values inside the 80 % intervals`, unit: '%', values: [100 * mean(judged.map((one) => one.coverage))], atLeast: 75, atMost: 85 },
    { name: `${set.name}: series without an interval`, unit: 'series', values: [forecasts.length - judged.length] },
    { name: `${set.name}: series whose own past was too short to calibrate`, unit: 'series', values: [forecasts.filter((one) => one.calibration?.by === 'model').length] },
    { name: `${set.name}: MASE of the default`, unit: 'MASE', values: [mean(scaled)] },
    { name: `${set.name}: time of the default with its intervals`, unit: 'CPU ms a series', values: [(1000 * cpuSeconds) / forecasts.length] },
  ];
}

async function figuresOf(set: CompetitionSet, context: BenchContext): Promise<Figure[]> {
  const held = heldOut(set);
  const chosenOn = held.series.map(({ train }) => medianForecast(train, held));
  context.say(`${set.name}: ${set.series.length} series; last training values held out and forecast`);
  const ours = forecastAll(set);
  const referee = await theirTheta(set);
  context.say(referee ? `${set.name}: statsmodels ${referee.version} ThetaModel` : `${set.name}: statsmodels is not here`);
  const theta = errorOf(set, partOf(ours.forecasts, 'theta'));
  const beside: Figure[] = referee ? [
    { name: `${set.name}, test: Theta of statsmodels ${referee.version}`, unit: '% sMAPE', values: [errorOf(set, referee.forecasts)] },
    { name: `${set.name}, test: our Theta and that of statsmodels differ by`, unit: '% sMAPE', values: [Math.abs(theta - errorOf(set, referee.forecasts))], atMost: 0.05 },
  ] : [];
  return [
    ...errorFigures(held, chosenOn, 'hold-out inside the training values', {}), ...errorFigures(set, ours.forecasts, 'test', { atMost: most[set.name] }), ...beside,
    ...Object.entries(published[set.name]).map(([name, value]) => ({ name: `${set.name}, test: ${name} as published (${value})`, unit: '% sMAPE', values: [value] })), ...intervalFigures(set, ours),
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const sets = m3Sets();
  if (!sets) {
    context.say('the M3 series are not here (../shared/data/m3-business-series): nothing measured');
    return [];
  }
  const figures: Figure[] = [];
  for (const set of sets) figures.push(...(await figuresOf(set, context)));
  return figures;
}

/** The default is the median of four methods by the literature (Petropoulos and Svetunkov 2020), held against the hold-out first and the test values once. */
export const bench: Bench = {
  asks: 'How well does the default forecast do on 2,184 public business series, do its intervals hold, and is Theta the one of statsmodels?',
  rounds: 1,
  measure,
};
