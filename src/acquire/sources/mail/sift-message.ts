import type { Happened } from '../correspondence/activity-records.ts';
import type { CorrespondenceSettings } from '../correspondence/correspondence-settings.ts';
import { privateWords } from '../correspondence/private-words.ts';
import type { Party, PartySifter } from '../correspondence/sift-parties.ts';
import type { LeftOutReason } from '../correspondence/tally.ts';
import type { FetchedHeaders } from './mail-server.ts';
import { readHeaders, type MessageHeaders } from './message-headers.ts';

export interface SiftMessage {
  readonly settings: Pick<CorrespondenceSettings, 'owner' | 'subjects'>;
  readonly sifter: PartySifter;
  /** Start of what is read, epoch ms. */
  readonly from: number;
  /** Ids of messages that came before in this run. */
  readonly seen: Set<string>;
}

export type SiftedMessage = { readonly happened: Happened; readonly parties: readonly Party[] } | { readonly leftOut: LeftOutReason };

const dayMs = 86_400_000;

/** What becomes of a message: an activity with those of its people who may be kept, or a reason. */
export function siftMessage({ bytes, receivedAt, marks }: FetchedHeaders, { settings, sifter, from, seen }: SiftMessage): SiftedMessage {
  const headers = readHeaders(bytes);
  const at = sentAt(headers, receivedAt);
  const people = [...(headers.from === null ? [] : [headers.from]), ...headers.to];
  const why = whyLeftOut(headers, marks);
  if (why !== null) return { leftOut: why };
  if (at === null) return { leftOut: 'no_date' };
  if (at < from) return { leftOut: 'early' };
  if (seen.has(headers.id)) return { leftOut: 'repeated' };
  const sifted = sifter.sift(people);
  if ('leftOut' in sifted) return sifted;
  seen.add(headers.id);
  return {
    parties: sifted.parties,
    happened: {
      type: 'E-mail', id: headers.id, direction: headers.from !== null && sifter.isOwn(headers.from) ? 'Outbound' : 'Inbound', at, recordedAt: receivedAt !== null && receivedAt > at + dayMs ? receivedAt : null,
      owner: sifter.ownerAmong(people) ?? settings.owner, subject: settings.subjects === 'keep' ? headers.subject : null, thread: headers.thread, minutes: null,
    },
  };
}

function whyLeftOut(headers: MessageHeaders, marks: readonly string[]): LeftOutReason | null {
  if (headers.isBulk) return 'bulk';
  return headers.isPrivate || marks.some((mark) => privateWords.test(mark.replace(/^[$\\]/, ''))) ? 'private_mark' : null;
}

/** As the sender says, but never later than a day after the server got it: clocks and senders err. */
const sentAt = ({ date }: MessageHeaders, receivedAt: number | null): number | null => (date === null || (receivedAt !== null && date > receivedAt + dayMs) ? receivedAt : date);
