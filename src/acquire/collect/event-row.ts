import type { EventWarning, Fate } from '../../model/index.ts';
import type { EventRow } from '../../store/index.ts';
import type { Dropped, Quarantined } from './arrived.ts';
import type { MessageHash } from './message-hash.ts';
import type { ReadyEvent } from './ready-event.ts';

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
  properties: '', traits: '', context: '', refused: [], payload: '', times: 1,
} as const;
type Told = Pick<EventRow, keyof typeof blank>;

const rowOf = ({ eventId, attempt, source, receivedAt, hash, messageId }: Receipt, fate: Fate, told: typeof blank | Told, occurredAt = receivedAt): EventRow =>
  ({ event_id: eventId, attempt, source, received_at: receivedAt, occurred_at: occurredAt, message_hash: hash.whole, message_id: messageId, fate, ...told });

/** An event that is kept. */
export const acceptedRow = (receipt: Receipt, { type, name, anonymousId, userId, groupId, previousId, texts, refused, occurredAt, warnings: own }: ReadyEvent, warnings: readonly EventWarning[] = own): EventRow => rowOf(receipt, 'accepted', {
  reason: '', path: '', schema_version: '', warnings, type, name, anonymous_id: anonymousId, user_id: userId, group_id: groupId, previous_id: previousId,
  properties: texts.properties, traits: texts.traits, context: texts.context, refused, payload: '', times: 1,
}, occurredAt);

/** An event that is not kept: for counting. What a person refuses to have kept leaves no id, no message and no text. */
export function droppedRow(receipt: Receipt, { reason, type, name, tally }: Dropped): EventRow {
  const isAboutPerson = reason === 'consent' || reason === 'recalled';
  return rowOf(isAboutPerson ? { ...receipt, messageId: '' } : receipt, 'dropped', { ...blank, reason, times: tally?.times ?? 1, schema_version: tally?.rule ?? '', ...(isAboutPerson ? {} : { type, name }) });
}

/** An event that waits for repair: what was sent, and how it came. */
export const quarantinedRow = (receipt: Receipt, { code, path, payload, arrival, schemaVersion }: Quarantined): EventRow =>
  rowOf(receipt, 'quarantined', { ...blank, reason: code, path: path.toWellFormed(), schema_version: schemaVersion, payload, context: arrival });

export const duplicateRow = (receipt: Receipt): EventRow => rowOf(receipt, 'duplicate', blank);
