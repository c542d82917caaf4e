import type { MetricRules } from '../../../model/index.ts';
import { isIllegalId } from '../../collect/steps/refuse-illegal-ids.ts';
import { asText, timeOf } from '../places.ts';
import type { Counter, Problem, Reading } from '../reading.ts';
import type { Attributes } from './attributes.ts';
import type { DataPoint, Metric, MetricKind } from './metrics-document.ts';

/** What stands around a data point. */
export interface PointPlace {
  readonly resource: Attributes;
  readonly own: Attributes;
  /** Digest of all that tells its series from others: resource, scope, metric, unit and attributes. */
  readonly series: string;
}

export interface PointRead {
  readonly series: string;
  /** As the exporter wrote it, ns. */
  readonly time: string;
  readonly readings: readonly Reading[];
}

/** Characters that attributes of one data point may take up; an event is 32 kB at most. */
const mostAttributes = 16_000;
const mostName = 200;
const mostId = 200;

/** Set where a series says that it has no value any more (opentelemetry-proto 1, `DataPointFlags`). */
const noRecordedValue = 1;

/** What a data point says; null where it says that it has no value. Pure. */
export function readPoint(point: DataPoint, metric: Metric, kind: MetricKind, place: PointPlace, rules: MetricRules): PointRead | Problem | null {
  if (((point.flags ?? 0) & noRecordedValue) !== 0) return null;
  const [device, account, product] = [rules.device, rules.account, rules.product].map((names) => firstOf(names, place));
  if (device === undefined || device === null) return { code: 'no_device', path: '/resource/attributes' };
  if ([device, account].some((id) => isIllegalId(id ?? null))) return { code: 'illegal_id', path: '/resource/attributes' };
  const [name, unit] = [metric.name ?? '', metric.unit ?? ''];
  if (name === '') return { code: 'no_value', path: '' };
  if (name.length > mostName - 6 || unit.length > mostName || [device, account, product].some((id) => (id ?? '').length > mostId) || JSON.stringify(place.own).length > mostAttributes) return { code: 'too_large', path: '/dataPoints/0' };
  const time = timeIn(point.timeUnixNano);
  const since = timeIn(point.startTimeUnixNano ?? 0);
  if (time === null || Number.isNaN(time) || Number.isNaN(since)) return { code: 'unreadable_time', path: '/dataPoints/0' };
  const values = valuesOf(point, metric, kind, since);
  if ('code' in values) return values;
  const common = { device, account: account ?? null, product: product ?? null, unit: unit === '' ? null : unit, time, isEvent: false, series: place.series, more: Object.keys(place.own).length === 0 ? {} : { attributes: place.own } };
  return { series: place.series, time: String(point.timeUnixNano), readings: values.map(({ suffix, value, counter }) => ({ ...common, metric: `${name}${suffix}`, value, ...(counter === null ? {} : { counter }), ...(suffix === '.count' ? { unit: null } : {}) })) };
}

/** The first attribute that is there, of the data point before its resource; `=text` holds for all. */
function firstOf(names: readonly string[], { own, resource }: PointPlace): string | null {
  for (const name of names) {
    const found = name.startsWith('=') ? name.slice(1) : asText(own[name]) ?? asText(resource[name]);
    if (found !== null) return found;
  }
  return null;
}

/** Epoch ms; null where none is told (0), NaN where it cannot be read. */
function timeIn(nanos: string | number | null | undefined): number | null {
  if (nanos === null || nanos === undefined || nanos === 0 || nanos === '0') return null;
  return timeOf(nanos, 'ns');
}

interface Value { readonly suffix: '' | '.count' | '.sum'; readonly value: number; readonly counter: Counter | null }

function valuesOf(point: DataPoint, metric: Metric, kind: MetricKind, since: number | null): readonly Value[] | Problem {
  const counter = counterOf(metric, kind, since);
  if (counter === 'unknown') return { code: 'wrong_shape', path: '/aggregationTemporality' };
  const told: ReadonlyArray<readonly [Value['suffix'], unknown]> = kind === 'gauge' || kind === 'sum' ? [['', point.asDouble ?? point.asInt]] : [['.count', point.count], ...(point.sum === null || point.sum === undefined ? [] : [['.sum', point.sum] as const])];
  const values = told.map(([suffix, value]) => ({ suffix, value: numberOf(value), counter }));
  return values.some(({ value }) => Number.isNaN(value)) ? { code: 'no_value', path: '/dataPoints/0' } : values;
}

/** Texts are numbers too: 64 bits and what is not finite are written as such. NaN where it is no finite number. */
function numberOf(value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : NaN;
  return Number.isFinite(number) ? number : NaN;
}

/** A total that may also fall, such as the length of a queue, is a level. */
function counterOf(metric: Metric, kind: MetricKind, since: number | null): Counter | null | 'unknown' {
  if (kind === 'gauge') return null;
  const temporality = kind === 'summary' ? temporalities.cumulative : metric[kind]?.aggregationTemporality;
  if (temporality === temporalities.delta) return { kind: 'delta', since };
  if (temporality !== temporalities.cumulative) return 'unknown';
  return kind === 'sum' && metric.sum?.isMonotonic !== true ? null : { kind: 'total', since };
}

/** opentelemetry-proto 1, `AggregationTemporality`. */
const temporalities = { delta: 1, cumulative: 2 } as const;
