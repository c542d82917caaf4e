import { hash } from 'node:crypto';
import type { MetricRules } from '../../../model/index.ts';
import type { IdentifiedMessage } from '../arrived-readings.ts';
import type { Problem } from '../reading.ts';
import { plainAttributes } from './attributes.ts';
import { metricKinds, type DataPoint, type Metric, type MetricKind, type MetricsDocument, type ResourceMetrics } from './metrics-document.ts';
import { readPoint, type PointPlace } from './read-point.ts';

/** A data point, or several that are wrong in the same way, with how many data points that is. */
export interface MetricsMessage extends IdentifiedMessage {
  readonly points: number;
}

type ScopeMetrics = NonNullable<ResourceMetrics['scopeMetrics']>[number];

/** Where a data point stood: enough to send it again alone. */
interface Held {
  readonly scope: ScopeMetrics['scope'];
  readonly metric: Metric;
  readonly kind: MetricKind;
  readonly point: DataPoint;
}

/** How many data points a document holds. */
export const pointsIn = (document: MetricsDocument): number => (document.resourceMetrics ?? []).reduce((sum, resource) => sum + heldIn(resource).length, 0);

/** Data points as messages of devices. Of one resource those that are wrong in the same way are one message, which is put aside as a whole. Pure. */
export function readMetrics(document: MetricsDocument, rules: MetricRules): MetricsMessage[] {
  return (document.resourceMetrics ?? []).flatMap((resource) => {
    const wrong = new Map<string, { problem: Problem; held: Held[] }>();
    const place = placesIn(resource);
    const read = heldIn(resource).flatMap((held) => {
      const point = readPoint(held.point, held.metric, held.kind, place(held), rules);
      if (point === null) return [];
      if (!('code' in point)) return [{ read: { kind: 'readings' as const, readings: point.readings, isTold: true }, id: `o.${point.series}.${point.time}`, sent: () => documentOf(resource, [held]), points: 1 }];
      const key = `${point.code} ${point.path}`;
      if (!wrong.has(key)) wrong.set(key, { problem: point, held: [] });
      wrong.get(key)?.held.push(held);
      return [];
    });
    return [...read, ...[...wrong.values()].map(({ problem, held }) => putTogether(resource, problem, held))];
  });
}

function putTogether(resource: ResourceMetrics, { code, path }: Problem, held: readonly Held[]): MetricsMessage {
  const sent = documentOf(resource, held);
  const [first] = held as [Held];
  const place = path.startsWith('/resource/') ? `/resourceMetrics/0${path}` : `/resourceMetrics/0/scopeMetrics/0/metrics/0/${first.kind}${path}`;
  return { read: { kind: 'problem', code, path: place }, id: `o.${digest(JSON.stringify(sent))}`, sent: () => sent, points: held.length };
}

const heldIn = ({ scopeMetrics }: ResourceMetrics): Held[] => (scopeMetrics ?? []).flatMap(({ scope, metrics }) =>
  (metrics ?? []).flatMap((metric) => metricKinds.flatMap((kind) => (metric[kind]?.dataPoints ?? []).map((point): Held => ({ scope, metric, kind, point })))));

/** Attributes around data points; those of a resource and a scope are read once. */
function placesIn({ resource }: ResourceMetrics): (held: Held) => PointPlace {
  const attributes = plainAttributes(resource?.attributes);
  const text = JSON.stringify(attributes);
  return ({ scope, metric, kind, point }) => {
    const own = plainAttributes(point.attributes);
    return { resource: attributes, own, series: digest(JSON.stringify([text, scope?.name, scope?.version, metric.name, metric.unit, kind, own])) };
  };
}

const documentOf = ({ resource }: ResourceMetrics, held: readonly Held[]): MetricsDocument => ({
  resourceMetrics: [{ resource, scopeMetrics: held.map(({ scope, metric, kind, point }) => ({ scope, metrics: [{ name: metric.name, unit: metric.unit, [kind]: { ...metric[kind], dataPoints: [point] } } as Metric] })) }],
});

/** 96 bits of SHA-256. */
const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 24);
