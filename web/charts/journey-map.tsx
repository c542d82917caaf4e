import type { JourneyAnswer } from '../../src/model/index.ts';
import { useIsPhone } from '../ui/use-is-phone.ts';
import { countText, many } from '../ui/words.ts';

type Stage = JourneyAnswer['stages'][number];
type Step = JourneyAnswer['steps'][number];
interface Spot { readonly stage: Stage; readonly x: number }

const [boxWidth, boxHeight, gap] = [124, 52, 56];
/** How much higher an arc rises for each stage more that it spans, so that labels of inner arcs stay free. */
const riseOfStep = 34;
const shownEdges = 14;

/** Stages from left to right; arcs above go forward or skip, arcs below go back; thickness is the number of deals. On the phone, a list. */
export function JourneyMap({ journey, open }: { journey: JourneyAnswer; open: (stage: string) => void }) {
  const phone = useIsPhone();
  const stages = journey.stages.toSorted((a, b) => a.order - b.order);
  const edges = journey.steps.filter((step) => step.direction === 'forward' || step.direction === 'back' || step.direction === 'skip').toSorted((a, b) => b.deals - a.deals).slice(0, shownEdges);
  if (phone) return <StepList stages={stages} steps={journey.steps} />;
  const spots = new Map(stages.map((stage, at): [string, Spot] => [stage.name, { stage, x: at * (boxWidth + gap) + 8 }]));
  const width = stages.length * (boxWidth + gap) - gap + 16;
  const reach = Math.max(1, ...edges.map((edge) => Math.abs(stages.findIndex((s) => s.name === edge.to) - stages.findIndex((s) => s.name === edge.from))));
  const above = 44 + riseOfStep * Math.max(0, reach - 1);
  const most = Math.max(1, ...edges.map((edge) => edge.deals));
  return (
    <div className="journey-map" tabIndex={0} role="region" aria-label="Map of stages">
      <svg width={width} height={above * 2 + boxHeight} viewBox={`0 0 ${width} ${above * 2 + boxHeight}`} role="img" aria-label={journey.sentence}>
        {edges.map((edge) => <Edge key={`${edge.from}${edge.to}`} edge={edge} spots={spots} top={above} widthPx={1 + (edge.deals / most) * 7} />)}
        {[...spots.values()].map((spot) => <Node key={spot.stage.name} spot={spot} top={above} open={open} />)}
      </svg>
    </div>
  );
}

function Node({ spot: { stage, x }, top, open }: { spot: Spot; top: number; open: (stage: string) => void }) {
  const name = stage.name.length > 16 ? `${stage.name.slice(0, 15)}…` : stage.name;
  return (
    <g className="journey-node" onClick={() => open(stage.name)}>
      <title>{stage.name}: {many(stage.openNow, 'deal')} open now</title>
      <rect x={x} y={top} width={boxWidth} height={boxHeight} rx={6} />
      <text x={x + 10} y={top + 21} fontWeight={600}>{name}</text>
      <text x={x + 10} y={top + 40} className="quiet">{stage.waitMedianDays === null ? 'wait not known' : `${Math.round(stage.waitMedianDays)} days`} · {countText(stage.openNow)} open</text>
    </g>
  );
}

function Edge({ edge, spots, top, widthPx }: { edge: Step; spots: ReadonlyMap<string, Spot>; top: number; widthPx: number }) {
  const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
  if (!from || !to) return null;
  const below = edge.direction === 'back';
  const steps = Math.max(1, Math.round(Math.abs(to.x - from.x) / (boxWidth + gap)));
  const base = below ? top + boxHeight : top;
  const peak = below ? base + 22 + riseOfStep * (steps - 1) : base - 22 - riseOfStep * (steps - 1);
  const [x1, x2] = [from.x + boxWidth * (below ? 0.35 : 0.65), to.x + boxWidth * (below ? 0.65 : 0.35)];
  return (
    <g className={`journey-edge ${edge.direction}`}>
      <title>{edge.from} → {edge.to}: {many(edge.deals, 'deal')}</title>
      <path d={`M${x1},${base} C${x1},${peak} ${x2},${peak} ${x2},${base}`} strokeWidth={widthPx} strokeOpacity={0.55} />
      <text x={(x1 + x2) / 2} y={base + (peak - base) * 0.75 + (below ? 14 : -6) * (1 + widthPx / 20)} textAnchor="middle">{countText(edge.deals)}</text>
    </g>
  );
}

function StepList({ stages, steps }: { stages: readonly Stage[]; steps: readonly Step[] }) {
  const order = new Map(stages.map((stage, at) => [stage.name, at]));
  return <ul className="ruled">{steps.toSorted((a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0) || b.deals - a.deals).map((step) => <li key={`${step.from}${step.to}`}>{step.from} → {step.to} <span className="muted">{many(step.deals, 'deal')}{step.direction === 'back' ? ', back' : ''}</span></li>)}</ul>;
}
