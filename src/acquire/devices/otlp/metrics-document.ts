import { z } from 'zod';

/** 64 bits: text in OTLP/JSON, though some write a number. */
const long = z.union([z.string(), z.number()]);
const double = z.union([z.number(), z.string()]);
const attributesSchema = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const pointSchema = z.object({
  attributes: attributesSchema, startTimeUnixNano: long.nullish(), timeUnixNano: long.nullish(), flags: z.number().nullish(),
  /** Of gauges and sums. */
  asDouble: double.nullish(), asInt: long.nullish(),
  /** Of histograms and summaries. */
  count: long.nullish(), sum: double.nullish(),
});
export type DataPoint = z.infer<typeof pointSchema>;

const pointsSchema = z.object({ dataPoints: z.array(pointSchema).nullish(), aggregationTemporality: z.number().nullish(), isMonotonic: z.boolean().nullish() }).nullish();

/** The five kinds of metric, of which a metric has one. */
export const metricKinds = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;
export type MetricKind = (typeof metricKinds)[number];

const metricSchema = z.object({ name: z.string().nullish(), unit: z.string().nullish(), gauge: pointsSchema, sum: pointsSchema, histogram: pointsSchema, exponentialHistogram: pointsSchema, summary: pointsSchema });
export type Metric = z.infer<typeof metricSchema>;

const scopeSchema = z.object({ name: z.string().nullish(), version: z.string().nullish(), attributes: attributesSchema }).nullish();
const resourceMetricsSchema = z.object({
  resource: z.object({ attributes: attributesSchema }).nullish(),
  scopeMetrics: z.array(z.object({ scope: scopeSchema, metrics: z.array(metricSchema).nullish() })).nullish(),
});
export type ResourceMetrics = z.infer<typeof resourceMetricsSchema>;

/** An `ExportMetricsServiceRequest` in OTLP/JSON (opentelemetry-proto 1; OTLP specification 1, "JSON Protobuf Encoding"): unknown fields are passed over. */
export const metricsDocumentSchema = z.object({ resourceMetrics: z.array(resourceMetricsSchema).nullish() });
export type MetricsDocument = z.infer<typeof metricsDocumentSchema>;
