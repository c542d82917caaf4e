import { useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ChartBuilder } from './chart-colours.ts';

const Drawn = lazy(() => import('./echart-drawn.tsx'));

/** A chart drawn by ECharts, which is loaded when the first chart is shown. `says` is its one sentence for screen readers. */
export function EChart({ build, heightPx, says, onPick }: { build: ChartBuilder; heightPx: number; says: string; onPick?: (name: string) => void }) {
  const scheme = useComputedColorScheme('light');
  return (
    <div className="chart-room" style={{ height: heightPx }}>
      <Suspense fallback={null}><Drawn key={scheme} build={build} says={says} {...(onPick ? { onPick } : {})} /></Suspense>
    </div>
  );
}
