import sjson from 'secure-json-parse';
import type { DeviceRules, ReadingPart } from '../../../model/index.ts';
import { asScalar, asText, lookUp, scalarOf, timeOf, valueAt } from '../places.ts';
import { isAmong } from '../metric-names.ts';
import { problem, type ReadMessage, type Reading } from '../reading.ts';
import type { TopicPattern } from '../topic-pattern.ts';

/** An event is 32 kB at most, of which ids take few. */
const mostPayloadBytes = 32 * 1024;
/** Readings that one message may hold. */
const mostReadings = 500;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface MqttRules {
  readonly rules: DeviceRules;
  readonly patterns: readonly TopicPattern[];
}

/** What a message says of a device. Pure: the same message reads the same, now and when it is replayed. */
export function readMessage(topic: string, payload: Uint8Array | string, { rules, patterns }: MqttRules): ReadMessage {
  if (payload.length > mostPayloadBytes) return problem('too_large', '');
  const text = typeof payload === 'string' ? payload : textOf(payload);
  if (text === null) return problem('not_json', '');
  const named = patterns.map((pattern) => pattern.match(topic)).find((found) => found !== null) ?? {};
  const needsJson = named.metric === undefined && rules.places.metric === undefined || Object.values(rules.places).some((place) => place.startsWith('/'));
  const document = needsJson ? parsed(text) : { json: scalarOf(text) };
  return document === null ? problem('not_json', '') : readDocument(document.json, rules, named);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function parsed(text: string): { json: unknown } | null {
  try {
    return { json: sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' }) as unknown };
  } catch {
    return null;
  }
}

function readDocument(document: unknown, rules: DeviceRules, named: Partial<Record<ReadingPart, string>>): ReadMessage {
  const at = (part: ReadingPart): unknown => lookUp(part, rules, named, document);
  const device = asText(at('device'));
  if (device === null) return problem('no_device', rules.places.device ?? '');
  const said = at('time');
  const time = said === undefined || said === null ? null : timeOf(said, rules.timeIn);
  if (Number.isNaN(time)) return problem('unreadable_time', rules.places.time ?? '');
  const kind = asText(at('kind'));
  const sequence = at('sequence');
  const common = { device, account: asText(at('account')), product: asText(at('product')), unit: asText(at('unit')), time, isEvent: kind !== null && isEventKind(kind), more: { ...(kind === null ? {} : { kind }), ...(sequence === undefined ? {} : { sequence }) } };
  const values = valuesIn(document, rules, named);
  if (values === null || values.length === 0) return problem('no_value', rules.places.value ?? rules.places.values ?? '');
  if (values.length > mostReadings) return problem('too_large', rules.places.values ?? '');
  return { kind: 'readings', readings: values.map((one): Reading => ({ ...common, ...one, ...counterOf(one.metric, rules) })), isTold: time !== null || sequence !== undefined };
}

/** How a metric counts, as the settings say; a number in a payload does not tell since when. */
function counterOf(metric: string, { total, delta }: DeviceRules): Pick<Reading, 'counter'> {
  const kind = isAmong(metric, delta) ? 'delta' : isAmong(metric, total) ? 'total' : null;
  return kind === null ? {} : { counter: { kind, since: null } };
}

const isEventKind = (kind: string): boolean => ['alarm', 'alert', 'state', 'event', 'fault'].includes(kind.toLowerCase());

type Values = ReadonlyArray<Pick<Reading, 'metric' | 'value'>>;

/** One value under the metric that is named, or every plain member of an object under its own name. */
function valuesIn(document: unknown, rules: DeviceRules, named: Partial<Record<ReadingPart, string>>): Values | null {
  const metric = asText(lookUp('metric', rules, named, document));
  if (metric !== null) {
    const place = rules.places.value;
    const value = asScalar(place === undefined ? document : place.startsWith('=') ? place.slice(1) : valueAt(document, place));
    return value === null ? null : [{ metric, value }];
  }
  if (rules.places.metric !== undefined) return null;
  const start = rules.places.values ?? '';
  const values = valueAt(document, start);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  const taken = new Set(Object.values(rules.places));
  return Object.entries(values).flatMap(([name, value]) => {
    const scalar = taken.has(`${start}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`) ? null : asScalar(value);
    return scalar === null ? [] : [{ metric: name, value: scalar }];
  });
}
