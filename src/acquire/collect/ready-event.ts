import type { EventType, EventWarning, Purpose, WireEvent } from '../../model/index.ts';
import { wordingShown } from '../consent-signals/index.ts';
import type { EventTexts, TravellingEvent } from './travelling-event.ts';
import { joinsOf, nodesOf, type Join, type VisitorNode } from './visitor-ids.ts';

/**
 * An event at the end of its own steps: what its row and the questions about its visitor need, and no more. The values that it was
 * read from are let go: thousands wait to be stored, and whatever they hold is copied by each collection of garbage.
 */
export interface ReadyEvent {
  readonly type: EventType;
  readonly name: string;
  readonly anonymousId: string;
  readonly userId: string;
  readonly groupId: string;
  readonly previousId: string;
  readonly nodes: readonly VisitorNode[];
  readonly joins: readonly Join[];
  /** E-mail addresses that it names, for who asked to be forgotten. */
  readonly addresses: readonly string[];
  /** Which words the person was shown, where the event proves an answer. */
  readonly wording: string | null;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly warnings: readonly EventWarning[];
  readonly refused: readonly Purpose[];
  readonly granted: readonly Purpose[];
  readonly texts: EventTexts;
}

export function readyEvent({ wire, occurredAt, warnings, refused, granted, texts }: TravellingEvent): ReadyEvent {
  return {
    type: wire.type, name: nameOf(wire), anonymousId: wellFormed(wire.anonymousId), userId: wellFormed(wire.userId),
    groupId: wellFormed(wire.groupId || wire.context?.groupId), previousId: wellFormed(wire.previousId),
    nodes: nodesOf(wire), joins: joinsOf(wire), addresses: addressesIn(wire), wording: wordingShown(wire),
    occurredAt, warnings, refused, granted, texts,
  };
}

/** What happened: a track call's event, else the name of the page or screen. */
export const nameOf = (wire: WireEvent): string => (wire.type === 'track' ? (wire.event ?? '') : (wire.name ?? '')).trim().toWellFormed();

const wellFormed = (id: string | null | undefined): string => (id ?? '').toWellFormed();

const addressesIn = ({ userId, traits, context }: WireEvent): string[] =>
  [userId, traits?.['email'], (context?.['traits'] as { email?: unknown } | undefined)?.email].filter((value): value is string => typeof value === 'string' && value.includes('@'));
