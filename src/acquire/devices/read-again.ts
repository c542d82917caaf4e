import { z } from 'zod';
import { readingSchemaVersion, type DeviceSettings, type MetricRules, type MqttSettings } from '../../model/index.ts';
import type { Arrived } from '../collect/arrived.ts';
import type { Receipt } from '../collect/event-row.ts';
import { jsonText } from '../collect/event-texts.ts';
import { hashOfMessage } from '../collect/message-hash.ts';
import type { ReadyEvent } from '../collect/ready-event.ts';
import { eventsOf } from './arrived-readings.ts';
import { readMessage } from './mqtt/read-message.ts';
import { metricsDocumentSchema } from './otlp/metrics-document.ts';
import { readMetrics } from './otlp/read-metrics.ts';
import { problem, type Problem, type ReadMessage } from './reading.ts';
import { topicPattern } from './topic-pattern.ts';

const sentSchema = z.object({ topic: z.string(), payload: z.string(), encoding: z.literal('base64').optional() });

interface Again {
  readonly id: string;
  readonly event: ReadyEvent;
}

/**
 * A message from quarantine read once more, as it is or repaired, by the rules of its source. The receipt goes on with the first reading; the others of
 * the message are events of their own. Nothing is thinned: somebody asked for it.
 */
export function readAgain(sent: unknown, settings: DeviceSettings, receipt: Receipt, newId: () => string): Arrived[] {
  const read = settings.kind === 'mqtt' ? messageAgain(sent, settings, receipt) : metricsAgain(sent, settings.metrics, receipt);
  if ('code' in read) return [{ receipt, outcome: { fate: 'quarantined', code: read.code, path: read.path, payload: jsonText(sent).text, arrival: JSON.stringify({ gpc: false, byServer: true }), schemaVersion: readingSchemaVersion }, needsConsent: false }];
  return read.map(({ id, event }, index) => ({ receipt: index === 0 ? receipt : { ...receipt, eventId: newId(), attempt: 0, messageId: id, hash: hashOfMessage(receipt.source, id) }, outcome: event, needsConsent: false }));
}

function messageAgain(sent: unknown, settings: MqttSettings, { receivedAt, messageId }: Receipt): readonly Again[] | Problem {
  const events = eventsOf(readSent(sent, settings), receivedAt);
  return 'code' in events ? events : events.map(({ reading, event }) => ({ id: `${messageId}/${reading.metric}`, event }));
}

/** All data points of the request, or what is wrong with one of them. */
function metricsAgain(sent: unknown, rules: MetricRules, { receivedAt }: Receipt): readonly Again[] | Problem {
  const document = metricsDocumentSchema.safeParse(sent);
  if (!document.success) return { code: 'wrong_shape', path: `/${(document.error.issues[0]?.path ?? []).join('/')}` };
  const again: Again[] = [];
  for (const { read, id } of readMetrics(document.data, rules)) {
    const events = eventsOf(read, receivedAt);
    if ('code' in events) return events;
    again.push(...events.map(({ reading, event }) => ({ id: events.length === 1 ? id : `${id}/${reading.metric}`, event })));
  }
  return again.length === 0 ? { code: 'no_value', path: '' } : again;
}

function readSent(sent: unknown, settings: MqttSettings): ReadMessage {
  const message = sentSchema.safeParse(sent);
  if (!message.success) return problem('wrong_shape', `/${message.error.issues[0]?.path.join('/') ?? ''}`);
  const { topic, payload, encoding } = message.data;
  return readMessage(topic, encoding === 'base64' ? Buffer.from(payload, 'base64') : payload, { rules: settings.rules, patterns: settings.rules.topics.map(topicPattern) });
}
