import { crossFitRewards, evaluatePolicy, linearRewards, randomStream, type PolicyEstimator } from '../../src/learn/index.ts';
import { colour, intervals, legend, upward, type Drawing, type Picture } from './frame.ts';

/** Value of the policy asked about, worked out from how the rounds are drawn. */
const truth = 0.5 * (0.9 * 0.3 + 0.1 * 0.3) + 0.5 * (0.1 * 0.3 + 0.9 * 0.5);
const names: ReadonlyArray<readonly [PolicyEstimator, string]> = [['ipw', 'IPW'], ['snipw', 'SNIPW'], ['dm', 'DM'], ['dr', 'DR'], ['sndr', 'SNDR'], ['switchDr', 'Switch-DR'], ['drOs', 'DRos']];

function estimates(count: number) {
  const random = randomStream('picture of policies', count);
  const rows = Array.from({ length: count }, () => {
    const size = random();
    const action = random() < 0.8 ? 0 : 1;
    return { size, action, propensity: action === 0 ? 0.8 : 0.2, reward: Number(random() < (action === 0 ? 0.3 : 0.2 + 0.4 * size)) };
  });
  const rounds = { actions: 2, action: rows.map((row) => row.action), reward: rows.map((row) => row.reward), propensity: rows.map((row) => row.propensity), columns: [rows.map((row) => row.size)] };
  const target = rows.flatMap(({ size }) => (size > 0.5 ? [0.1, 0.9] : [0.9, 0.1]));
  return evaluatePolicy(rounds, target, { rewards: crossFitRewards(rounds, linearRewards(), { seed: 1 }) }).estimates;
}

function option(): Drawing {
  const shown = (count: number, shift: number) => names.map(([name], at) => {
    const one = estimates(count)?.[name];
    return { at: at + shift, middle: one?.estimate ?? 0, low: one?.low ?? 0, high: one?.high ?? 0 };
  });
  return {
    legend,
    xAxis: { type: 'value', min: -0.5, max: 6.5, interval: 1, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: colour.rule } } },
    yAxis: upward('value of the policy', { scale: true }),
    series: [
      ...intervals('500 rounds', shown(500, -0.12), colour.series[1]), ...intervals('5,000 rounds', shown(5000, 0.12), colour.series[0]),
      {
        name: 'the truth', type: 'line', showSymbol: false, data: [[-0.5, truth], [6.5, truth]], lineStyle: { width: 1.5, type: 'dashed', color: colour.ink }, itemStyle: { color: colour.ink },
      },
    ],
    graphic: names.map(([, label], at) => ({ type: 'text', silent: true, x: 64 + ((at + 0.5) / 7) * 672, y: 300, style: { text: label, align: 'center', fill: colour.ink, fontSize: 13, fontFamily: 'Inter, Helvetica, Arial, sans-serif' } })),
  };
}

export const picture: Picture = { name: 'policies', alt: 'IPW, SNIPW, DR and SNDR lie around the truth, closer with more rounds; DM, Switch-DR and DRos lean on a model that is wrong here: sure, and beside it.', option };
