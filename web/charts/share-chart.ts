import { percentText } from '../ui/words.ts';
import type { ChartBuilder } from './chart-colours.ts';

export interface SharePoint { readonly name: string; readonly value: number; readonly low: number; readonly high: number }

/** Measured shares in time order as bars from zero, each with its 8-in-10 whisker. */
export const shareChart = (points: readonly SharePoint[]): ChartBuilder => (colours, widthPx) => ({
  aria: { enabled: false },
  grid: { left: 8, right: 12, top: 12, bottom: 8, containLabel: true },
  xAxis: { type: 'category', data: points.map((point) => point.name), axisLabel: { color: colours.muted, hideOverlap: true }, axisLine: { lineStyle: { color: colours.rule } }, axisTick: { show: false } },
  yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { color: colours.muted, formatter: percentText }, splitLine: { lineStyle: { color: colours.rule } } },
  tooltip: { trigger: 'axis', confine: true, backgroundColor: colours.surface, borderColor: colours.rule, textStyle: { color: colours.ink, fontSize: 12 }, formatter: (shown: ReadonlyArray<{ dataIndex: number }>) => tipOf(points[shown[0]?.dataIndex ?? 0]) },
  series: [
    { type: 'bar', data: points.map((point) => point.value), itemStyle: { color: colours.series[0] }, barMaxWidth: Math.max(6, Math.min(28, widthPx / Math.max(1, points.length) / 1.8)) },
    { type: 'custom', data: points.map((point, at) => [at, point.low, point.high]), renderItem: (_: unknown, api: { value(d: number): number; coord(p: readonly [number, number]): [number, number] }) => whisker(api, colours.ink), encode: { x: 0, y: [1, 2] }, z: 5 },
  ],
});

function whisker(api: { value(dimension: number): number; coord(point: readonly [number, number]): [number, number] }, colour: string): object {
  const [[x, low], [, high]] = [api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)])];
  return { type: 'line', shape: { x1: x, x2: x, y1: low, y2: high }, style: { stroke: colour, lineWidth: 1.4 } };
}

const tipOf = (point: SharePoint | undefined): string => (point ? `${point.name}<br/>${percentText(point.value)} (${percentText(point.low)}–${percentText(point.high)})` : '');
