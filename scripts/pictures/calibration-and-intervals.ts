import { conformalQuantiles, normalDraw, randomStream, trainTrees, treeScorer } from '../../src/learn/index.ts';
import { across, band, dots, legend, upward, type Drawing, type Picture, type Point } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of intervals', 1);
  const draw = (count: number): { x: Float64Array; y: Float64Array } => {
    const x = Float64Array.from({ length: count }, () => 10 * random());
    return { x, y: x.map((value) => 4 + Math.sin(value) + (0.15 + 0.12 * value) * normalDraw(random)) };
  };
  const [training, calibration, shown] = [draw(1500), draw(400), draw(350)];
  const bound = (share: number) => treeScorer(trainTrees([training.x], training.y, { objective: { kind: 'quantile', share }, rounds: 80, depth: 3, eta: 0.1, minChildWeight: 20 }).model);
  const [low, high] = [bound(0.1), bound(0.9)];
  const by = conformalQuantiles(low.batch([calibration.x]), high.batch([calibration.x]), calibration.y, 0.2);
  const grid = Float64Array.from({ length: 200 }, (_, at) => at / 20);
  const edge = (scorer: typeof low, sign: number): Point[] => [...scorer.batch([grid])].map((value, at) => [grid[at] as number, value + sign * by]);
  return {
    legend: { ...legend, data: ['8 in 10 range', 'new rows'] }, xAxis: across('what is known'), yAxis: upward('what came'),
    series: [...band('8 in 10 range', edge(low, -1), edge(high, 1)), dots('new rows', [...shown.x].map((value, row): Point => [value, shown.y[row] as number]), { symbolSize: 5 })],
  };
}

export const picture: Picture = { name: 'calibration-and-intervals', alt: 'A range that is narrow where rows lie close together and wide where they scatter; eight in ten new rows fall inside.', option };
