import type { Figure } from '../bench.ts';
import type { MarketAnswers } from './ask-market.ts';
import { overCompanies, shareOverCompanies } from './clustered.ts';
import { baselineNames, coverageOf, missesOf, pointsAt, rangeScores, type BaselineName } from './forecast-scores.ts';

const weeks = [1, 4, 8] as const;
const fewestQuarters = 8;

/** What is said of quarters: do ranges hold as often as they promise, and do they and their middles beat the simple rules? */
export const forecastFigures = (markets: readonly MarketAnswers[]): Figure[] => weeks.flatMap((week) => figuresAt(markets, week));

function figuresAt(markets: readonly MarketAnswers[], week: number): Figure[] {
  const series = markets.map((market) => pointsAt(market.backtest.points, week)).filter((points) => coverageOf(points).of >= fewestQuarters);
  const coverage = shareOverCompanies(series.map((points) => ({ part: 100 * coverageOf(points).inside, of: coverageOf(points).of })));
  return [
    { name: `week ${week}: companies with at least ${fewestQuarters} scored quarters`, unit: 'companies', values: [series.length] },
    { name: `week ${week}: quarters inside the 8-in-10 range`, unit: '%', values: [coverage.mean], atLeast: 76, atMost: 84 },
    { name: `week ${week}: the same, 95 % interval, companies as clusters`, unit: '%', values: [coverage.low, coverage.high] },
    ...rangeFigures(series.map(rangeScores).filter((scores) => scores !== null), week),
    ...missFigures(series.map(missesOf).filter((misses) => misses !== null), week),
  ];
}

function rangeFigures(scores: ReadonlyArray<NonNullable<ReturnType<typeof rangeScores>>>, week: number): Figure[] {
  const meanOf = (name: BaselineName): number => {
    const values = scores.flatMap((one) => one.rules.get(name) ?? []);
    return values.length < scores.length / 2 ? Infinity : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const best = [...baselineNames].sort((a, b) => meanOf(a) - meanOf(b))[0] as BaselineName;
  const shared = scores.filter((one) => one.rules.has(best));
  const difference = overCompanies(shared.map((one) => one.product - (one.rules.get(best) as number)));
  return [
    { name: `week ${week}: interval score of the range, in parts of a mean quarter`, unit: 'quarters', values: [overCompanies(scores.map((one) => one.product)).mean] },
    { name: `week ${week}: interval score of the best simple rule with a range from its own past errors (${best})`, unit: 'quarters', values: [meanOf(best)] },
    { name: `week ${week}: product minus that rule, upper end of the 95 % interval`, unit: 'quarters', values: [difference.high], atMost: 0 },
    { name: `week ${week}: companies where that rule has the better range`, unit: 'companies', values: [shared.filter((one) => one.product >= (one.rules.get(best) as number)).length] },
  ];
}

function missFigures(misses: ReadonlyArray<NonNullable<ReturnType<typeof missesOf>>>, week: number): Figure[] {
  const difference = overCompanies(misses.map((one) => 100 * (one.product - one.chosenRule)));
  const won = misses.filter((one) => one.product < one.chosenRule).length;
  const judged = week === 4;
  return [
    { name: `week ${week}: usual miss of the middle`, unit: '%', values: misses.map((one) => 100 * one.product) },
    { name: `week ${week}: usual miss of the rule chosen on earlier quarters`, unit: '%', values: misses.map((one) => 100 * one.chosenRule) },
    { name: `week ${week}: companies in a hundred where the middle misses less`, unit: '%', values: [(100 * won) / misses.length], ...(judged ? { atLeast: 60 } : {}) },
    { name: `week ${week}: mean difference, upper end of the 95 % interval`, unit: 'points', values: [difference.high], ...(judged ? { atMost: 0 } : {}) },
  ];
}
