import { countWords, forecastSentence, moneyWords, recordSentence, refusalWords, roundToRange, type Baselines, type ForecastAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

const baselineNames: Readonly<Record<keyof Baselines, string>> = {
  bookedOverUsualShare: 'booked so far ÷ usual share by this week', stageWeighted: 'stage-weighted sum', repsDates: "reps' own dates",
  lastQuarter: 'last quarter', sameQuarterLastYear: 'same quarter last year', baseRate: 'plain win rate', stageAge: 'stage-and-age table',
};

/** The sentence of each quarter, its record, and what simple rules say beside it. */
export function forecastLines(forecasts: readonly ForecastAnswer[]): string[] {
  if (forecasts.length === 0) return ['No quarter can be forecast: no deals are held.'];
  return forecasts.flatMap((forecast, index) => [...(index === 0 ? [] : ['']), ...oneQuarter(forecast)]);
}

/** The next quarters in short; a refusal that all of them share is said once. */
export function shortForecasts(forecasts: readonly ForecastAnswer[], quarters = 2): string[] {
  const next = forecasts.slice(0, quarters);
  const reasons = new Set(next.map((forecast) => forecast.refusal && refusalWords(forecast.refusal).join(' ')));
  return reasons.size === 1 && next[0]?.refusal ? shortForecast(next[0]) : next.flatMap(shortForecast);
}

/** One quarter in two or three lines, without the baselines. */
function shortForecast(forecast: ForecastAnswer): string[] {
  if (forecast.refusal) return [`${forecast.quarter}: ${refusalWords(forecast.refusal)[0] ?? ''}`, ...refusalWords(forecast.refusal).slice(1).map((line) => `  ${line}`)];
  return [
    forecastSentence(forecast),
    `  Won so far ${quantity(forecast, forecast.bookedSoFar)}. ${recordSentence(forecast.record)}`,
    ...(forecast.rangeFromPrior ? ['  Fewer than six past quarters: the width of the range comes from an assumption, not from your record.'] : []),
    ...(forecast.excludedDeals > 0 ? [`  ${countWords(forecast.excludedDeals, 'deal')} left out: ${forecast.excludedWhy ?? 'no chance is given for them'}.`] : []),
  ];
}

function oneQuarter(forecast: ForecastAnswer): string[] {
  const known = (Object.keys(baselineNames) as Array<keyof Baselines>).filter((name) => forecast.baselines[name] !== null);
  if (known.length === 0) return shortForecast(forecast);
  const table = tableLines(known, [
    { title: 'Other ways to say it', cell: (name) => baselineNames[name] },
    { title: forecast.quarter, align: 'right', cell: (name) => quantity(forecast, forecast.baselines[name] ?? 0) },
  ]);
  return [...shortForecast(forecast), ...table.map((line) => `  ${line}`)];
}

function quantity({ unit, currency, p10, p90 }: ForecastAnswer, value: number): string {
  if (unit === 'deals') return countWords(Math.round(value), 'deal');
  return moneyWords(p10 === null || p90 === null ? value : roundToRange(value, p10, p90), currency, p10 === null ? 3 : 6);
}
