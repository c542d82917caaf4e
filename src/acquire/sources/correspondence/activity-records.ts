import { createHash } from 'node:crypto';
import type { SourceMessage, ToldTable } from '../source-kind.ts';
import type { Party } from './sift-parties.ts';

/** What happened, without anybody outside. */
export interface Happened {
  readonly type: 'E-mail' | 'Meeting';
  /** Tells it apart wherever it is found: a message id, or an event's id and its day. Hashed, never kept. */
  readonly id: string;
  readonly direction: 'Inbound' | 'Outbound' | null;
  /** Epoch ms. */
  readonly at: number;
  /** When it was written down, where that was later; epoch ms. */
  readonly recordedAt: number | null;
  readonly owner: string | null;
  readonly subject: string | null;
  /** What messages of one conversation have in common; hashed, never kept. */
  readonly thread: string | null;
  readonly minutes: number | null;
}

const fields: ToldTable['fields'] = {
  id: null, type: 'type', direction: 'direction', at: 'at', recordedAt: 'recordedAt', owner: 'owner', accountId: 'accountId', accountName: 'accountName', contactId: 'contactId', subject: 'subject',
  conversation: null, minutes: null, domain: null,
};
export const activityColumns: readonly string[] = Object.keys(fields);

type Values = Readonly<Record<string, string>>;
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
const isoOf = (at: number): string => new Date(at).toISOString();

/**
 * Activities as they are kept, by the system that their ids belong to. A message or meeting counts once for each account; who else
 * of the account took part has a record without the account, so that each person's consent and recall reach it alone. Ids rest on
 * what happened and with whom, so that the same message in another folder or mail box is the same record.
 */
export function activitiesOf(happened: Happened, parties: readonly Party[]): { source: string | null; values: Values }[] {
  return parties.flatMap((party) => {
    const base = valuesOf(happened);
    const [first, ...others] = party.contacts;
    const key = party.accountId ?? party.accountName ?? first ?? party.domain ?? '';
    return [
      { source: party.source, values: { ...base, id: idOf(happened, 'a', key), ...set('accountId', party.accountId), ...set('accountName', party.accountId === null ? party.accountName : null), ...set('contactId', first), ...set('domain', party.domain) } },
      ...others.map((contactId) => ({ source: party.source, values: { ...base, id: idOf(happened, 'c', contactId), contactId } })),
    ];
  });
}

const idOf = ({ type, id }: Happened, what: 'a' | 'c', key: string): string => `${type === 'Meeting' ? 'meeting' : 'mail'}-${hashed(JSON.stringify([id, what, key]))}`;
const set = (name: string, value: string | null | undefined): Values => (value === null || value === undefined ? {} : { [name]: value });

const valuesOf = ({ type, direction, at, recordedAt, owner, subject, thread, minutes }: Happened): Values => ({
  type, at: isoOf(at), ...set('direction', direction), ...set('recordedAt', recordedAt === null ? null : isoOf(recordedAt)), ...set('owner', owner), ...set('subject', subject),
  ...set('conversation', thread === null ? null : hashed(thread)), ...set('minutes', minutes === null ? null : String(minutes)),
});

/** Puts activities under the streams of their systems, and tells each stream before its first record. */
export class ActivityStreams {
  readonly #told = new Set<string>();
  readonly #ownSystem: string;
  #line = 0;

  /** `ownSystem`: of activities of which nothing is known but a domain. */
  constructor(ownSystem: string) {
    this.#ownSystem = ownSystem;
  }

  /** `removed`: it did not take place after all; what is held of it counts no more. */
  *messagesFor(activities: ReturnType<typeof activitiesOf>, removed = false): Iterable<SourceMessage> {
    for (const { source, values } of activities) {
      const stream = source ?? this.#ownSystem;
      if (!this.#told.has(stream)) {
        this.#told.add(stream);
        yield { type: 'stream', stream, keys: ['id'], columns: activityColumns, told: { kind: 'activity', source: stream, fields } };
      }
      yield { type: 'records', stream, records: [{ line: (this.#line += 1), values, ...(removed ? { removed } : {}) }] };
    }
  }
}
