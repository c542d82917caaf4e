/**
 * Messages of OTLP metrics by the numbers of their fields (opentelemetry-proto 1, `metrics/v1/metrics.proto`, `common/v1/common.proto`,
 * `resource/v1/resource.proto`). Fields that no reading is made of are not listed, and are passed over.
 */
export type FieldType = 'string' | 'bytes' | 'bool' | 'uint32' | 'int64' | 'fixed64' | 'sfixed64' | 'double';

export interface MessageField {
  readonly name: string;
  /** A plain type, or the message that it holds. */
  readonly type: FieldType | { readonly message: MessageName };
  readonly isList?: true;
}

export type MessageName = keyof typeof fields;

const one = (name: string, type: MessageField['type']): MessageField => ({ name, type });
const list = (name: string, message: string): MessageField => ({ name, type: { message: message as MessageName }, isList: true });
const own = (name: string, message: string): MessageField => one(name, { message: message as MessageName });

const times = { 2: one('startTimeUnixNano', 'fixed64'), 3: one('timeUnixNano', 'fixed64') };
const countAndSum = { ...times, 4: one('count', 'fixed64'), 5: one('sum', 'double') };
const points = (message: string): Record<number, MessageField> => ({ 1: list('dataPoints', message), 2: one('aggregationTemporality', 'uint32') });

const fields = {
  Request: { 1: list('resourceMetrics', 'ResourceMetrics') },
  ResourceMetrics: { 1: own('resource', 'Resource'), 2: list('scopeMetrics', 'ScopeMetrics') },
  Resource: { 1: list('attributes', 'KeyValue') },
  ScopeMetrics: { 1: own('scope', 'Scope'), 2: list('metrics', 'Metric') },
  Scope: { 1: one('name', 'string'), 2: one('version', 'string'), 3: list('attributes', 'KeyValue') },
  Metric: { 1: one('name', 'string'), 3: one('unit', 'string'), 5: own('gauge', 'Gauge'), 7: own('sum', 'Sum'), 9: own('histogram', 'Histogram'), 10: own('exponentialHistogram', 'ExponentialHistogram'), 11: own('summary', 'Summary') },
  Gauge: points('NumberPoint'),
  Sum: { ...points('NumberPoint'), 3: one('isMonotonic', 'bool') },
  Histogram: points('HistogramPoint'),
  ExponentialHistogram: points('ExponentialPoint'),
  Summary: points('SummaryPoint'),
  NumberPoint: { ...times, 4: one('asDouble', 'double'), 6: one('asInt', 'sfixed64'), 7: list('attributes', 'KeyValue'), 8: one('flags', 'uint32') },
  HistogramPoint: { ...countAndSum, 9: list('attributes', 'KeyValue'), 10: one('flags', 'uint32') },
  ExponentialPoint: { ...countAndSum, 1: list('attributes', 'KeyValue'), 10: one('flags', 'uint32') },
  SummaryPoint: { ...countAndSum, 7: list('attributes', 'KeyValue'), 8: one('flags', 'uint32') },
  KeyValue: { 1: one('key', 'string'), 2: own('value', 'AnyValue') },
  AnyValue: { 1: one('stringValue', 'string'), 2: one('boolValue', 'bool'), 3: one('intValue', 'int64'), 4: one('doubleValue', 'double'), 5: own('arrayValue', 'ArrayValue'), 6: own('kvlistValue', 'KeyValueList'), 7: one('bytesValue', 'bytes') },
  ArrayValue: { 1: list('values', 'AnyValue') },
  KeyValueList: { 1: list('values', 'KeyValue') },
} as const satisfies Record<string, Record<number, MessageField>>;

/** The field of a message with a number; undefined for one that is passed over. */
export const fieldOf = (message: MessageName, number: number): MessageField | undefined => (fields[message] as Record<number, MessageField>)[number];
