import { readingSchemaVersion, type DropReason } from '../../model/index.ts';
import type { Arrived } from '../collect/arrived.ts';
import { hashOfMessage } from '../collect/message-hash.ts';
import { jsonText } from '../collect/event-texts.ts';
import { happenedAt, readingEvent } from './reading-event.ts';
import type { ReadyEvent } from '../collect/ready-event.ts';
import type { Problem, ReadMessage, Reading } from './reading.ts';
import type { Thinner } from './thinner.ts';

/** A message with what it says, and the id by which a repetition of it is known. */
export interface IdentifiedMessage {
  readonly read: ReadMessage;
  readonly id: string;
  /** What came, for its repair where it cannot be read. */
  readonly sent: () => unknown;
}

export interface ArrivedParts {
  readonly source: string;
  readonly receivedAt: number;
  readonly newId: () => string;
}

const arrival = JSON.stringify({ gpc: false, byServer: true });

/** Messages as events for the collector; what the rule leaves out is one row that counts it. */
export function arrivedReadings(messages: readonly IdentifiedMessage[], thinner: Thinner, parts: ArrivedParts): Arrived[] {
  let thinned = 0;
  const arrived = messages.flatMap(({ read, id, sent }): Arrived[] => {
    const events = eventsOf(read, parts.receivedAt);
    if ('code' in events) return [putAside(events, id, sent, parts)];
    const kept = events.filter(({ reading }) => thinner.keeps(reading, happenedAt(reading, parts.receivedAt)));
    thinned += events.length - kept.length;
    return kept.map(({ reading, event }) => ({ receipt: receiptOf(events.length === 1 ? id : `${id}/${reading.metric}`, parts), outcome: event, needsConsent: false }));
  });
  return thinned === 0 ? arrived : [...arrived, counted('thinned', thinned, thinner.words, parts)];
}

/** The readings of a message as they are kept; or what is wrong with one of them, for which the whole message is put aside. */
export function eventsOf(read: ReadMessage, receivedAt: number): ReadonlyArray<{ reading: Reading; event: ReadyEvent }> | Problem {
  if (read.kind === 'problem') return read;
  const events = read.readings.map((reading) => ({ reading, event: readingEvent(reading, receivedAt) }));
  const bad = events.find(({ event }) => 'code' in event)?.event;
  return bad !== undefined && 'code' in bad ? bad : events as Array<{ reading: Reading; event: ReadyEvent }>;
}

/** Many that are not kept, as one row. */
export function counted(reason: DropReason, times: number, rule: string, parts: ArrivedParts): Arrived {
  return { receipt: { ...receiptOf(parts.newId(), parts), messageId: '' }, outcome: { fate: 'dropped', reason, type: 'reading', name: '', tally: { times, rule } }, needsConsent: false };
}

const putAside = ({ code, path }: Problem, id: string, sent: () => unknown, parts: ArrivedParts): Arrived => ({
  receipt: receiptOf(id, parts), outcome: { fate: 'quarantined', code, path, payload: jsonText(sent()).text, arrival, schemaVersion: readingSchemaVersion }, needsConsent: false,
});

const receiptOf = (id: string, { source, receivedAt, newId }: ArrivedParts): Arrived['receipt'] => ({ eventId: newId(), attempt: 0, source, receivedAt, hash: hashOfMessage(source, id), messageId: id });
