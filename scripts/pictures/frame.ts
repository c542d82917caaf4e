import { init } from 'echarts';

export type Drawing = Readonly<Record<string, unknown>>;

/** One picture of a page: what it is called, what it shows in a sentence (its alternative text), and how it is drawn. */
export interface Picture {
  readonly name: string;
  readonly alt: string;
  readonly option: () => Drawing;
}

/** Colours of the app's light scheme; pictures stand on white, so that they read on any page. */
export const colour = { ink: '#1C1D20', muted: '#62656D', rule: '#E2E2DE', band: '#C9D2F3', series: ['#3452C8', '#B04C12', '#1B7F5C', '#8A3FA0', '#0F7C94'] } as const;

const size = { width: 760, height: 340 };
const text = { fontFamily: 'Inter, Helvetica, Arial, sans-serif', fontSize: 13, color: colour.ink };

/** The picture as SVG; the same each time. */
export function drawn({ option }: Picture): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({ animation: false, backgroundColor: '#FFFFFF', color: [...colour.series], textStyle: text, grid: { left: 64, right: 24, top: 44, bottom: 52 }, ...option() });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${withPlainNames(svg)}\n`;
}

/** Names inside the drawing count on in a process; here they start anew in each picture. */
function withPlainNames(svg: string): string {
  const names = new Map<string, string>();
  return svg.replaceAll(/zr\d+-([a-z]+)-?(\d*)/g, (whole) => {
    const name = names.get(whole) ?? `p${names.size}`;
    names.set(whole, name);
    return name;
  });
}

const label = { nameLocation: 'middle', nameTextStyle: { color: colour.muted, fontSize: 13 }, axisLabel: { color: colour.muted, fontSize: 12 }, splitLine: { lineStyle: { color: colour.rule } } };
export const across = (name: string, rest: object = {}): object => ({ type: 'value', name, nameGap: 30, ...label, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: colour.rule } }, ...rest });
export const upward = (name: string, rest: object = {}): object => ({ type: 'value', name, nameGap: 44, axisLine: { show: false }, axisTick: { show: false }, ...label, ...rest });
export const legend = { top: 8, left: 64, icon: 'roundRect', itemWidth: 18, itemHeight: 6, textStyle: { color: colour.ink, fontSize: 13 } };

export type Point = readonly [x: number, y: number];

export const line = (name: string, data: readonly Point[], rest: object = {}): object => ({ name, type: 'line', data, showSymbol: false, lineStyle: { width: 2 }, ...rest });
export const dots = (name: string, data: readonly Point[], rest: object = {}): object => ({ name, type: 'scatter', data, symbolSize: 4, z: 3, itemStyle: { color: colour.muted, opacity: 0.5 }, ...rest });

/** A band between two curves at the same places. */
export function band(name: string, low: readonly Point[], high: readonly Point[], fill: string = colour.band): object[] {
  const edge = { type: 'line', showSymbol: false, lineStyle: { opacity: 0 }, stack: name, silent: true };
  return [
    { ...edge, name: `${name} `, data: low },
    { ...edge, name, data: high.map(([x, y], at) => [x, y - (low[at] as Point)[1]]), areaStyle: { color: fill, opacity: 0.7 }, itemStyle: { color: fill } },
  ];
}

/** Vertical lines with ends, at places along the first axis: intervals. */
export function intervals(name: string, rows: ReadonlyArray<{ readonly at: number; readonly low: number; readonly middle: number; readonly high: number }>, fill: string): object[] {
  return [
    { name, type: 'scatter', data: rows.map(({ at, middle }) => [at, middle]), symbolSize: 9, itemStyle: { color: fill } },
    ...rows.map(({ at, low, high }) => ({ type: 'line', silent: true, data: [[at, low], [at, high]], symbol: 'rect', symbolSize: [10, 2], lineStyle: { color: fill, width: 2 }, itemStyle: { color: fill } })),
  ];
}
