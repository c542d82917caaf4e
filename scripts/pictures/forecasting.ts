import { forecastSeries, normalDraw, randomStream } from '../../src/learn/index.ts';
import { across, band, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

const known = 96;

function option(): Drawing {
  const random = randomStream('picture of forecasting', 2);
  let level = 100;
  const values = Array.from({ length: known + 18 }, (_, month) => {
    level += 0.5 + 1.5 * normalDraw(random);
    return level + 16 * Math.sin((Math.PI * month) / 6) + 4 * normalDraw(random);
  });
  const { mean, low, high } = forecastSeries(Float64Array.from(values.slice(0, known)), { horizon: 18, period: 12, level: 0.8 });
  if (low === null || high === null) throw new Error('No interval');
  const last = [known - 1, values[known - 1] as number] as const;
  const ahead = (numbers: ArrayLike<number>): Point[] => [last, ...Array.from(numbers, (value, at): Point => [known + at, value])];
  return {
    legend: { ...legend, data: ['seen', 'forecast', '8 in 10 range', 'what came'] }, xAxis: across('month', { max: known + 17 }), yAxis: upward('measured', { scale: true }),
    series: [
      ...band('8 in 10 range', ahead(low), ahead(high)),
      line('seen', values.slice(0, known).map((value, at): Point => [at, value]), { lineStyle: { width: 2, color: colour.ink }, itemStyle: { color: colour.ink } }),
      line('forecast', ahead(mean), { lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] } }),
      line('what came', [last, ...values.slice(known).map((value, at): Point => [known + at, value])], { lineStyle: { width: 1.5, type: 'dashed', color: colour.series[1] }, itemStyle: { color: colour.series[1] } }),
    ],
  };
}

export const picture: Picture = { name: 'forecasting', alt: 'Eight years of months with seasons, the forecast of a year and a half with its 8 in 10 range, and what came.', option };
