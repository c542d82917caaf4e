import { modelCutInterval, normalDraw, partitionModel, randomStream } from '../../src/learn/index.ts';
import { across, colour, dots, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of lines', 1);
  const people = Float64Array.from({ length: 260 }, () => 5 + 95 * random());
  const days = people.map((size) => (size < 40 ? 48 : 31) + 7 * normalDraw(random));
  const ones = new Float64Array(people.length).fill(1);
  const column = { name: 'people', values: people };
  const part = partitionModel(ones, days, 1, [column], { kind: 'linear' });
  const range = modelCutInterval(ones, days, 1, column, { kind: 'linear', seed: 1, draws: 199 });
  if (part.line?.kind !== 'number' || range === null) throw new Error('No line was found');
  const { atMost: cut } = part.line;
  const mean = (side: (size: number) => boolean): number => { const own = days.filter((_, row) => side(people[row] as number)); return own.reduce((sum, value) => sum + value, 0) / own.length; };
  const [below, above] = [mean((size) => size <= cut), mean((size) => size > cut)];
  return {
    legend, xAxis: across('people', { min: 0, max: 100 }), yAxis: upward('days', { scale: true }),
    series: [
      dots('each company', [...people].map((size, row): Point => [size, days[row] as number]), { symbolSize: 5 }),
      line('mean of each side', [[0, below], [cut, below], [cut, above], [100, above]], {
        lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] },
        markArea: { silent: true, itemStyle: { color: colour.band, opacity: 0.9 }, data: [[{ xAxis: range.low }, { xAxis: range.high }]] },
      }),
    ],
  };
}

export const picture: Picture = { name: 'lines', alt: 'One line along the number of people, found only after a test that something changes at all; where the line moves when rows are drawn anew is shaded.', option };
