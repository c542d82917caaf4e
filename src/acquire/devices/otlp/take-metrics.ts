import { quarantineCodes, type MetricRules } from '../../../model/index.ts';
import type { Arrived } from '../../collect/arrived.ts';
import { arrivedReadings, type ArrivedParts } from '../arrived-readings.ts';
import type { Reading } from '../reading.ts';
import type { Thinner } from '../thinner.ts';
import { metricsDocumentSchema } from './metrics-document.ts';
import { pointsIn, readMetrics, type MetricsMessage } from './read-metrics.ts';

/** Data points of one request: they are kept together. */
const mostPoints = 10_000;

/** A request's data points on their way to be kept; or why nothing of it can be. */
export type ArrivedMetrics =
  | { readonly kind: 'arrived'; readonly events: readonly Arrived[]; readonly readings: readonly Reading[]; readonly rejected: number; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a document of OTLP/JSON, null where there is none, by a source's rules; what the thinning leaves out is one row that counts it. */
export function arrivedMetrics(document: unknown, rules: MetricRules, thinner: Thinner, parts: ArrivedParts): ArrivedMetrics {
  if (document === null) return { kind: 'unreadable', why: 'The body is neither the protobuf nor the JSON of an ExportMetricsServiceRequest that its content type says.' };
  const read = metricsDocumentSchema.safeParse(document);
  if (!read.success) return { kind: 'unreadable', why: `This is no ExportMetricsServiceRequest: /${(read.error.issues[0]?.path ?? []).join('/')}` };
  if (pointsIn(read.data) > mostPoints) return { kind: 'unreadable', why: `A request may hold ${mostPoints} data points: send smaller ones.` };
  const messages = readMetrics(read.data, rules);
  return { kind: 'arrived', events: arrivedReadings(messages, thinner, parts), readings: messages.flatMap((message) => (message.read.kind === 'readings' ? message.read.readings : [])), ...rejectedOf(messages) };
}

function rejectedOf(messages: readonly MetricsMessage[]): { rejected: number; why: string } {
  const wrong = messages.flatMap(({ read, points }) => (read.kind === 'problem' ? [{ ...read, points }] : []));
  const rejected = wrong.reduce((sum, { points }) => sum + points, 0);
  const why = wrong.slice(0, 5).map(({ code, path, points }) => `${points}: ${quarantineCodes[code]} (${code}, ${path})`);
  return { rejected, why: rejected === 0 ? '' : `Put aside to be repaired, do not send again. ${why.join(' ')}` };
}
