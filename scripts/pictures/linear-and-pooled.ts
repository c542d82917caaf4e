import { fitMixed, normalDraw, randomStream } from '../../src/learn/index.ts';
import { colour, legend, upward, type Drawing, type Picture, type Point } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of pooling', 2);
  const sizes = [2, 3, 4, 5, 6, 8, 10, 14, 20, 40];
  const group: string[] = [];
  const y: number[] = [];
  sizes.forEach((size, index) => {
    const own = 50 + 5 * normalDraw(random);
    for (let row = 0; row < size; row += 1) { group.push(`g${index}`); y.push(own + 12 * normalDraw(random)); }
  });
  const ones = new Float64Array(y.length).fill(1);
  const fit = fitMixed(ones, Float64Array.from(y), 1, ones, 1, group);
  if ('refused' in fit) throw new Error(fit.refused);
  const all = fit.coefficients[0] as number;
  const own = sizes.map((_, index): number => { const values = y.filter((__, row) => group[row] === `g${index}`); return values.reduce((sum, value) => sum + value, 0) / values.length; });
  const pooled = fit.groups.map(({ effects }) => all + (effects[0] as number));
  const at = (values: readonly number[]): Point[] => values.map((value, index): Point => [index, value]);
  return {
    legend,
    xAxis: { type: 'category', data: sizes.map((size) => `${size} rows`), name: 'groups, by size', nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: colour.muted }, axisLabel: { color: colour.muted }, axisLine: { lineStyle: { color: colour.rule } } },
    yAxis: upward('mean', { scale: true }),
    series: [
      ...sizes.map((_, index) => ({ type: 'line', silent: true, showSymbol: false, data: [[index, own[index]], [index, pooled[index]]], lineStyle: { color: colour.rule, width: 2 } })),
      { name: 'by itself', type: 'scatter', data: at(own), symbolSize: 9, itemStyle: { color: '#FFFFFF', borderColor: colour.series[1], borderWidth: 2 } },
      { name: 'pooled', type: 'scatter', data: at(pooled), symbolSize: 9, itemStyle: { color: colour.series[0] }, markLine: { silent: true, symbol: 'none', data: [{ yAxis: all }], lineStyle: { color: colour.muted, type: 'dashed' }, label: { formatter: 'all groups', position: 'insideEndTop', color: colour.muted } } },
    ],
  };
}

export const picture: Picture = { name: 'linear-and-pooled', alt: 'Means of small groups are drawn far towards the mean of all groups; means of large groups stay where they are.', option };
