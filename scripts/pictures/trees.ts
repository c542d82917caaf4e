import { normalDraw, randomStream, trainTrees, treeScorer } from '../../src/learn/index.ts';
import { across, colour, dots, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

const truth = (x: number): number => (x < 2 ? 1 : x < 6 ? 1 + 0.5 * (x - 2) : 1.6 + Math.sin(3 * x) * 0.25);

function option(): Drawing {
  const random = randomStream('picture of trees', 1);
  const x = Float64Array.from({ length: 500 }, () => 10 * random());
  const y = x.map((value) => truth(value) + 0.45 * normalDraw(random));
  const grid = Float64Array.from({ length: 400 }, (_, at) => at / 40);
  const after = (rounds: number): Point[] => {
    const { model } = trainTrees([x], y, { objective: { kind: 'squared' }, rounds, depth: 3, eta: 0.1, minChildWeight: 20 });
    return [...treeScorer(model).batch([grid])].map((value, at) => [grid[at] as number, value]);
  };
  return {
    legend, xAxis: across('what is known'), yAxis: upward('what came', { min: -0.5, max: 4.5 }),
    series: [
      dots('rows', [...x].map((value, row): Point => [value, y[row] as number])),
      line('after 5 trees', after(5), { lineStyle: { width: 2, color: colour.series[1] }, itemStyle: { color: colour.series[1] } }),
      line('after 60 trees', after(60), { lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] } }),
      line('the truth', [...grid].map((value): Point => [value, truth(value)]), { lineStyle: { width: 1.5, type: 'dashed', color: colour.ink }, itemStyle: { color: colour.ink } }),
    ],
  };
}

export const picture: Picture = { name: 'trees', alt: 'Five trees follow the middle of the rows; sixty find the step, the slope and the waves of the truth.', option };
