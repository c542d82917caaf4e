import { wireSchemaVersion, type EventWarning, type Fate, type Purpose } from '../../model/index.ts';
import { eventColumnNames } from '../../store/index.ts';
import { jsonText } from './event-texts.ts';
import type { MessageHash } from './message-hash.ts';
import type { Arrival, Settled, TravellingEvent } from './travelling-event.ts';

/** A row of the table `events`. Empty text where there is nothing. */
export interface EventRow {
  readonly event_id: string;
  readonly attempt: number;
  readonly source: string;
  readonly received_at: number;
  readonly occurred_at: number;
  readonly message_hash: string;
  readonly message_id: string;
  readonly fate: Fate;
  readonly reason: string;
  readonly path: string;
  readonly schema_version: string;
  readonly warnings: readonly EventWarning[];
  readonly type: string;
  readonly name: string;
  readonly anonymous_id: string;
  readonly user_id: string;
  readonly group_id: string;
  readonly previous_id: string;
  readonly properties: string;
  readonly traits: string;
  readonly context: string;
  readonly refused: readonly Purpose[];
  readonly payload: string;
}

/** What every row of one received event holds. */
export interface Receipt {
  readonly eventId: string;
  readonly attempt: number;
  readonly source: string;
  readonly receivedAt: number;
  readonly hash: MessageHash;
  readonly messageId: string;
}

const blank = {
  reason: '', path: '', schema_version: '', warnings: [], type: '', name: '', anonymous_id: '', user_id: '', group_id: '', previous_id: '',
  properties: '', traits: '', context: '', refused: [], payload: '',
} as const satisfies Partial<EventRow>;

const rowOf = ({ eventId, attempt, source, receivedAt, hash, messageId }: Receipt, fate: Fate, rest: Partial<EventRow>): EventRow =>
  ({ event_id: eventId, attempt, source, received_at: receivedAt, occurred_at: receivedAt, message_hash: hash.whole, message_id: messageId, fate, ...blank, ...rest });

export const nameOf = (wire: TravellingEvent['wire']): string => (wire.type === 'track' ? (wire.event ?? '') : (wire.name ?? '')).trim();

/** An event that is kept. */
export const acceptedRow = (receipt: Receipt, { wire, occurredAt, warnings, refused, texts }: TravellingEvent): EventRow => rowOf(receipt, 'accepted', {
  occurred_at: occurredAt, warnings, refused, type: wire.type, name: nameOf(wire).toWellFormed(), ...texts,
  anonymous_id: wellFormed(wire.anonymousId), user_id: wellFormed(wire.userId), group_id: wellFormed(wire.groupId || wire.context?.groupId), previous_id: wellFormed(wire.previousId),
});

/** An event that is not kept: for counting. What a person refuses to have kept leaves no id, no message and no text. */
export function droppedRow(receipt: Receipt, settled: Extract<Settled, { fate: 'dropped' }>): EventRow {
  const isAboutPerson = settled.reason === 'consent' || settled.reason === 'recalled';
  return rowOf(isAboutPerson ? { ...receipt, messageId: '' } : receipt, 'dropped', { reason: settled.reason, ...(isAboutPerson ? {} : { type: settled.wire.type, name: nameOf(settled.wire).toWellFormed() }) });
}

/** An event that waits for repair: what was sent, and how it came. */
export const quarantinedRow = (receipt: Receipt, settled: Extract<Settled, { fate: 'quarantined' }>, payload: string, { gpc, byServer, userAgent, sentAt }: Arrival): EventRow =>
  rowOf(receipt, 'quarantined', { reason: settled.code, path: settled.path.toWellFormed(), schema_version: wireSchemaVersion, payload, context: jsonText({ gpc, byServer, userAgent, sentAt }).text });

export const duplicateRow = (receipt: Receipt): EventRow => rowOf(receipt, 'duplicate', {});

const wellFormed = (id: string | null | undefined): string => (id ?? '').toWellFormed();

/** Values in the order of the table's columns: names need not travel with every row. */
export const valuesOf = (row: EventRow): unknown[] => eventColumnNames.map((name) => row[name]);
