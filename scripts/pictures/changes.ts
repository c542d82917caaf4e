import { changeInterval, findChanges, normalDraw, randomStream } from '../../src/learn/index.ts';
import { across, colour, dots, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of changes', 1);
  const y = Array.from({ length: 96 }, (_, week) => (week < 37 ? 62 : week < 70 ? 48 : 55) + 7 * normalDraw(random));
  const { starts } = findChanges(y, { penalty: 3 * 49 * Math.log(y.length), minSegment: 6 });
  const edges = [0, ...starts, y.length];
  const means = edges.slice(1).flatMap((to, at): Point[] => {
    const part = y.slice(edges[at], to);
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    return [[edges[at] as number, mean], [to, mean]];
  });
  const areas = starts.map((start, at) => {
    const range = changeInterval(y, start, { from: edges[at] ?? 0, to: edges[at + 2] ?? y.length });
    return [{ xAxis: range?.earliest ?? start }, { xAxis: range?.latest ?? start }];
  });
  return {
    legend, xAxis: across('week', { max: 96 }), yAxis: upward('measured', { scale: true }),
    series: [
      dots('each week', y.map((value, week): Point => [week, value]), { symbolSize: 6 }),
      line('level', means, { lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] }, markArea: { silent: true, itemStyle: { color: colour.band, opacity: 0.8 }, data: areas } }),
    ],
  };
}

export const picture: Picture = { name: 'changes', alt: 'A level that falls and partly recovers; where each change may lie, with 95 % confidence, is shaded.', option };
