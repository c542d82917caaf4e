import type { BrokerMessage } from '../../../net/index.ts';
import type { Arrived } from '../../collect/arrived.ts';
import { arrivedReadings, type ArrivedParts } from '../arrived-readings.ts';
import type { Thinner } from '../thinner.ts';
import type { MessageIds } from './message-ids.ts';
import { readMessage, type MqttRules } from './read-message.ts';

/** A message as it is put aside and read again. Bytes that are no text are kept as base64. */
export interface SentMessage {
  readonly topic: string;
  readonly payload: string;
  readonly encoding?: 'base64';
}

/** What the broker sent, as events for the collector. */
export function arrivedMessages(messages: readonly BrokerMessage[], rules: MqttRules, ids: MessageIds, thinner: Thinner, parts: ArrivedParts): Arrived[] {
  return arrivedReadings(messages.map((message) => {
    const read = readMessage(message.topic, message.payload, rules);
    return { read, id: ids.of(message, read.kind === 'readings' && read.isTold), sent: () => sentMessage(message) };
  }), thinner, parts);
}

function sentMessage({ topic, payload }: BrokerMessage): SentMessage {
  const text = payload.toString('utf8');
  return Buffer.from(text).equals(payload) ? { topic, payload: text } : { topic, payload: payload.toString('base64'), encoding: 'base64' };
}
