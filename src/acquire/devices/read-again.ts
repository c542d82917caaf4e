import { z } from 'zod';
import { readingSchemaVersion, type DeviceSettings } from '../../model/index.ts';
import type { Arrived } from '../collect/arrived.ts';
import type { Receipt } from '../collect/event-row.ts';
import { jsonText } from '../collect/event-texts.ts';
import { hashOfMessage } from '../collect/message-hash.ts';
import { eventsOf } from './arrived-readings.ts';
import { readMessage } from './mqtt/read-message.ts';
import { problem, type ReadMessage } from './reading.ts';
import { topicPattern } from './topic-pattern.ts';

const sentSchema = z.object({ topic: z.string(), payload: z.string(), encoding: z.literal('base64').optional() });

/**
 * A message from quarantine read once more, as it is or repaired, by the rules of its source. The receipt goes on with the first reading; the others of
 * the message are events of their own. Nothing is thinned: somebody asked for it.
 */
export function readAgain(sent: unknown, settings: DeviceSettings, receipt: Receipt, newId: () => string): Arrived[] {
  const events = eventsOf(readSent(sent, settings), receipt.receivedAt);
  if ('code' in events) return [{ receipt, outcome: { fate: 'quarantined', code: events.code, path: events.path, payload: jsonText(sent).text, arrival: JSON.stringify({ gpc: false, byServer: true }), schemaVersion: readingSchemaVersion }, needsConsent: false }];
  return events.map(({ reading, event }, index) => {
    const id = `${receipt.messageId}/${reading.metric}`;
    return { receipt: index === 0 ? receipt : { ...receipt, eventId: newId(), attempt: 0, messageId: id, hash: hashOfMessage(receipt.source, id) }, outcome: event, needsConsent: false };
  });
}

function readSent(sent: unknown, settings: DeviceSettings): ReadMessage {
  const message = sentSchema.safeParse(sent);
  if (!message.success) return problem('wrong_shape', `/${message.error.issues[0]?.path.join('/') ?? ''}`);
  const { topic, payload, encoding } = message.data;
  return readMessage(topic, encoding === 'base64' ? Buffer.from(payload, 'base64') : payload, { rules: settings.rules, patterns: settings.rules.topics.map(topicPattern) });
}
