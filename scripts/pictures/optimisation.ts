import { planByPrices, randomStream } from '../../src/learn/index.ts';
import { across, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

const [subjects, actions] = [600, 3];

function option(): Drawing {
  const random = randomStream('picture of optimisation', 1);
  const costs = Float64Array.of(60, 20, 5);
  const gains = Float64Array.from({ length: subjects * actions }, (_, pair) => (costs[pair % actions] as number) * (0.2 + 3.5 * random() ** 2));
  const budgets = Array.from({ length: 25 }, (_, step) => 1000 * step);
  const best = budgets.map((budget): Point => {
    const plan = planByPrices({ subjects, actions, gains, limits: [{ name: 'budget', uses: costs, most: budget }] });
    if (!('value' in plan)) throw new Error('No plan');
    return [budget, plan.value];
  });
  return {
    legend, xAxis: across('budget'), yAxis: upward('gain of the plan'),
    series: [
      line('best plan', best, { lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] } }),
      line('largest gains first', budgets.map((budget): Point => [budget, largestFirst(gains, costs, budget)]), { lineStyle: { width: 2, color: colour.series[1] }, itemStyle: { color: colour.series[1] } }),
    ],
  };
}

/** What a person would do by hand: down the list of gains, as long as the budget lasts. */
function largestFirst(gains: Float64Array, costs: Float64Array, budget: number): number {
  const served = new Set<number>();
  let [left, value] = [budget, 0];
  for (const pair of [...gains.keys()].sort((a, b) => (gains[b] as number) - (gains[a] as number))) {
    const [subject, cost] = [Math.floor(pair / actions), costs[pair % actions] as number];
    if (cost > left || served.has(subject)) continue;
    served.add(subject);
    [left, value] = [left - cost, value + (gains[pair] as number)];
  }
  return value;
}

export const picture: Picture = { name: 'optimisation', alt: 'The best plan for each budget brings more than working down a list of the largest gains; each further unit of budget brings less.', option };
