import type { BacktestPoint } from '../../src/model/index.ts';
import { moneyText, countText } from '../ui/words.ts';
import type { ChartBuilder } from './chart-colours.ts';

/** What would have been said at one week of every past quarter: the range as a dashed box, the middle as a bar, what came as a dot. */
export const recordChart = (points: readonly BacktestPoint[], currency: string | null, unit: 'money' | 'deals'): ChartBuilder => (colours, widthPx) => {
  const text = (value: number): string => (unit === 'money' ? moneyText(value, currency, [0, value]) : countText(value));
  const said = points.flatMap((point, at) => (point.p10 === null || point.p50 === null || point.p90 === null ? [] : [[at, point.p10, point.p50, point.p90]]));
  const inside = points.map((point, at) => ({ value: [at, point.actual], symbol: point.inside === false ? 'diamond' : 'circle', itemStyle: { color: point.inside === false ? colours.lost : colours.won } }));
  return {
    aria: { enabled: false },
    grid: { left: 8, right: 12, top: 12, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: points.map((point) => point.quarter), axisLabel: { color: colours.muted, hideOverlap: true, interval: widthPx < 500 ? 'auto' : 0 }, axisLine: { lineStyle: { color: colours.rule } }, axisTick: { show: false } },
    yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { color: colours.muted, formatter: text }, splitLine: { lineStyle: { color: colours.rule } } },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colours.surface, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 }, formatter: (shown: ReadonlyArray<{ dataIndex: number }>) => tipOf(points[shown[0]?.dataIndex ?? 0], text) },
    series: [
      { type: 'custom', name: 'Said', data: said, renderItem: (_: unknown, api: DrawApi) => rangeBox(api, colours.series[0], widthPx, points.length), encode: { x: 0, y: [1, 2, 3] } },
      { type: 'scatter', name: 'Came', data: inside, symbolSize: 9, z: 5 },
    ],
  };
};

interface DrawApi { value(dimension: number): number; coord(point: readonly [number, number]): [number, number] }

function rangeBox(api: DrawApi, colour: string, widthPx: number, count: number): object {
  const half = Math.min(14, (widthPx / Math.max(1, count)) * 0.28);
  const at = api.value(0);
  const [[x, low], [, middle], [, high]] = [api.coord([at, api.value(1)]), api.coord([at, api.value(2)]), api.coord([at, api.value(3)])];
  return {
    type: 'group',
    children: [
      { type: 'rect', shape: { x: x - half, y: high, width: half * 2, height: low - high }, style: { fill: colour, fillOpacity: 0.16, stroke: colour, lineWidth: 1.2, lineDash: [4, 3] } },
      { type: 'line', shape: { x1: x - half, x2: x + half, y1: middle, y2: middle }, style: { stroke: colour, lineWidth: 2 } },
    ],
  };
}

function tipOf(point: BacktestPoint | undefined, text: (value: number) => string): string {
  if (!point) return '';
  const said = point.p50 === null || point.p10 === null || point.p90 === null ? 'refused' : `${text(point.p50)} (${text(point.p10)}–${text(point.p90)})`;
  return `${point.quarter}, week ${point.week}<br/>said ${said}<br/>came ${text(point.actual)}`;
}
