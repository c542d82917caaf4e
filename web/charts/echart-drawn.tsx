import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { coloursOf, type ChartBuilder } from './chart-colours.ts';

use([BarChart, CustomChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const quiet: EChartsCoreOption = { animation: false, textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12 } };

export default function EChartDrawn({ build, says, onPick }: { build: ChartBuilder; says: string; onPick?: (name: string) => void }) {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const chart = init(element, null, { renderer: 'svg' });
    const draw = (): void => chart.setOption({ ...quiet, ...build(coloursOf(element), element.clientWidth) }, true);
    draw();
    chart.on('click', (event) => onPick?.(String(event.name)));
    const watch = new ResizeObserver(() => { chart.resize(); draw(); });
    watch.observe(element);
    return () => { watch.disconnect(); chart.dispose(); };
  }, [build, onPick]);
  return <div ref={room} role="img" aria-label={says} className="chart-room" style={{ height: '100%' }} />;
}
