import { createHash } from 'node:crypto';
import type { WireEventInput } from '../../../model/index.ts';
import type { Fields } from '../plain-value.ts';

/** What is known of a delivery besides the object itself. */
export interface CeddlArrival {
  /** Names the delivery; a repetition gives the same messages. Null where it has no name. */
  readonly messageId: string | null;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** ISO 8601; null where the sender gave none. */
  readonly at: string | null;
  /** The event that carried the object is itself the view of the page. */
  readonly isPageView?: boolean;
  readonly context?: WireEventInput['context'];
}

/** A call without its identity: what it is called in its delivery, and what it says. */
export type Said = Pick<WireEventInput, 'type' | 'event' | 'name' | 'properties' | 'traits' | 'groupId' | 'timestamp'> & {
  readonly part: string;
  /** Whom an identify call is about, where that is not whoever uses the page. */
  readonly about?: string;
};

const longestName = 200;

/** Names of events and pages are bounded by the wire format. */
export const boundedName = (name: string): string => name.slice(0, longestName);

export const tracked = (part: string, event: string, properties: Fields): Said => ({ part, type: 'track', event: boundedName(event), properties: { ...properties } });

/** The name of one message of a delivery. */
export function messageIdOf(delivery: string | null, part: string): string | undefined {
  if (delivery === null) return undefined;
  const name = `${delivery}:${part}`;
  return name.length <= longestName ? name : createHash('sha256').update(name).digest('base64url');
}
