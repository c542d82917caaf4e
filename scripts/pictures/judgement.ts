import { logistic, normalDraw, randomStream, wilsonInterval } from '../../src/learn/index.ts';
import { across, colour, intervals, legend, line, upward, type Drawing, type Picture } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of judgement', 1);
  const rows = Array.from({ length: 2000 }, () => {
    const odds = 1.1 * normalDraw(random);
    return { said: logistic(1.8 * odds), came: random() < logistic(odds) ? 1 : 0 };
  }).sort((a, b) => a.said - b.said);
  const groups = Array.from({ length: 10 }, (_, group) => rows.slice(group * 200, (group + 1) * 200)).map((part) => {
    const came = part.reduce((sum, row) => sum + row.came, 0);
    return { at: part.reduce((sum, row) => sum + row.said, 0) / part.length, middle: came / part.length, ...wilsonInterval(came, part.length, 1.96) };
  });
  return {
    legend, xAxis: across('chance said', { min: 0, max: 1 }), yAxis: upward('share that came', { min: 0, max: 1 }),
    series: [
      line('perfect', [[0, 0], [1, 1]], { lineStyle: { color: colour.muted, type: 'dashed', width: 1.5 }, itemStyle: { color: colour.muted } }),
      ...intervals('ten groups of 200 rows, with 95 % intervals', groups, colour.series[0]),
    ],
  };
}

export const picture: Picture = { name: 'judgement', alt: 'Chances that are too sure: those said to be near 0 come more often, those said to be near 1 less often.', option };
