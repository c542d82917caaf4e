import type { EChartsCoreOption } from 'echarts/core';

export interface ChartColours {
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly surface: string;
  readonly hatch: string;
  readonly won: string;
  readonly lost: string;
  readonly series: readonly [string, string, string, string, string];
}

/** Builds a chart's options from the colours of the scheme in use and the room it has. */
export type ChartBuilder = (colours: ChartColours, widthPx: number) => EChartsCoreOption;

/** The theme's tokens as they stand on the page, for a library that cannot read CSS variables. */
export function coloursOf(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token('ink'), muted: token('muted'), rule: token('rule'), surface: token('surface'), hatch: token('hatch'), won: token('won'), lost: token('lost'),
    series: [token('series-1'), token('series-2'), token('series-3'), token('series-4'), token('series-5')],
  };
}
